"""What a text has defined so far: names with all the formulas they were given, values, relations between names."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...errors import ChainruleError
from ...reading.lines.equations import Equation
from ...reading.lines.scanning import LETTERS
from ...reading.lines.sides import Derivative, Manner, Side, read_side
from ...records import record
from ...tree import Applied, Constant, Numeral, Typed, Variable, walk


@record
class Known:
    """One definition: `side` is None where the name was given something that cannot be read. `parameters` are those of
    a function; `place` counts the definitions, `section` says under which heading it stands."""

    name: str
    side: Side | None
    parameters: tuple[str, ...] | None = None
    place: int = 0
    section: int = 0


@record
class Valued:
    """A name with a number, and the line where it was given."""

    name: str
    side: Side
    line: int


@record
class Relation:
    """An equation that binds names to each other: x^2 + y^2 = 25."""

    left: Side
    right: Side
    names: frozenset[str]
    section: int = 0


@dataclass(slots=True)
class Sheet:
    """All that is known at a place of a text; newer things stand behind older ones. `main` is the variable that primes
    differentiate by, if the caller says so; `seen` are the names that stood for values in what was read."""

    known: dict[str, list[Known]] = field(default_factory=dict)
    values: dict[str, list[Valued]] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    strict: bool = False
    main: str | None = None
    section: int = 0
    count: int = 0

    def manner(self, latex: bool, functions: bool = True) -> Manner:
        """How the next formula is to be read."""
        called = {name: found[-1].parameters for name, found in self.known.items() if found[-1].parameters is not None}
        return Manner(latex, frozenset(self.words),
                      {name: parameters for name, parameters in called.items() if parameters} if functions else {})

    def define(self, name: str, side: Side | None, parameters: tuple[str, ...] | None = None) -> None:
        """One more formula for a name."""
        self.count += 1
        self.known.setdefault(name, []).append(Known(name, side, parameters, self.count, self.section))
        self.relations = [each for each in self.relations if name not in each.names]

    @property
    def related(self) -> set[str]:
        """The names that relations bind."""
        return {name for each in self.relations if each.section == self.section for name in each.names}

    def versions(self, name: str) -> list[Known]:
        """The formulas of a name, the newest first; none where the newest cannot be read or a relation binds it."""
        found = self.known.get(name, [])
        if not found or found[-1].side is None:
            return []
        return [each for each in reversed(found) if each.side is not None]


def head_of(text: str, manner: Manner) -> tuple[str, tuple[str, ...] | None] | None:
    """The name that a left side defines, and the parameters if it is a function; None where it is no head."""
    try:
        tree = read_side(text, Manner(manner.latex, manner.known))[0].tree
    except ChainruleError:
        return None
    if type(tree) is Variable:
        return str(tree.note), None
    if type(tree) is Applied and not str(tree.note).endswith("'"):
        inner = [a.note if type(a) is Variable else "" for a in tree.args]
        if all(inner) and len(set(inner)) == len(inner):
            return str(tree.note), tuple(map(str, inner))
    return None


def readings(text: str, sheet: Sheet, latex: bool) -> tuple[Side, ...]:
    """The readings of a side, with the functions known so far or, where that fails, without."""
    try:
        found = read_side(text, sheet.manner(latex))
    except ChainruleError:
        found = _otherwise(text, sheet, latex)
    for side in found[:1]:
        sheet.seen.update(str(t.note) for t in walk(side.tree) if type(t) is Variable)
    return tuple(_with_partials(side, sheet) for side in found)


_TIMES = re.compile(r"(?<![A-Za-z_\\'])([^\W\d_]\w{0,3})\((?=[^()]*[-+*/^])")


def _otherwise(text: str, sheet: Sheet, latex: bool) -> tuple[Side, ...]:
    """A side that cannot be read as it stands: without the functions of the text, or with a(1 - a) as a product, where
    a is a value of the text and no function."""
    try:
        return read_side(text, sheet.manner(latex, functions=False))
    except ChainruleError:
        values = {name for name in sheet.seen | set(sheet.known) if not any(
            known.parameters for known in sheet.known.get(name, ()))}
        better = _TIMES.sub(lambda call: f"{call[1]}*(" if call[1] in values else call.group(), text)
        if better == text:
            raise
        return read_side(better, sheet.manner(latex))


def _with_partials(side: Side, sheet: Sheet) -> Side:
    """The side with f_x and f_xy as derivatives, where f is known to depend on x and nothing else is called f_x."""
    meant = {name: found for name in set(names_in(side.tree)) if (found := _partial(name, sheet)) is not None}
    if not meant:
        return side
    derivatives = dict(side.derivatives)
    free = iter(letter for letter in LETTERS if letter not in derivatives)
    built: list[Typed] = []
    for head in walk(side.tree):
        count = len(head.args)
        args = built[len(built) - count:] if count else []
        if count:
            del built[len(built) - count:]
        if type(head) in (Variable, Applied) and head.note in meant:
            letter = next(free)
            stem, by = meant[str(head.note)]
            derivatives[letter] = Derivative(Side(stem, Variable(note=stem)), by, 0,
                                             tuple(Side("", arg, side.derivatives) for arg in args))
            built.append(Variable(note=letter))
        else:
            built.append(head.func(*args) if count else head)
    return Side(side.text, built[0], derivatives, side.at)


def _partial(name: str, sheet: Sheet) -> tuple[str, tuple[str, ...]] | None:
    """What f_xy differentiates by what; None where it is a name of its own."""
    stem, _, under = name.rpartition("_")
    versions = sheet.versions(stem) if stem and under.isalpha() and not sheet.known.get(name) else []
    if not versions or versions[0].side is None:
        return None
    below = versions[0].parameters or tuple(names_in(versions[0].side.tree))
    by = (under,) if under in below else tuple(under)
    return (stem, by) if all(each in below for each in by) and len(below) > 1 else None


def is_number(side: Side) -> bool:
    """Whether a side holds numbers alone."""
    return not side.derivatives and not any(isinstance(t, Variable | Applied) for t in walk(side.tree))


def names_in(tree: Typed) -> Iterator[str]:
    """The names and the functions without a rule in a tree."""
    for node in walk(tree):
        if type(node) is Variable or type(node) is Applied:
            yield str(node.note)


def all_names(sides: Iterable[Side]) -> set[str]:
    """Every name in sides and in the derivatives in them."""
    found: set[str] = set()
    todo = list(sides)
    while todo:
        side = todo.pop()
        found |= set(names_in(side.tree)) - set(side.derivatives)
        for each in side.derivatives.values():
            found |= set(each.by)
            todo += [each.of, *each.arguments]
        todo += [value for _, value in side.at]
    return found


def long_names(equations: Iterable[Equation], manner: Manner) -> set[str]:
    """The names of several letters that the left sides of a text define: in LaTeX they are then no products."""
    found = set()
    for equation in equations:
        head = head_of(equation.sides[0], manner) if not equation.continued and len(equation.sides[0]) < 80 else None
        if head is not None and len(head[0]) > 1 and head[0].isalpha():
            found.add(head[0])
    return found


def decimal(side: Side) -> Numeral | None:
    """The decimal that a side is, a minus before it or not; None for anything else."""
    numerals = [t for t in walk(side.tree) if type(t) is Numeral]
    if len(numerals) == 1 and "." in numerals[0].note and not any(isinstance(t, Variable | Applied | Constant)
                                                                  for t in walk(side.tree)):
        return numerals[0]
    return None
