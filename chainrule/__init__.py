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
    from . import math
    from .decorated import explained
    from .derivative import Explained
    from .implicit import implicit
    from .lessons.told import lesson
    from .pipeline import diff
    from .tracing import name, trace

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
    "explained",
    "implicit",
    "lesson",
    "math",
    "name",
    "trace",
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
        from .derivative import Explained
        return Explained
    if name == "explained":
        from .decorated import explained
        return explained
    if name in ("name", "trace"):
        from . import tracing
        return getattr(tracing, name)
    if name == "math":
        from importlib import import_module
        return import_module(".math", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext chainrule` in a notebook: the magics %chainrule and %%chainrule."""
    from .notebook import load
    load(shell)
