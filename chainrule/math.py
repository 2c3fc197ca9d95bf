"""The functions that chainrule has rules for, for use in Python functions that are traced: sin, exp, log, relu, max …

They are made from the table of rules. On plain numbers they compute plain numbers. `log` is the natural logarithm, or
that to a base: log(x, 2). `where(x > 0, a, b)` stands for `a if x > 0 else b`.
"""
from __future__ import annotations

import math as _math
from collections.abc import Callable
from typing import Any

from .reading.python.functions import FUNCTIONS as _FUNCTIONS
from .reading.python.functions import where

e: float = _math.e
pi: float = _math.pi
__all__ = ["e", "pi", "where"]
__all__ += sorted(_FUNCTIONS)


def __getattr__(name: str) -> Callable[..., Any]:
    if name in _FUNCTIONS:
        return _FUNCTIONS[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
