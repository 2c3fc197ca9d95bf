"""The chain rule where local derivatives are linear maps, written as words."""
