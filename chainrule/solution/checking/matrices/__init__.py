"""Answers with vectors and matrices beside the gradient."""
