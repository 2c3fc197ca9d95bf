"""From facts to a page: which sentences, in which order, in which language."""
