"""Options in, text out; the only room that prints, exits, listens."""
