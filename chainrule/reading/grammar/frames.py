"""The grammar as signs and binding powers, what waits on the parser's stack, and tables of steps."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...records import record
from ...tree import Typed

PLUS, MINUS = ("+",), ("-", "−", "–")
TIMES, OVER, TO = ("*", "·", "×", "⋅", "∗", "∙", "•"), ("/", "÷", "∕"), ("^", "**")
OPERATORS = frozenset((*PLUS, *MINUS, *TIMES, *OVER, *TO))
POWER = {"group": 0, "alternative": 2, "and": 4, "comparison": 6, "sum": 10, "minus": 15, "sum with bounds": 16,
         "product": 20, "inner minus": 30, "power": 40, "function": 50, "argument": 60, "power in an argument": 70}
ALTERNATIVE, BOTH, COMPARISON = POWER["alternative"], POWER["and"], POWER["comparison"]
SUM, PRODUCT, RAISE = POWER["sum"], POWER["product"], POWER["power"]
FUNCTION, ARGUMENT, TIGHT = POWER["function"], POWER["argument"], POWER["power in an argument"]
BOUNDED = POWER["sum with bounds"]


@dataclass(slots=True)
class Frame:
    """What waits for more: an operator with its first operand at `start`, or an open group.

    index      the token of the latest operator
    note       the head's note
    chain      the length of a row of divisions
    exponent   that of sin^2 x, put around the finished call
    base       that of log_2 x
    opener     the sign that a group was opened with; "_" for the base of a logarithm
    special    whether a call is a sum with bounds or a function by cases
    relations  the signs of a comparison
    outer      the outer functions of a composition
    """

    power: int
    head: type[Typed] | None
    start: int
    index: int
    depth: int
    note: str | None = None
    chain: int = 0
    exponent: Typed | None = None
    opener: str = ""
    base: Typed | None = None
    special: bool = False
    relations: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()


@record
class Tables:
    """A notation as steps of the parser, by token: `prefix` where an operand is expected, with `atom` for the rest, and
    `infix` behind one, with `beside` for the rest; `headed` makes the tree of an operator that has all its operands.
    `recalls` says whether a leaf that was read before is the same leaf."""

    prefix: Mapping[str, Callable[[Any], bool]]
    infix: Mapping[str, Callable[[Any], bool]]
    atom: Callable[[Any], bool]
    beside: Callable[[Any], bool]
    headed: Callable[[Any, Frame, list[Typed]], Typed]
    recalls: bool = True
