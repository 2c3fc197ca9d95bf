"""Solutions and notes line by line: what is defined, which claims are true, where the first wrong line stands."""
