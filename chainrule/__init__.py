"""chainrule explains derivatives as sums over paths of products of local partials, in Korean and English."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import (
    ChainruleError,
    DomainError,
    OptionError,
    ReadingError,
    TooLargeError,
    UnsupportedError,
    VariableError,
)

if TYPE_CHECKING:
    from .explained import Explained
    from .implicit import implicit
    from .lessons.told import lesson
    from .pipeline import diff

__version__ = "0.1.0"
__all__ = [
    "ChainruleError",
    "DomainError",
    "Explained",
    "OptionError",
    "ReadingError",
    "TooLargeError",
    "UnsupportedError",
    "VariableError",
    "__version__",
    "diff",
    "implicit",
    "lesson",
]


def __getattr__(name: str) -> Any:
    """`diff` and `Explained` are imported when first used: they bring SymPy with them."""
    if name == "diff":
        from .pipeline import diff
        return diff
    if name == "implicit":
        from .implicit import implicit
        globals()["implicit"] = implicit  # else the module of that name would hide the function
        return implicit
    if name == "lesson":
        from .lessons.told import lesson
        return lesson
    if name == "Explained":
        from .explained import Explained
        return Explained
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
