"""The colours of roles, the same wherever they are shown: values green, gradients red, a marked path amber."""
from __future__ import annotations

from typing import NamedTuple


class Role(NamedTuple):
    """One role's colour on light and on dark ground, as six hexadecimal digits behind #."""

    light: str
    dark: str

    @property
    def digits(self) -> str:
        """The colour on light ground as LaTeX writes it."""
        return self.light[1:].upper()


INK = Role("#1f2937", "#e5e7eb")
QUIET = Role("#6b7280", "#9ca3af")
INPUT = Role("#4338ca", "#a5b4fc")
VALUE = Role("#15803d", "#4ade80")
GRADIENT = Role("#b91c1c", "#f87171")
PATH = Role("#d97706", "#fbbf24")
MARK = Role("#fde68a", "#854d0e")  # the ground behind the case that holds
LIT = Role("#2563eb", "#60a5fa")
TERMINAL = {"value": "green", "gradient": "red", "quiet": "dim", "path": "yellow"}  # the names that terminals know
LATEX = {"value": "teal", "gradient": "red", "quiet": "gray"}  # the names that xcolor knows
