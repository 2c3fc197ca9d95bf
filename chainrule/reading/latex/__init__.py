"""LaTeX rewritten into the plain notation that the grammar reads."""
