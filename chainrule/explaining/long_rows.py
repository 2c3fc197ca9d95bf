"""Sums, products and chains without end: a page shows their first and last parts, the data have them whole."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..language import Language, Text
from ..notation.boxes import Apply, Box, Op, Row
from ..notation.ends import FIRST, LAST, MOST
from ..notation.rebuild import rebuilt
from ..solution.stage import Stage
from .page import Block, Equation, Heading, Line, Note, Paragraph, Parts, Table, boxes

_JOINTS = frozenset(("+", "-", "dot", "cdot", "times", "side", "→"))
SHORTENED = Text("Of rows with more than {most} parts the first and the last ones are shown (⋯); `--detail full` and "
                 "Python's `answer` have them whole.",
                 "항이나 인수가 {most}개를 넘는 식은 앞뒤 일부만 적었다(⋯). `--detail full`이나 파이썬의 `answer`로 "
                 "전체를 볼 수 있다.")


def shortened(blocks: Sequence[Block], stages: Iterable[Stage], language: Language, detail: str) -> list[Block]:
    """The blocks as they are shown at this detail; with a note where a row was cut."""
    if detail == "full" or not any(map(_may_be_long, stages)) or not any(map(_is_long, boxes(blocks))):
        return list(blocks)
    return [*cut(blocks), Note((SHORTENED.say(language, most=MOST),))]


def cut(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without the middles of their long rows."""
    return tuple(map(_block, blocks))


def _may_be_long(stage: Stage) -> bool:
    """Whether there can be a long row: one comes from an operation on as many operands, or from as many edges."""
    return len(stage.sweep.function) > MOST or any(len(operands) > MOST for operands in stage.graph.args)


def _is_long(box: Box) -> bool:
    match box:
        case Row(items):
            return len(items) > 2 * MOST and len(_joints(items)) >= MOST
        case Apply(function, arguments):
            return len(arguments) > MOST and function != "piecewise"
    return False


def _joints(items: Iterable[Box]) -> list[int]:
    return [k for k, item in enumerate(items) if type(item) is Op and item.sign in _JOINTS and k]


def _cut(box: Box) -> Box:
    """A long row or list of arguments without its middle."""
    if not _is_long(box):
        return box
    gap = Op("⋯")
    if isinstance(box, Apply):
        return replace(box, arguments=(*box.arguments[:FIRST], gap, *box.arguments[-LAST:]))
    assert isinstance(box, Row)
    joints = _joints(box.items)
    return Row((*box.items[:joints[FIRST - 1] + 1], gap, *box.items[joints[-LAST]:]))


def _block(block: Block) -> Block:
    match block:
        case Heading(_, aside, _):
            return replace(block, aside=_parts(aside))
        case Paragraph(parts, _) | Note(parts, _, _):
            return replace(block, parts=_parts(parts))
        case Equation(lines, _):
            return replace(block, lines=tuple(map(_line, lines)))
        case Table(_, rows, _):
            return replace(block, rows=tuple(map(_parts, rows)))
    return block


def _line(line: Line) -> Line:
    left = None if line.left is None else _box(line.left)
    return replace(line, left=left, right=_box(line.right), remark=_parts(line.remark))


def _parts(parts: Parts) -> Parts:
    return tuple(part if isinstance(part, str) else _box(part) for part in parts)


def _box(box: Box) -> Box:
    return rebuilt(box, _cut) if any(map(_is_long, boxes((box,)))) else box  # type: ignore[arg-type]
