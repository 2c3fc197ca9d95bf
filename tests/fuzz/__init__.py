"""Random command lines: what people and attackers may type, run by the thousand and judged."""
