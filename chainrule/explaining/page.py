"""The explanation as data: blocks in one language, in no format, and the sentences with formulas in them."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field, fields
from typing import TYPE_CHECKING, Any, get_args

from ..language import Language, Text, josa
from ..notation import boxes as kinds
from ..notation.boxes import Box, Name
from ..records import record
from ..rules import RULES

if TYPE_CHECKING:
    from ..solution.matrices.story import MatrixStory  # most pages are without a picture
    from ..solution.stage import Stage

Part = str | Box
Parts = tuple[Part, ...]
_GAP = re.compile(r"\{(\w+)\}")
_BOXES = tuple(getattr(kinds, box.__forward_arg__) for box in get_args(Box))


@record
class Heading:
    """The start of a part; `aside` is a remark beside it (already in the page's language)."""

    words: str
    aside: Parts = ()
    level: int = 1


@record
class Paragraph:
    """Running words with formulas between them. What a variable means at a point has its name: "0:x"."""

    parts: Parts
    means: str = ""


@record
class Line:
    """One line of an Equation: left side (None where it repeats the one above), relation sign, right side, and a
    remark: words and formulas (already in the page's language). `rounded` names the numbers that make its sign ≈, and
    `products` what must multiply and add up to what, as `Live.of` names them: "0:g3*0:v9+0:g4*0:v10=0:g2". `here` says
    that its remark is about the given point alone."""

    left: Box | None
    right: Box
    remark: Parts = ()
    sign: str = "="
    rounded: str = ""
    products: str = ""
    here: bool = False


@record
class Equation:
    """Lines of mathematics aligned at their relation signs; remarks stand in a column of their own. `here` says that
    they are about the given point alone."""

    lines: tuple[Line, ...]
    here: bool = False


@record
class Table:
    """Rows of cells, each a formula, words or nothing, under a head. `here` says that they are about the given point
    alone."""

    head: Parts
    rows: tuple[Parts, ...]
    here: bool = False


@record
class Note:
    """A remark that is not a step: a condition, a kink, the outcome of the check. `mood` is good, plain or warn; `here`
    says that it is about the given point alone."""

    parts: Parts
    mood: str = "plain"
    here: bool = False


@record
class Drawing:
    """The place for a picture of a graph; `name` is its output's. Every format asks `drawing` for its own, in this
    language."""

    facts: Stage | MatrixStory = field(hash=False)
    name: str
    language: Language


@record
class Trace:
    """Points of a plot: joined by a line, or each marked on its own. `role` says what they are: loss, level (a contour
    line), path, line, earlier (the line some steps ago), data; function, slope, tangent, point."""

    points: tuple[tuple[float, float], ...]
    role: str
    joined: bool = True


@record
class Plot:
    """Traces over two axes. With `frames` it moves: each of them stands beside the traces for a while; `log` says
    whether the upward axis has powers of ten."""

    title: str
    across: str
    up: str
    traces: tuple[Trace, ...]
    log: bool = False
    frames: tuple[tuple[str, Trace], ...] = ()


@record
class Bars:
    """A bar to the left or the right for every row: its name, its length, and what is written beside it."""

    title: str
    rows: tuple[tuple[str, float, str], ...]


@record
class Neurons:
    """A network in layers: for every layer its name and its units (each a name and what is written in it), and lines
    between units, (layer, from, to, what stands on it)."""

    title: str
    layers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    lines: tuple[tuple[int, int, int, str], ...]


Block = Heading | Paragraph | Equation | Table | Note | Drawing | Plot | Bars | Neurons


@record
class Page:
    """What is shown, in order, in one language; `lead` is the answer and the plan once more, in short, for what shows
    them above its pictures."""

    blocks: tuple[Block, ...]
    language: str
    title: str = ""
    headline: str = ""  # above a web page, where it is not about the derivative of what `title` names
    lead: tuple[Block, ...] = ()


def sentence(text: Text, language: Language, **facts: Part | Parts | Text | int) -> Parts:
    """The text in one language; a fact in {braces} may be a formula, words, a number, or several of these in turn."""
    parts: list[Part] = []
    for k, piece in enumerate(_GAP.split(text.say(language))):
        fact = facts[piece] if k % 2 else piece
        for part in fact if isinstance(fact, tuple) else (fact,):
            made = part.say(language) if isinstance(part, Text) else str(part) if isinstance(part, int) else part
            if isinstance(made, str) and parts and isinstance(parts[-1], str):
                parts[-1] += made
            elif made != "":
                parts.append(made)
    return tuple(parts)


def with_particle(name: str, particle: str) -> Parts:
    """A name with the Korean particle that its reading asks for: z1은."""
    return Name(name), josa(name, particle)[len(name):]


def with_particle_after(formula: Box, particle: str) -> Parts:
    """A formula with the Korean particle that the end of its reading asks for: x²을, sin(x)를."""
    end = formula
    while True:  # a fraction is read from below, 2분의 x; what is in parentheses ends as its inside does
        match end:
            case kinds.Row(items) if items:
                end = items[-1]
            case kinds.Frac(inner, _) | kinds.Root(inner, _) | kinds.Paren(inner, _) | kinds.Colour(inner, _):
                end = inner
            case kinds.Apply(_, inside) if inside:
                end = inside[-1]
            case _:
                break
    read = "x²" if isinstance(end, kinds.Sup) else getattr(end, "text", getattr(end, "sign", "x"))
    return formula, josa(read, particle)[len(read):]


def listed(boxes: list[Box]) -> Parts:
    """u, v, w."""
    return tuple(part for k, box in enumerate(boxes) for part in ((", ", box) if k else (box,)))


def full_sentence(text: Text, language: Language, **facts: str) -> str:
    """A reason as a sentence of its own. What begins with a formula or a function keeps its letter."""
    words = text.say(language, **facts)
    first = words.partition(" ")[0]
    is_formula = not first.isalpha() or len(first) == 1 and first != "a" or first in RULES and RULES[first].callable
    return (words if language == "ko" or is_formula else words[:1].upper() + words[1:]) + "."


def sentence_case(parts: Parts) -> Parts:
    """Words that stand alone begin with a capital; a formula in front keeps its letter."""
    if parts and isinstance(parts[0], str):
        return (parts[0][:1].upper() + parts[0][1:], *parts[1:])
    return parts


# What stands in each kind of block and box; a Drawing holds facts.
_INSIDE = {kind: tuple(each.name for each in fields(kind))
           for kind in (*_BOXES, Heading, Paragraph, Line, Equation, Table, Note)}


def boxes(blocks: Iterable[Block]) -> Iterator[Box]:
    """Every box of these blocks, those inside others too."""
    stack: list[Any] = list(blocks)
    while stack:
        item = stack.pop()
        if type(item) is tuple:
            stack.extend(item)
            continue
        inside = _INSIDE.get(type(item))
        if inside is not None:
            if isinstance(item, _BOXES):
                yield item
            for name in inside:
                stack.append(getattr(item, name))
