"""Answers and claims beside the truth: whether they are right, where, and which mistake was made."""
