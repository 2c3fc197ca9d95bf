"""Text to trees: `read` for expressions and programs, `read_point`, `read_problem`, `read_template`."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from ..graph.collector import collector_paused
from ..tree import Program, Typed
from . import plain, problem_file
from .names import Names
from .point import read_point
from .problem_file import Problem
from .programs import program
from .syntax import Syntax, statements

__all__ = ["Problem", "Syntax", "read", "read_point", "read_problem", "read_template"]


def read(text: str, syntax: Syntax = "auto", known: Collection[str] = ()) -> Program:
    """An expression, or a program of definitions whose last line is the output.

    syntax   "plain", "latex", or "auto": LaTeX where the text holds a backslash command or a dollar sign
    known    names that the caller has for variables: in LaTeX `loss` is then one name and not l·o·s·s, and `cost` is
             one too and not the cosine of t
    """
    source = plain.normalize(text)
    names = Names(known)
    with collector_paused(len(text) > 50_000):
        return program(source, lambda: statements(source, syntax, names.known), names)


def read_problem(text: str, syntax: Syntax = "auto", known: Collection[str] = (), shapes: Any = None,
                 values: Mapping[str, Any] | None = None) -> Problem:
    """The lines of a problem file: definitions, `at x=1, y=2`, `wrt x, y`, shapes `W: 3x2`, comments; `known` as for
    `read`. `shapes` and `values` are what the caller says of vectors and matrices besides."""
    with collector_paused(len(text) > 50_000):
        return problem_file.problem(text, syntax, known, shapes, values)


@lru_cache(maxsize=4096)
def read_template(text: str) -> Typed:
    """One expression of chainrule's own, as in the table of rules."""
    return read(text, "plain").definitions[-1].tree
