"""From a question to all its facts; no words."""
