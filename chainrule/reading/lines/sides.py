"""One side of an equality: its tree, with letters in the place of the derivatives in it, and where it is taken."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from ...errors import ChainruleError
from ...records import record
from ...tree import Typed, Variable
from .. import plain
from ..grammar.parser import parse
from ..names import Names
from ..tokens import Line, Source
from .brackets import split
from .derivatives import marked
from .scanning import LETTERS, Found, Marked

LONGEST = 4_000  # characters of one side; what is longer nobody has written by hand
DEEPEST = 6  # derivatives inside derivatives


@record
class Derivative:
    """A derivative in a side: of what, by which variables in turn, or `primes` times by the only one; `arguments` are
    where f'(…) is taken; `partial` where it was typed with ∂."""

    of: Side
    by: tuple[str, ...] = ()
    primes: int = 0
    arguments: tuple[Side, ...] = ()
    partial: bool = False


@record
class Side:
    """A formula: its text, its tree, the derivatives that letters of the tree stand for, the point it is taken at."""

    text: str
    tree: Typed
    derivatives: Mapping[str, Derivative] = field(default_factory=dict)
    at: tuple[tuple[str, Side], ...] = ()

    @property
    def name(self) -> str | None:
        """The name that it is, if it is nothing else."""
        return self.tree.note if type(self.tree) is Variable and not self.derivatives else None


@record
class Manner:
    """How text is read: in which notation, which longer names are known, and which functions with their parameters."""

    latex: bool
    known: frozenset[str] = frozenset()
    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_side(text: str, manner: Manner, depth: int = 0) -> tuple[Side, ...]:
    """The readings of a side, the likeliest first. Raises a ChainruleError where it has none."""
    text, at = _at(text.strip(), manner, depth)
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"  # no letter of mathematics: it is refused
    readings: list[Side] = []
    refusal: ChainruleError | None = None
    for reading in marked(text, manner.latex):
        try:
            readings.append(_side(text, reading, manner, at, depth))
        except ChainruleError as error:
            refusal = refusal or error
    if not readings and refusal is not None:
        raise refusal
    return tuple(readings)


def _side(text: str, reading: Marked, manner: Manner, at: tuple[tuple[str, Side], ...], depth: int) -> Side:
    tree = read_tree(reading.text, manner)
    found = {letter: _derivative(one, manner, depth) for letter, one in reading.found.items()}
    return Side(text, tree, found, at)


def _derivative(found: Found, manner: Manner, depth: int) -> Derivative:
    if depth >= DEEPEST:
        read_tree("…", manner)
    whole = _INDEXED.sub(r"\1_{\2}", found.of.strip()) if manner.latex else found.of
    of = read_side(whole, manner, depth + 1)[0]
    by = tuple(name_of(each, manner) for each in found.by)
    arguments = tuple(read_side(part, manner, depth + 1)[0] for each in found.arguments
                      for part in split(each, lambda text, place: int(text[place] == ",")))
    return Derivative(of, by, found.primes, arguments, found.partial)


_INDEXED = re.compile(r"^([A-Za-z])([0-9]+)$")


def name_of(text: str, manner: Manner) -> str:
    """The name that a text spells, as programs know it."""
    if manner.latex:
        text = _INDEXED.sub(r"\1_{\2}", text.strip())
    tree = read_tree(text, manner)
    return str(tree.note) if type(tree) is Variable else str(read_tree("…", manner))


def read_tree(text: str, manner: Manner) -> Typed:
    """A formula without derivatives."""
    source = plain.normalize(text)
    names = Names(manner.known)
    names.functions.update(manner.functions)
    return parse(_line(source, manner), names)


def _line(source: Source, manner: Manner) -> Line:
    if manner.latex:
        from ..latex import statements as latex
        return latex.line(source, 0, len(source.text), manner.known | frozenset(LETTERS))
    return plain.line(source, 0, len(source.text))


_AT = re.compile(r"(?:\\(?:[Bb]igg?[rlm]?|right|left)\s*)?(?:\||\\vert|\\rvert|\\mid)\s*_\s*"
                 r"(?:\{(?P<in>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|(?P<bare>[^\s{}]+))\s*$")
_AT_PLAIN = re.compile(r"\|\s*_?\{?(?P<in>[^\W\d]\w*\s*=[^|{}]*)\}?\s*$")
_LEFT = re.compile(r"\\left\s*\.")


def _at(text: str, manner: Manner, depth: int) -> tuple[str, tuple[tuple[str, Side], ...]]:
    """The side without `|_{x=1}`, and the values that stood there."""
    found = _AT.search(text) or (None if manner.latex else _AT_PLAIN.search(text))
    if found is None or depth >= DEEPEST:
        return text, ()
    inner = found["in"] or found.groupdict().get("bare") or ""
    values: list[tuple[str, Side]] = []
    for part in split(inner, lambda given, place: int(given[place] in ",;")):
        name, equals, value = part.partition("=")
        if not equals:
            return text, ()
        values.append((name_of(name, manner), read_side(value, manner, depth + 1)[0]))
    return _LEFT.sub("", text[:found.start()]).strip(), tuple(values)
