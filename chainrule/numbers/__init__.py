"""Values at a point, one-sided limits, and the check that trusts no rule."""
