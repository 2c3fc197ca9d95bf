"""Verdicts, mistakes and their remedies in words."""
