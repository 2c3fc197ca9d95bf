"""Pages about vectors and matrices: every line with its shape, every transpose with its reason."""
