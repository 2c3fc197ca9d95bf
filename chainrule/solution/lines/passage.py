"""A text equation by equation: what it defines is remembered, what it claims about derivatives is weighed."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from ...errors import ChainruleError
from ...language import Text
from ...reading.lines.equations import Equation
from ...reading.lines.sides import Side
from ...records import record
from ...tree import Applied, Variable, walk
from .sheet import Relation, Sheet, Valued, all_names, head_of, is_number, readings
from .weighing import UNREAD, Weighed, best, weigh

UNREADABLE = Text("it is not an equation of formulas", "식과 식을 등호로 이은 것이 아닙니다")
NOTHING_BEFORE = Text("there is no left side that it goes on from", "이어질 왼쪽 식이 없습니다")


@record
class Claim:
    """One side of an equation that is said to be a derivative, or to equal one.

    line     where it stands, from 0
    shown    the equality as it was written
    before   the side before it in the chain
    """

    line: int
    shown: str
    base: Side | None
    other: Side | None
    weighed: Weighed
    before: Side | None = None
    words: str = ""
    defines: str | None = None
    seen: int = -1


Readings = tuple[Side, ...]
_LOG = re.compile(r"\\log(?![A-Za-z])(?!\s*_)|(?<![A-Za-z\\])log(?=\s*[(|])")
WHERE = re.compile(r"where|with\b|here\b|단\b|여기서|이때|일 때", re.I)
_ASIDE = re.compile(r"[A-Za-z가-힣]{2,}")  # words before a definition: it is a remark, and the chain goes on
_TEN = {True: r"\\log_{10}", False: "log10"}
_COMPOSED = re.compile(r"\s*\(?\s*([A-Za-z])\s*(?:\\circ|∘)\s*([A-Za-z])\s*\)?\s*")


@record
class _Chain:
    """The equation that a line beginning with = goes on from."""

    base: Readings
    claims: bool
    last: Side | None


class Passage:
    """The state of a text while it is gone through. `strict` where a second definition of a name is a claim."""

    def __init__(self, words: set[str], *, strict: bool) -> None:
        self.sheet = Sheet(words=set(words), strict=strict)
        self.strict = strict
        self.chain: _Chain | None = None

    def feed(self, equation: Equation) -> list[Claim]:
        """What an equation claims; what it defines is remembered."""
        if not equation.readable:
            return self._unreadable(equation)
        sides: list[Readings | ChainruleError] = []
        composed = _composed(equation)
        if composed is not None:
            equation = composed
        for text in equation.sides:
            try:
                sides.append(readings(text, self.sheet, equation.latex))
            except ChainruleError as error:
                sides.append(error)
        if equation.continued:
            return self._continued(equation, sides)
        derived = [isinstance(side, tuple) and any(one.derivatives for one in side) for side in sides]
        if not any(derived):
            self._remember(equation, sides)
            bad = next((side for side in sides if isinstance(side, ChainruleError)), None)
            if bad is not None and self._speaks_of_derivatives(equation):
                return [self._unread(equation, UNREAD, bad)]
            return self._as_claim(equation, sides)
        if isinstance(sides[0], tuple) and not derived[0] and sides[0][0].name is not None:
            self._named_by(sides[0][0].name, sides, derived)
        return self._claims(equation, sides, derived.index(True))

    def _unreadable(self, equation: Equation) -> list[Claim]:
        if not equation.continued:
            head = head_of(equation.sides[0], self.sheet.manner(equation.latex))
            if head is not None:
                self.sheet.define(head[0], None, head[1])
            self.chain = None
        if self._speaks_of_derivatives(equation):
            return [self._unread(equation, UNREADABLE, None)]
        return []

    def _speaks_of_derivatives(self, equation: Equation) -> bool:
        from ...reading.lines.derivatives import marked
        return any(one.found for text in equation.sides for one in marked(text, equation.latex)[:1]) or (
            equation.continued and self.chain is not None and self.chain.claims)

    def _unread(self, equation: Equation, why: Text, error: ChainruleError | None) -> Claim:
        facts: dict[str, object] | None = {**error.facts, "why": error.text} if error is not None else None
        return Claim(equation.line, equation.text, None, None, Weighed("not_checkable", why, facts),
                     words=equation.words)

    def _continued(self, equation: Equation, sides: Sequence[Readings | ChainruleError]) -> list[Claim]:
        chain = self.chain
        if chain is None:
            return [self._unread(equation, NOTHING_BEFORE, None)] if self._speaks_of_derivatives(equation) else []
        derived = any(isinstance(side, tuple) and any(one.derivatives for one in side) for side in sides)
        if not chain.claims and not derived:
            return []
        found = list(self._weighed(equation, chain.base, sides, chain.last))
        self.chain = _Chain(chain.base, True, found[-1].other or chain.last if found else chain.last)
        return found

    def _claims(self, equation: Equation, sides: Sequence[Readings | ChainruleError], first: int) -> list[Claim]:
        base = sides[first]
        assert isinstance(base, tuple)
        others = [side for k, side in enumerate(sides) if k != first]
        if first == 1 and isinstance(sides[0], tuple) and sides[0][0].name is not None:
            others = others[1:]  # v = ds/dt = 9.8t names the derivative
        bad = next((side for side in sides if isinstance(side, ChainruleError)), None)
        found = list(self._weighed(equation, base, others, base[0]))
        self.chain = _Chain(base, True, found[-1].other if found and found[-1].other is not None else base[0])
        if bad is not None and not found:
            found = [self._unread(equation, UNREAD, bad)]
        return found

    def _weighed(self, equation: Equation, base: Readings, others: Sequence[Readings | ChainruleError],
                 before: Side | None) -> Iterator[Claim]:
        for other in others:
            if isinstance(other, ChainruleError):
                yield self._unread(equation, UNREAD, other)
                continue
            pairs = [(a, b) for a in base for b in other]
            weighed = best([*pairs, *self._common(pairs, equation.latex)], self.sheet, equation.words, equation.line)
            yield Claim(equation.line, equation.text, base[0], other[0], weighed, before, equation.words,
                        seen=self.sheet.count)
            before = other[0]

    def again(self, claim: Claim, said: bool) -> Claim | None:
        """A claim weighed once more with what the rest of its line defined; None where that changes nothing. Unless it
        is said that the definition is for the claim (where u = x^2), that can only make it true."""
        if claim.base is None or claim.other is None or claim.weighed.found == "true" or claim.seen == self.sheet.count:
            return None
        weighed = weigh(claim.base, claim.other, self.sheet, claim.words, claim.line)
        if weighed.found == claim.weighed.found or (
                claim.weighed.found == "not_checkable" and weighed.found != "true" and not said):
            return None
        return replace(claim, weighed=weighed)

    def _common(self, pairs: Sequence[tuple[Side, Side]], latex: bool) -> Iterator[tuple[Side, Side]]:
        """The same with log as the logarithm to the base 10, which some books mean."""
        better = [tuple(_LOG.sub(_TEN[latex], side.text) for side in pair) for pair in pairs[:1]]
        for base, other in better:
            if (base, other) != (pairs[0][0].text, pairs[0][1].text):
                with suppress(ChainruleError):
                    yield readings(base, self.sheet, latex)[0], readings(other, self.sheet, latex)[0]

    def _named_by(self, name: str, sides: Sequence[Readings | ChainruleError], derived: Sequence[bool]) -> None:
        """v = ds/dt: a name for a derivative."""
        side = sides[derived.index(True)]
        if isinstance(side, tuple) and name not in all_names(side) and not self.sheet.known.get(name):
            self.sheet.define(name, side[0])

    def _remember(self, equation: Equation, sides: Sequence[Readings | ChainruleError]) -> None:
        """What an equation without derivatives says: a definition, a value, a relation."""
        sheet, first = self.sheet, sides[0]
        if not (self.chain is not None and _ASIDE.search(equation.words)):
            self.chain = _Chain(first, False, None) if isinstance(first, tuple) else None
        head = head_of(equation.sides[0], sheet.manner(equation.latex))
        right = sides[1]
        if head is None:
            if all(isinstance(side, tuple) for side in sides):
                self._relate([side[0] for side in sides if isinstance(side, tuple)])
            return
        name, parameters = head
        if isinstance(right, ChainruleError):
            sheet.define(name, None, parameters)
            return
        self._value(equation, name, parameters, sides)
        if parameters is None and is_number(right[0]):
            return
        if name in all_names(right) and not _generic(name, right[0]):
            return  # x = x - 1: a step, not a definition
        if not self.strict or not sheet.versions(name) or self._same(name, parameters, right[0]):
            sheet.define(name, right[0], parameters)
        if len(sides) > 2:
            self._remember_inner(equation, sides[2])

    def _remember_inner(self, equation: Equation, right: Readings | ChainruleError) -> None:
        """y = f(x) = x^2 defines f too."""
        inner = head_of(equation.sides[1], self.sheet.manner(equation.latex))
        if inner is None or inner[1] is None or isinstance(right, ChainruleError) or is_number(right[0]):
            return
        if inner[0] not in all_names(right) and not self.sheet.versions(inner[0]):
            self.sheet.define(inner[0], right[0], inner[1])

    def _value(self, equation: Equation, name: str, parameters: tuple[str, ...] | None,
               sides: Sequence[Readings | ChainruleError]) -> None:
        last = sides[-1]
        if parameters is None and isinstance(last, tuple) and is_number(last[0]):
            self.sheet.values.setdefault(name, []).append(Valued(name, last[0], equation.line))

    def _same(self, name: str, parameters: tuple[str, ...] | None, right: Side) -> bool:
        """Whether a second formula of a name gives the same values as the first."""
        return weigh(Side(name, _headed(name, parameters)), right, self.sheet).found != "false"

    def _as_claim(self, equation: Equation, sides: Sequence[Readings | ChainruleError]) -> list[Claim]:
        """A second definition of a name, where that is a claim."""
        head = head_of(equation.sides[0], self.sheet.manner(equation.latex)) if self.strict else None
        right = sides[1]
        if head is None or isinstance(right, ChainruleError) or is_number(right[0]):
            return []
        versions = self.sheet.versions(head[0])
        if not versions or versions[0].side is right[0] and len(versions) == 1:
            return []
        side = Side(equation.sides[0], _headed(*head))
        others = [v for v in reversed(versions) if v.side is not right[0]]
        first = Sheet(known={**self.sheet.known, head[0]: others[:1]}, values=self.sheet.values,
                      words=self.sheet.words, strict=True)
        weighed = weigh(side, right[0], first, equation.words, equation.line)
        return [Claim(equation.line, equation.text, side, right[0], weighed, None, equation.words, head[0])]

    def _relate(self, sides: Sequence[Side]) -> None:
        """Names that an equation binds to each other, unless it holds for any values of them."""
        names = all_names(sides)
        called = {str(t.note) for side in sides for t in walk(side.tree) if type(t) is Applied}
        free = names - called
        if "d" in free:
            return  # dy = 2x dx
        if len(free) >= 2 and not called and any(
                weigh(sides[0], side, self.sheet).found != "true" for side in sides[1:]):
            for name in free:
                if self.sheet.versions(name):
                    self.sheet.define(name, None)  # what it was before it can be no more
            self.sheet.relations.append(Relation(sides[0], sides[-1], frozenset(free), self.sheet.section))

    def section(self) -> None:
        """A heading: what was said before belongs to another section."""
        self.sheet.section += 1
        self.chain = None


def _composed(equation: Equation) -> Equation | None:
    """F = f∘g as F(x) = f(g(x))."""
    found = _COMPOSED.fullmatch(equation.sides[-1])
    if found is None or equation.continued or not re.fullmatch(r"\s*[A-Za-z]\s*", equation.sides[0]):
        return None
    return replace(equation, sides=(f"{equation.sides[0]}(x)", f"{found[1]}({found[2]}(x))"))


def _generic(name: str, side: Side) -> bool:
    """Whether a formula only says what a name depends on: x = x(t)."""
    return type(side.tree) is Applied and side.tree.note == name


def _headed(name: str, parameters: tuple[str, ...] | None) -> Variable | Applied:
    if parameters is None:
        return Variable(note=name)
    return Applied(*(Variable(note=p) for p in parameters), note=name)
