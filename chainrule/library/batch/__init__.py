"""Many problems: each read from a line, answered in a process that may be ended, in the order of the lines."""
