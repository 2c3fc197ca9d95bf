"""Typical mistakes as other answers: each slip is what the derivative would be with one thing done wrongly."""
