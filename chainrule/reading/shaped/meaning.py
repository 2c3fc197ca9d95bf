"""What a part of a program means once the shapes are known, and how the reader of shapes refuses."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NoReturn, cast

from ...errors import ChainruleError
from ...language import Text
from ...records import record
from ...rules.matrices import MATRICES
from ...rules.shape import NUMBER, SQUARE, Misfit, Shape, full
from ...tree import Arranged, Multiplied, Typed
from ..mistakes.refuse import refuse
from .heads import Place
from .notation import Written

Dialect = Literal["plain", "numpy", "matlab", "latex"]


@record
class Value:
    """A tree of explicit operations with its shape (None: a number).

    flat     whether it is an array of one dimension of NumPy; it is then a column, or a row that a product made
    factors  numbers that stand in front of it in a product that may go on
    chain    whether the tree is a product entry by entry that may go on
    guessed  names without a shape that it takes for numbers
    raw      what was typed
    """

    tree: Typed
    shape: Shape | None = None
    flat: bool = False
    factors: tuple[Typed, ...] = ()
    chain: bool = False
    guessed: frozenset[str] = frozenset()
    raw: Typed | None = None

    @property
    def whole(self) -> Typed:
        """The tree with the numbers in front of it."""
        if not self.factors:
            return self.tree
        if isinstance(self.tree, Multiplied) and self.chain:
            return Multiplied(*self.factors, *self.tree.args)
        return Multiplied(*self.factors, self.tree)

    @property
    def size(self) -> Shape:
        """Its shape, a number as 1×1."""
        return self.shape or NUMBER

    @property
    def square(self) -> bool:
        """Whether it is a square matrix."""
        return self.shape is not None and self.shape[0] == self.shape[1]

    @property
    def vector(self) -> bool:
        """Whether it is a column, or a flat array."""
        return self.shape is not None and (self.shape[1] == 1 or self.flat)


class Unclear(Exception):
    """Names without a shape stand where a number and something else would both do; `error` says where."""

    def __init__(self, names: frozenset[str], error: ChainruleError) -> None:
        super().__init__(", ".join(sorted(names)))
        self.names, self.error = names, error


@dataclass(slots=True)
class Meaning:
    """The reading of one program: how its text stands, in which dialect, what its names are, what is to be said, and
    the letters that are sizes."""

    notation: Written
    dialect: Dialect
    names: dict[str, Value] = field(default_factory=dict)
    said: dict[str, Text] = field(default_factory=dict)
    letters: frozenset[str] = frozenset()

    def say(self, en: str, ko: str, **facts: object) -> None:
        """Something that is told on top of the answer, once."""
        text = Text(en.format(**facts), ko.format(**facts))
        self.said[text.en] = text

    def place(self, *values: Value | Typed | None) -> Place | None:
        """Where these stand, as one place if they are of one line."""
        raws = [value.raw if isinstance(value, Value) else value for value in values]
        found = [place for raw in raws if raw is not None for place in [self.notation.around(raw)] if place]
        if not found:
            return None
        same = [place for place in found if place.line is found[0].line]
        return Place(None, found[0].line, min(p.first for p in same), max(p.last for p in same))

    def typed(self, value: Value) -> str:
        """What was typed for a value."""
        place = self.place(value)
        return place.text if place else "…"

    def held(self, value: Value) -> str:
        """The same as a factor."""
        text = self.typed(value)
        return f"({text})" if _loose(text) else text

    def error(self, key: str, values: Sequence[Value | Typed | None], **facts: object) -> ChainruleError:
        """The refusal of a row of the table, at these values."""
        place = self.place(*values)
        if place is None:
            return refuse(key, "", None, **facts)
        return refuse(key, place.line.source.given, place.span, **facts)

    def fail(self, key: str, values: Sequence[Value | Typed | None], **facts: object) -> NoReturn:
        """Refuse."""
        raise self.error(key, values, **facts)

    def missing(self, name: str, values: Sequence[Value | Typed | None]) -> ChainruleError:
        """The refusal of a name without a shape."""
        return self.error("shape_missing", values, name=name, fits="", example="3x2")

    def clear(self, *values: Value, at: Sequence[Value | Typed | None] = ()) -> None:
        """Refuse numbers that were only taken for such, where something else might stand as well."""
        names = frozenset().union(*(value.guessed for value in values if value.shape is None))
        if names:
            name = min(names)
            raise Unclear(names, self.missing(name, at or values))


def _loose(text: str) -> bool:
    """Whether a text needs parentheses as a factor."""
    depth = 0
    for k, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if depth == 0 and (sign in "+*/@ " or sign == "-" and k):
            return True
    return text[:1] == "-"


def number(tree: Typed, *of: Value, raw: Typed | None = None) -> Value:
    """A number made of other values."""
    guessed = frozenset().union(*(value.guessed for value in of if value.shape is None)) if of else frozenset()
    return Value(tree, guessed=guessed, raw=raw)


def arranged(name: str, operands: Sequence[Value], *held: object, raw: Typed | None = None) -> Value:
    """An operation of the table of matrix rules on values; raises Misfit where the shapes do not fit."""
    shape = MATRICES[name].shape([value.size for value in operands], held)
    tree = Arranged(*(value.whole for value in operands), note=(name, *held))
    return Value(tree, None if shape == NUMBER else shape, raw=raw)


def fitted(r: Meaning, name: str, operands: Sequence[Value], *held: object, raw: Typed | None = None) -> Value:
    """The same, refused in the user's words where the shapes do not fit."""
    try:
        return arranged(name, operands, *held, raw=raw)
    except Misfit as misfit:
        why = Text(misfit.text.say("en", **misfit.facts), misfit.text.say("ko", **misfit.facts))
        left, right = operands[0], operands[-1]
        if len(operands) == 1:
            key = "not_square" if misfit.text is SQUARE else "not_vector"
            r.fail(key, [raw or left], name=r.typed(left), shape=full(left.size))
        r.fail("misfit_two", [raw or left, left, right], left=r.typed(left), right=r.typed(right),
               first=full(left.size), second=full(right.size), why=why)


def turned(tree: Typed) -> Typed:
    """The transpose of a tree; of a transpose what it is the transpose of."""
    if isinstance(tree, Arranged) and tree.note == ("transpose",):
        (inner,) = tree.args
        return cast(Typed, inner)
    return Arranged(tree, note=("transpose",))


def column(value: Value) -> Value:
    """A flat array as a column: xA as Aᵀx."""
    if not value.flat or value.shape is None or value.shape[1] == 1:
        return value
    tree = value.tree
    rows, columns = value.shape
    if isinstance(tree, Arranged) and tree.note == ("matmul",):
        left, right = tree.args
        made: Typed = Arranged(turned(right), turned(left), note=("matmul",))
    else:
        made = turned(tree)
    return replace(value, tree=made, shape=(columns, rows), chain=False)


def settled(value: Value) -> Value:
    """A value that is complete: nothing more joins its product, and a flat array is a column."""
    value = column(value)
    return replace(value, tree=value.whole, factors=(), chain=False)
