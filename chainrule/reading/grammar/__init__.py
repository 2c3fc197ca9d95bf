"""The one grammar: a Pratt parser, its table of steps, and a file for each kind of construct."""
