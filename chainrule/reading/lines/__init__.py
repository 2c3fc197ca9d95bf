"""Solutions and notes line by line: definitions, claims about derivatives, points, and the words around them."""
