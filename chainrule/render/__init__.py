"""A page becomes a string: one module per format, no sentence and no mathematics in them."""
