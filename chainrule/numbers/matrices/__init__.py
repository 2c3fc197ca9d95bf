"""Numbers where nodes have shapes: the point, both passes, and the check that trusts no word."""
