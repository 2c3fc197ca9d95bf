"""Mathematics on a page as a small tree of boxes; each notation has one emitter beside this file."""
from __future__ import annotations

from typing import Union

from ..records import record

Box = Union["Name", "Num", "Op", "Word", "Row", "Frac", "Sup", "Sub", "Root", "Paren", "Apply", "Ratio", "Limit",
            "Grid", "Under", "Colour", "Live"]


@record
class Name:
    """A variable or node: `x`, `w0`, `w_31`, `loss`, `θ`, `theta`, `x'`. The emitter sets subscripts and Greek. A
    `bold` one is a vector or a matrix."""

    text: str
    bold: bool = False


@record
class Num:
    """An unsigned number as it is to be read: `3`, `0.50`, `1e-7`, `33.33`. A negative one is Row((Op("neg"), Num))."""

    text: str


@record
class Op:
    """A sign. Infix, spaced by the emitter: + - = ≈ → , (comma)  `dot` (explicit multiplication).
    `neg` is the tight prefix minus; `times` is juxtaposition where a notation allows it, else as dot; `side` is
    juxtaposition of matrices, a dot only where it must be typed. `T` (transposed) and `-T` stand in exponents.
    Constants: `pi`, `e`, `inf`.  `partial` ∂, `d` d."""

    sign: str


@record
class Word:
    """Words inside mathematics, in the page's language."""

    text: str


@record
class Row:
    """Boxes side by side."""

    items: tuple[Box, ...]


@record
class Frac:
    """A fraction. A linear notation writes a/b and puts parentheses where either side is more than one factor."""

    num: Box
    den: Box


@record
class Sup:
    """A power. The base comes with the parentheses it needs; the emitter adds those that the exponent needs."""

    base: Box
    exp: Box


@record
class Sub:
    """Something with an index below: 1ₙ, ‖x‖₁."""

    base: Box
    below: Box


@record
class Root:
    """A root; no index means the square root."""

    inner: Box
    index: Box | None = None


@record
class Paren:
    """Something inside ( ) or | | ("abs") or ⌊ ⌋ ("floor") or ⌈ ⌉ ("ceil") or ‖ ‖ ("norm") or ⟨ ⟩ ("angle") or [ ]
    ("square")."""

    inner: Box
    kind: str = "round"


@record
class Apply:
    """A function applied: `sin`, `ln`, `log2`, `max`, `σ`, `arcsin`, or a user's. `power` is unused by trees now."""

    function: str
    arguments: tuple[Box, ...]


@record
class Ratio:
    """A derivative: ∂f/∂x or df/dx (`curly` chooses), of any order: ∂²f/∂x∂y has wrt ("x", "y"), in order.
    `held` names what is held constant, where the same symbol also stands for the whole derivative: ∂f/∂x|u."""

    of: Box
    wrt: tuple[Box, ...]
    curly: bool = True
    held: tuple[Box, ...] = ()


@record
class Limit:
    """The limit of `inner` as `variable` goes to `target`."""

    variable: Box
    target: Box
    inner: Box


@record
class Grid:
    """A matrix of boxes in rows, in parentheses; in one line of text [1, 2; 3, 4]."""

    rows: tuple[tuple[Box, ...], ...]


@record
class Under:
    """A factor with its shape below it: W over 3×2. Where formulas have one line only the factor is written."""

    inner: Box
    shape: str


@record
class Colour:
    """The same box in a role's colour: "value" (forward, green) or "gradient" (backward, red)."""

    inner: Box
    role: str


@record
class Live:
    """A number, or a sign between numbers, that a page can compute anew. `of` says from what: "0:v3", in part 0 of its
    data the value of node 3; "g" a gradient, "d" a derivative where it exists. Of a sign it is the numbers that may be
    rounded. `tight`: a negative number gets parentheses in its place."""

    inner: Box
    of: str
    tight: bool = False


# How tightly a box holds together; what is looser than its place gets parentheses.
SUM, NEGATIVE, PRODUCT, FRACTION, POWER, ATOM = range(6)
Written = tuple[Box, int]
_RELATIONS = {"<=": "≤", ">=": "≥", "!=": "≠"}


def relation(typed: str) -> Op:
    """The sign of a comparison as it is printed: `>=` is ≥."""
    return Op(_RELATIONS.get(typed, typed))
