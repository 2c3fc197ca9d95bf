"""Which names have which shapes: what the caller says, lines `W: 3x2` of a program, and the values of a point."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from ...errors import ChainruleError, ShapeError, VariableError
from ...language import Text
from ...notation.names import spelled
from ...rules.shape import Shape
from ..tokens import Source, Span
from .sizes import HOW, Declared, checked, read_sizes, shape_of, unreadable
from .values import shape_of_value

TWICE = Text("`{name}` has two shapes: {first} and {second}.",
             "`{name}`의 크기가 두 가지로 주어졌습니다: {first}, {second}.")
BAD_NAME = Text("`{name}` cannot be the name of a variable.", "`{name}`는 변수 이름으로 쓸 수 없습니다.")
ABSENT = Text("A shape was given for `{name}`, which the program does not have.",
              "`{name}`의 크기를 주었지만 식에 그런 변수가 없습니다.")
DEFINED = Text("`{name}` is defined by the program, so its shape follows from that.",
               "`{name}`는 식에서 정의한 값이므로 크기를 따로 줄 수 없습니다.")
OTHER_VALUE = Text("`{name}` has the shape {first}, but its value has the shape {second}.",
                   "`{name}`의 크기는 {first}인데 주어진 값의 크기는 {second}입니다.")
NAME = (r"(?:\\mathbf|\\boldsymbol|\\bm|\\vec|\\mathrm)?\s*\{?\s*\\?[^\W\d_][\w']*(?:_\{[^{}]*\})?\s*\}?"
         r"(?:_\{[^{}]*\}|_\w+)?'*")
_LINE = re.compile(rf"\s*\$?\s*({NAME}(?:\s*,\s*{NAME})*)\s*"
                   r"(:(?![=:])|\\colon|\\in(?![A-Za-z])|∈|\bin\b(?=\s*[Rℝ]))\s*(?=\S)")
_SIZED = re.compile(r"[0-9mnkdpNMKRℝ(\[]|\\mathbb|\\R\b|symmetric|대칭|number\b|scalar\b|수\b|스칼라|"
                    r"[^\W\d_]\w*\s*([x×*]|\\times)\s*\w|[^\W\d_]\s*$")
_SAID = re.compile(rf"{NAME}(?:\s*,\s*{NAME})*\s*(?:\\in(?![A-Za-z])|∈)\s*"
                   r"(?:\\mathbb\s*(?:\{\s*R\s*\}|R)|\\R(?![A-Za-z])|ℝ|R)"
                   r"\s*\^\s*(?:\{[^{}]*\}|\(?[0-9A-Za-z]+(?:\s*[×x]\s*[0-9A-Za-z]+)?\)?)")


@dataclass(slots=True)
class Shapes:
    """What is known before the program is read: `symmetric` are matrices said to be so, `spans` the lines that say
    shapes, `valued` the names whose shape is that of their value."""

    declared: dict[str, Declared] = field(default_factory=dict)
    symmetric: list[str] = field(default_factory=list)
    spans: dict[str, tuple[Source, Span]] = field(default_factory=dict)
    valued: set[str] = field(default_factory=set)

    def shape(self, name: str) -> Shape | None:
        """Rows and columns of a name; None for a number."""
        return shape_of(self.declared[name])

    def add(self, name: str, sizes: Declared, symmetric: bool = False) -> None:
        """One more; refused where the name has another shape already."""
        known = self.declared.setdefault(name, sizes)
        if shape_of(known) != shape_of(sizes):
            raise ShapeError("shape", TWICE, facts={"name": name, "first": written(known), "second": written(sizes)})
        if symmetric:
            self.symmetric.append(name)


def written(sizes: Declared) -> str:
    """A shape as it is written: 3×2, 3, and () for a number."""
    return "×".join(map(str, sizes)) or "()"


def given(shapes: Mapping[Any, Any] | str | None) -> Shapes:
    """The shapes that the caller gives."""
    found = Shapes()
    if isinstance(shapes, str):
        for name, text in _entries(shapes.replace("=", ":")):
            sizes, symmetric = read_sizes(text, name)
            found.add(named(name), sizes, symmetric)
        return found
    for key, sizes in (shapes or {}).items():
        name = named(str(getattr(key, "name", key)))
        if isinstance(sizes, str):
            found.add(name, *read_sizes(sizes, name))
            continue
        try:
            each = [sizes] if isinstance(sizes, int | float) else [getattr(s, "item", lambda s=s: s)() for s in sizes]
        except TypeError:
            raise unreadable(name, sizes) from None
        found.add(name, checked(name, each))
    return found


def named(text: str) -> str:
    """A name as the program has it; refused if it is none."""
    inner = re.sub(r"\\(?:mathbf|boldsymbol|bm|vec|mathrm)", "", text).replace("\\", "")
    name = spelled("".join(inner.replace("{", "").replace("}", "").replace(",", "_").strip()))
    if not re.fullmatch(r"[^\W\d_][\w']*", name):
        raise VariableError("bad_variable", BAD_NAME, facts={"name": text.strip()[:40]}, hint=HOW)
    return name


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """`W: 3x2, x, y: 2` as names and sizes."""
    for row in re.split(r"[;\n]", text):
        waiting: list[str] = []
        for piece in _pieces(row):
            if not piece.strip():
                continue
            found = _LINE.match(piece)
            name = found[1] if found else piece.partition(":")[0]
            if found is None and ":" not in piece:
                waiting.append(piece.strip())
                continue
            sizes = piece[found.end():] if found else piece.partition(":")[2]
            for each in (*waiting, name):
                yield each.strip(), sizes
            waiting = []
        if waiting:
            raise unreadable(waiting[0] if waiting[0][:1].isalpha() else "…", row)


def _pieces(row: str) -> Iterator[str]:
    depth, start = 0, 0
    for at, sign in enumerate(row):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth <= 0:
            yield row[start:at]
            start = at + 1
    yield row[start:]


def said_in(text: str) -> dict[str, Declared]:
    """The shapes that a stretch of running text says, such as `W \\in \\mathbb{R}^{3\\times 2}`; what is none is passed
    over."""
    found: dict[str, Declared] = {}
    for one in _SAID.finditer(text):
        with suppress(ChainruleError):
            for name, sizes in _entries(one.group()):
                found[named(name)] = read_sizes(sizes, name)[0]
    return found


def declares(text: str) -> bool:
    """Whether a statement says shapes and nothing else: `W: 3x2`, `x \\in \\mathbb{R}^n`."""
    found = _LINE.match(text)
    return found is not None and "=" not in text and _SIZED.match(text[found.end():].strip()) is not None \
        and not re.match(r"(function|함수)\b", text[found.end():].strip())


def from_lines(shapes: Shapes, source: Source, spans: Collection[Span]) -> list[Span]:
    """The statements that say no shapes; what the others say is added."""
    kept = []
    for start, end in spans:
        text = source.text[start:end]
        if not declares(text):
            kept.append((start, end))
            continue
        place = source.span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
        try:
            for name, sizes in _entries(text.replace("$", "")):
                added = named(name)
                shapes.add(added, *read_sizes(sizes, name))
                shapes.spans[added] = source, place
        except ChainruleError as error:
            raise type(error)(error.kind, error.text, facts=error.facts, source=source.given, span=place,
                              hint=error.hint) from None
    return kept


def from_values(shapes: Shapes, values: Mapping[Any, Any] | None) -> None:
    """The shapes of the values of a point; refused where a value has another shape than its name."""
    for key, value in (values or {}).items():
        name = spelled(str(getattr(key, "name", key)))
        sizes = shape_of_value(name, value)
        known = shapes.declared.get(name)
        if known is None:
            if sizes:
                shapes.declared[name] = sizes
                shapes.valued.add(name)
        elif shape_of(known) != shape_of(sizes) and _all_numbers(known):
            raise ShapeError("shape", OTHER_VALUE, facts={
                "name": name, "first": written(known), "second": written(sizes)})


def _all_numbers(sizes: Declared) -> bool:
    return all(isinstance(size, int) for size in sizes)


def check_used(shapes: Shapes, inputs: Collection[str], defined: Collection[str]) -> None:
    """Refuse shapes of names that are not there."""
    for name in shapes.declared:
        if name in inputs or name in shapes.valued:
            continue
        where = shapes.spans.get(name)
        source, span = (where[0].given, where[1]) if where else ("", None)
        raise VariableError("bad_variable", DEFINED if name in defined else ABSENT, facts={"name": name},
                            source=source, span=span)
