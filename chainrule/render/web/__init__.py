"""A page as one HTML file, with its style and its script."""
