"""The variables that a caller names: text, several with commas, a list, or SymPy's own symbols."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_BETWEEN = re.compile(r",(?![^({\[]*[)}\]])")


def names_of(given: str) -> list[str]:
    """The names in "w, b"; a comma inside brackets belongs to a name, as in x_{1,2}."""
    return [name.strip() for name in _BETWEEN.split(given) if name.strip()]


def listed(given: Any) -> list[Any]:
    """One variable, several, or none where it was not said."""
    if given is None:
        return []
    if isinstance(given, str):
        return names_of(given)
    if not isinstance(given, Sequence):
        return [given]
    return [name for each in given for name in (names_of(each) if isinstance(each, str) else (each,))]


def name_of(variable: Any, symbols: Mapping[str, Any]) -> str:
    """The name of a variable given as text or as the caller's symbol."""
    for name, symbol in symbols.items():
        if symbol == variable and not isinstance(variable, str):
            return name
    return variable if isinstance(variable, str) else str(getattr(variable, "name", variable))
