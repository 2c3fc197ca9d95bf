"""What the chapters of a page share: lists cut to their length, a remark made once, numbers as they are shown."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ..graph.evaluate import Number
from ..language import Text
from ..notation.boxes import Box, Colour, Live, Op, Row, Written
from ..notation.numbers import SIGNIFICANT, is_rounded, number
from .page import Block, Line, Paragraph, Parts
from .telling import Telling

Item = TypeVar("Item")
LONG = 30  # a list that may have so many lines is cut to half of them where it is longer
MORE = Text("{count} more", "그 밖에 {count}개")
OTHERS = Text("For the other {count} variables only the answers are shown.",
              "나머지 변수 {count}개에 대해서는 답만 적는다.")
USED_AGAIN = Text("used more than once: gradients add up", "갈라진 곳에서는 더한다")


def limited(telling: Telling, items: Sequence[Item], most: int, line: Callable[[Item], Line]) -> tuple[Line, ...]:
    """Lines for the first items and the last few; how many were left out stands between them."""
    if len(items) <= most:
        return tuple(map(line, items))
    most = most if most < LONG else most // 2
    tail = max(1, most // 4)
    head = [line(item) for item in items[:most - tail]]
    gap = Line(Op("⋮"), Row(()), (telling.say(MORE, count=len(items) - most),), sign=" ")
    return (*head, gap, *map(line, items[len(items) - tail:]))


def said_once(lines: Sequence[Line], remark: str) -> tuple[Line, ...]:
    """The lines without this remark, wherever it was made before."""
    kept: list[Line] = []
    told = False
    for line in lines:
        same_again = line.remark == (remark,)
        kept.append(replace(line, remark=()) if same_again and told else line)
        told = told or same_again
    return tuple(kept)


def point_words(telling: Telling) -> Parts:
    """x = -2, y = 5, in the order in which the point was given; nothing without one."""
    passes = telling.stage.passes
    if passes is None:
        return ()
    parts: list[str | Box] = []
    for node, value in list(passes.point.items())[:telling.lines]:
        parts += [", "] if parts else []
        found = live(telling, f"v{node}", value)[0]
        parts.append(Row((telling.symbols.label(node), signed(telling, {f"v{node}": value}), found)))
    return (*parts, ", …") if len(passes.point) > telling.lines else tuple(parts)


def others(telling: Telling, shown: int) -> list[Block]:
    """A word about the variables whose chain rule is not shown."""
    left = len(telling.stage.derivations) - shown
    return [Paragraph((telling.say(OTHERS, count=left),))] if left > 0 else []


def shown(value: Number, role: str) -> Box:
    """A number in the colour of its role."""
    return Colour(number(value)[0], role)


def live(telling: Telling, known: str, value: Number, digits: int = SIGNIFICANT) -> Written:
    """A number that a page computes anew, under the name by which its data knows it: v3, g3, d3."""
    box, tightness = number(value, digits)
    return (box if telling.part is None else Live(box, f"{telling.part}:{known}")), tightness


def signed(telling: Telling, numbers: Mapping[str, Number]) -> Box:
    """= or ≈ between numbers that a page computes anew."""
    found = Op(sign(*numbers.values()))
    return found if telling.part is None else Live(found, named(telling, numbers))


def named(telling: Telling, known: Iterable[str]) -> str:
    """Numbers by their names in a page's data; nothing where it does not compute them."""
    return "" if telling.part is None else " ".join(f"{telling.part}:{each}" for each in known)


def sign(*values: Number) -> str:
    """≈ where one of the numbers is shown rounded."""
    return "≈" if any(map(is_rounded, values)) else "="
