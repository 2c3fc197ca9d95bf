"""From a question about vectors and matrices to all its facts."""
