"""One way of taking what the names of a text stand for."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

from ...reading.lines.sides import Derivative, Side
from ...records import record
from ...tree import Applied, Variable
from .sheet import Known, Relation


class Unclear(Exception):
    """What a formula is about is not said in the text."""


Local = Literal["", "all", "round"]


@record
class Take:
    """One way of taking a text.

    versions   the formulas of every name, the one to be taken first in front
    generic    names without a formula that are functions of others: y of u
    main       the variable that a prime differentiates by, where there are several
    claimed    derivatives that are to be what somebody said they are
    bound      names that a relation makes functions of the others in it
    local      which derivatives are taken of a name's own formula alone, with the other names in it fixed: none, all,
               or those with a round ∂
    """

    versions: Mapping[str, Sequence[Known]]
    generic: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    main: str | None = None
    local: Local = ""
    bound: Mapping[str, Relation] = field(default_factory=dict)
    claimed: Mapping[tuple[str, tuple[str, ...]], Side] = field(default_factory=dict)


def primed(wanted: Derivative) -> tuple[str, ...]:
    """What y'' and f'(x) are told apart by, where dy/dx has its variables: the primes, and what stands behind them;
    empty for f'(2), which is a value."""
    behind = tuple(argument.name for argument in wanted.arguments)
    return (("'",) * wanted.primes + tuple(map(str, behind))) if len(behind) < 2 and None not in behind else ()


def called(side: Side) -> str | None:
    """The name that is differentiated: y, or f where f(x) stands."""
    if side.derivatives or side.at:
        return None
    tree = side.tree
    if type(tree) is Applied and all(type(a) is Variable for a in tree.args) and not str(tree.note).endswith("'"):
        return str(tree.note)
    return side.name
