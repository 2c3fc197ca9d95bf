"""Pages about what a gradient is for: one step and many, what a variable does to the output, networks."""
