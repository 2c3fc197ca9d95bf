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
    from .library.decorated import explained
    from .library.explained import Explained
    from .library.implicit import implicit
    from .library.learning import Learned, learn
    from .library.lesson import lesson
    from .library.pipeline import diff
    from .reading.python import name, trace

__version__ = "0.1.0"
__all__ = [
    "ChainruleError",
    "DomainError",
    "Explained",
    "Learned",
    "OptionError",
    "ReadingError",
    "TooLargeError",
    "UnsupportedError",
    "VariableError",
    "__version__",
    "diff",
    "explained",
    "implicit",
    "learn",
    "lesson",
    "math",
    "name",
    "trace",
]


def __getattr__(name: str) -> Any:
    """`diff` and `Explained` are imported when first used: they bring SymPy with them."""
    if name == "diff":
        from .library.pipeline import diff
        return diff
    if name == "implicit":
        from .library.implicit import implicit
        return implicit
    if name in ("Learned", "learn"):
        from .library import learning
        return getattr(learning, name)
    if name == "lesson":
        from .library.lesson import lesson
        return lesson
    if name == "Explained":
        from .library.explained import Explained
        return Explained
    if name == "explained":
        from .library.decorated import explained
        return explained
    if name in ("name", "trace"):
        from .reading import python
        return getattr(python, name)
    if name == "math":
        from importlib import import_module
        return import_module(".math", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext chainrule` in a notebook: the magics %chainrule and %%chainrule."""
    from .cli.notebook import load
    load(shell)
