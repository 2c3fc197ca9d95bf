"""The part of a lesson that works on the reader's own function."""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...errors import OptionError
from ...graph.evaluate import Number
from ...language import Text
from ...notation.numbers import number as shown
from ...notation.text import write
from .examples import counted, derivation, passes, relation, table, tenth, values, variables_of
from .lesson import Item, Own, Part, Say

YOURS = Text("Your own function", "직접 고른 함수")
ONE_VARIABLE = Text("This lesson takes a function of one variable; {source} has {known}.",
                    "이 강의는 변수가 하나인 함수를 받습니다. {source}: 변수 {known}.")
POINT_WANTED = Text("Give a point too: --at \"{point}\".", "점도 함께 주세요: --at \"{point}\".")
TOWARDS = Text("At {x} = {at} the quotients approach the derivative there:",
               "{x} = {at}에서 평균변화율은 그 점의 미분계수에 가까워진다.")


def by_quotients(own: Own) -> tuple[Item, ...]:
    """Difference quotients at a point, then the derivative by the rules."""
    x = _only(own)
    start: Number = (own.at or {}).get(x, 1)
    words = Text(*(text.format(x=f"`{x}`", at=write(shown(start)[0])) for text in (TOWARDS.en, TOWARDS.ko)))

    def rows() -> Sequence[Sequence[Number]]:
        here = values(own.source, [{x: start}])[0]
        steps = [tenth(power) for power in range(5)]
        there = values(own.source, [{x: _moved(start, h)} for h in steps])
        return [(h, _decimal(end - here), _decimal((end - here) / h)) for h, end in zip(steps, there, strict=True)]

    heads = tuple(Text(head, head) for head in (f"Δ{x}", "Δf", f"Δf/Δ{x}"))
    return Part(YOURS), Say(words), table(heads, rows), derivation(own.source, "normal", at={x: start}, level="school")


def _decimal(value: Number) -> Number:
    """A fraction as a decimal, so that what the quotients approach is seen."""
    return value if isinstance(value, int) else float(value)


def _moved(start: Number, h: Fraction) -> Number:
    return start + float(h) if isinstance(start, float) else start + h


def by_rules(own: Own) -> tuple[Item, ...]:
    """The working of the school book."""
    _only(own)
    return Part(YOURS), derivation(own.source, "normal", at=own.at, level="school")


def on_the_graph(own: Own) -> tuple[Item, ...]:
    """The derivation on the dependency graph, by every input, with numbers at a point."""
    return Part(YOURS), derivation(own.source, "normal", at=own.at)


def with_counts(own: Own) -> tuple[Item, ...]:
    """The derivation by the first input, and how many paths lead from every node to the output."""
    first = variables_of(own.source)[0]
    return (Part(YOURS), derivation(own.source, "normal", wrt=[first], opened="all"),
            table((Text("from", "출발"), Text("paths to the output", "출력까지 경로의 수")),
                  lambda: counted(own.source)))


def with_passes(own: Own) -> tuple[Item, ...]:
    """Forward and backward pass in numbers."""
    names = variables_of(own.source)
    if own.at is None:
        point = ", ".join(f"{name}=1" for name in names)
        raise OptionError("usage", POINT_WANTED, facts={"point": point})
    return Part(YOURS), derivation(own.source, wrt=names), passes(own.source, names, own.at)


def related(own: Own) -> tuple[Item, ...]:
    """A relation, differentiated on both sides."""
    return Part(YOURS), relation(own.source, own.at)


def _only(own: Own) -> str:
    """The one variable of a function."""
    names = variables_of(own.source)
    if len(names) != 1:
        raise OptionError("usage", ONE_VARIABLE, facts={"source": own.source, "known": ", ".join(names)})
    return names[0]


