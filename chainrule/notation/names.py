"""How names and function names are set: Greek letters, subscripts, primes."""
from __future__ import annotations

import re

from .greek import GREEK, GREEK_NAMES

_PARTS = re.compile(r"(?P<stem>.*?)(?:_(?P<under>[^']+)|(?P<digits>\d+))?(?P<primes>'*)")
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def split(name: str) -> tuple[str, str, bool, str]:
    """(stem, subscript, whether it was typed with an underscore, primes): w_31' is ("w", "31", True, "'")."""
    found = _PARTS.fullmatch(name.replace("′", "'"))
    if found is None or not found["stem"]:
        return name, "", False, ""
    return found["stem"], found["under"] or found["digits"] or "", found["under"] is not None, found["primes"]


__all__ = ["GREEK", "GREEK_NAMES", "SUBSCRIPTS", "SUPERSCRIPTS", "split"]
