"""chainrule explains derivatives as sums over paths of products of local partials, in Korean and English."""
from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it; `typing` is not needed for it
if TYPE_CHECKING:
    from typing import Any

    from . import math
    from .errors import (
        ChainruleError,
        DomainError,
        OptionError,
        ReadingError,
        TooLargeError,
        UnsupportedError,
        VariableError,
    )
    from .library.batch.many import batch
    from .library.checked import check, check_answer
    from .library.checked_text import check_notes, check_solution
    from .library.curve import Plotted, plot
    from .library.decorated import explained
    from .library.explained import Explained
    from .library.implicit import implicit
    from .library.influence import influence
    from .library.learning import Learned, learn
    from .library.lesson import lesson
    from .library.network import Network, network
    from .library.pipeline import diff
    from .reading.python import name, trace

__version__ = "0.1.0"
__all__ = [
    "ChainruleError",
    "DomainError",
    "Explained",
    "Learned",
    "Network",
    "OptionError",
    "Plotted",
    "ReadingError",
    "TooLargeError",
    "UnsupportedError",
    "VariableError",
    "__version__",
    "batch",
    "check",
    "check_answer",
    "check_notes",
    "check_solution",
    "diff",
    "explained",
    "implicit",
    "influence",
    "learn",
    "lesson",
    "math",
    "name",
    "network",
    "plot",
    "trace",
]


# What is imported when it is first used, and where it lives: most of it brings SymPy with it, and until `__main__` runs
# nobody answers Ctrl-C.
_LATER = {"check": "library.checked", "check_answer": "library.checked", "check_notes": "library.checked_text",
          "check_solution": "library.checked_text", "diff": "library.pipeline", "explained": "library.decorated",
          "Explained": "library.explained", "implicit": "library.implicit", "lesson": "library.lesson",
          "name": "reading.python", "trace": "reading.python"}
_LATER |= dict.fromkeys(("learn", "Learned"), "library.learning")
_LATER |= {name: "errors" for name in __all__ if name.endswith("Error")}
_LATER["influence"] = "library.influence"
_LATER["batch"] = "library.batch.many"
_LATER |= dict.fromkeys(("network", "Network"), "library.network")
_LATER |= dict.fromkeys(("plot", "Plotted"), "library.curve")


if not TYPE_CHECKING:  # a type checker sees the names above, and no others
    def __getattr__(name: str) -> Any:
        """`diff` and the others are imported when first used."""
        from importlib import import_module
        if name == "math":
            return import_module(".math", __name__)
        if name in _LATER:
            return getattr(import_module("." + _LATER[name], __name__), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, whether they were used before or not."""
    return sorted(__all__)


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext chainrule` in a notebook: the magics %chainrule and %%chainrule."""
    from .cli.notebook import load
    load(shell)
