"""The decorator: a Python function that computes numbers as before, and explains its derivatives."""
from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..language import Language
from ..numbers.point import numbers
from ..reading import read_point
from ..reading.python.traced import trace
from ..tree import Program
from .explained import Explained
from .pipeline import diff
from .variables import listed


class ExplainedFunction:
    """A function with `diff` and `explain`. Called, it does what the function does."""

    def __init__(self, function: Callable[..., Any]) -> None:
        functools.update_wrapper(self, function)
        self.function = function

    def __call__(self, *inputs: Any, **named: Any) -> Any:
        return self.function(*inputs, **named)

    def __get__(self, owner: Any, kind: Any = None) -> ExplainedFunction:
        return self if owner is None else ExplainedFunction(self.function.__get__(owner, kind))

    def trace(self, variables: Sequence[str] = (), shapes: Any = None, at: Mapping[str, Any] | None = None) -> Program:
        """The function as a program; `variables` are arguments with default values that vary all the same, `shapes` the
        shapes of vectors and matrices, which the arrays of a point `at` say too."""
        return trace(self.function, variables, shapes, at)

    def diff(self, wrt: str | Sequence[str] | None = None, at: Mapping[Any, Any] | str | None = None,
             **options: Any) -> Explained:
        """As `chainrule.diff`, for this function: then, order, of, open, steps, mode, notation, level and form may
        be given.

        An argument with a default value is that constant, unless `wrt`, `then` or `at` name it; where it is a variable
        and `at` leaves it out, its default is its value at the point. Several outputs give a Jacobian matrix.
        """
        point = _point(at)
        shapes = options.pop("shapes", None)
        named = [*listed(wrt), *listed(options.get("then")), *(point if isinstance(point, Mapping) else ())]
        known = {p.name for p in _parameters(self.function) if p.default is not p.empty}
        varied = [n for n in dict.fromkeys(map(str, named)) if n in known]
        return diff(trace(self.function, varied, shapes, point), wrt, at=point, **options)

    def explain(self, wrt: str | Sequence[str] | None = None, at: Mapping[Any, Any] | str | None = None,
                lang: Language | None = None, detail: str = "normal", **options: Any) -> str:
        """The explanation as text; `diff` gives it as an object."""
        return self.diff(wrt, at, **options).to_text(lang, detail)

    def __repr__(self) -> str:
        return f"<explained: {getattr(self.function, '__name__', 'function')}>"


def _point(at: Mapping[Any, Any] | str | None) -> Mapping[Any, Any] | None:
    """The point as numbers, or as it was given where it holds arrays."""
    if not isinstance(at, str):
        return at
    read = read_point(at)
    return read if any(isinstance(value, list) for value in read.values()) else numbers(read, {})


def _parameters(function: Callable[..., Any]) -> Sequence[inspect.Parameter]:
    try:
        return tuple(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return ()  # `trace` says why


def explained(function: Callable[..., Any]) -> ExplainedFunction:
    """The function with its derivatives explained.

        @chainrule.explained
        def loss(w, b): return (w*2 + b - 1)**2

        loss(1, 0), loss.diff(wrt="w", at="w=1, b=0"), loss.explain(wrt="w", lang="ko")
    """
    return ExplainedFunction(function)
