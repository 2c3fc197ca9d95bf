"""The one grammar: a Pratt parser whose methods lie in files of one construct each."""
