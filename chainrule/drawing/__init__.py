"""Pictures of the dependency graph: one layout, several formats."""
