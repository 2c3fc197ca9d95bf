"""One emitter per notation: a tree of boxes becomes a string."""
