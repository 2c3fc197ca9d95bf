"""Definitions in any order, as a textbook writes them: y = u^5, u = 2x + 1."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..notation.names import spelled
from .mistakes.refuse import refuse
from .tokens import Line

_INDEXED = re.compile(r"(.+?)_?([0-9]+)")
_SUMS = frozenset(("sum", "prod", "product", "\\sum", "\\prod"))
_BASE = re.compile(r"log_\{?([^\W\d_])\}?")


def in_order(lines: Sequence[Line]) -> tuple[Line, ...] | None:
    """The lines, each behind those it uses, the output last; None where they already stand so.

    The output is the last-written value that no other line uses. Raises a ReadingError for definitions that go round in
    a circle.
    """
    heads = [head(line) for line in lines]
    places = {name: k for k, name in reversed([*enumerate(heads)]) if name is not None}
    uses = [_uses(line, places) - {k} for k, line in enumerate(lines)]
    used = set().union(*uses)
    free = [k for k in range(len(lines)) if k not in used]
    order: list[int] = []
    state = [0] * len(lines)
    said = [k for k, line in enumerate(lines) if declared(line)]
    free = [k for k in free if k not in said]
    rest = [k for k in range(len(lines)) if k not in free[-1:] and k not in said]
    for k in (*said, *rest, *free[-1:]):
        _visit(k, uses, state, order, lines, heads)
    return None if order == sorted(order) else tuple(lines[k] for k in order)


def declared(line: Line) -> list[int]:
    """The tokens of a line that says of names that they are functions: `err, mix: function`."""
    texts = line.texts
    if line.latex or len(texts) < 4 or texts[-3] != ":" or texts[-2] not in ("function", "함수"):
        return []
    listed = texts[:-3]
    good = len(listed) % 2 and all(text == "," for text in listed[1::2]) and all(t[0].isalpha() for t in listed[::2])
    return list(range(0, len(listed), 2)) if good else []


def head(line: Line) -> str | None:
    """The name that a line defines; None for an expression, and where the left side is no name."""
    texts = line.texts
    equals = texts.index("=") if "=" in texts else 0
    if equals == 0 or not texts[0][:1].isalpha() or equals > 1 and (texts[1] != "(" or texts[equals - 1] != ")"):
        return None
    return _canonical(texts[0])


def _canonical(text: str) -> str:
    return spelled(text.replace("{", "").replace("}", "").replace("′", "'"))


def _uses(line: Line, places: dict[str, int]) -> set[int]:
    """The lines whose names a line uses; the parameters of a function hide what else has their names."""
    texts = line.texts
    start = texts.index("=") + 1 if "=" in texts else 0
    hidden = {_canonical(text) for text in texts[2:start - 2]} if start > 2 else set()
    summed = not _SUMS.isdisjoint(texts)
    found: set[int] = set()
    for text in texts[start:]:
        if not text[:1].isalpha():
            continue
        base = _BASE.fullmatch(text)
        for name in (_canonical(text), *((base[1],) if base else ())):
            if name in places and name not in hidden:
                found.add(places[name])
        if summed and "_" in text:
            stem = text.partition("_")[0]
            found.update(k for name, k in places.items() if (m := _INDEXED.fullmatch(name)) and m[1] == stem)
    return found


def _visit(first: int, uses: Sequence[set[int]], state: list[int], order: list[int], lines: Sequence[Line],
           heads: Sequence[str | None]) -> None:
    """Add a line behind all that it uses, in the order written where that is free; without recursion."""
    stack: list[tuple[int, Iterator[int]]] = []

    def enter(k: int) -> None:
        state[k] = 1
        stack.append((k, iter(sorted(uses[k]))))

    if not state[first]:
        enter(first)
    while stack:
        k, rest = stack[-1]
        other = next(rest, None)
        if other is None:
            state[k] = 2
            order.append(k)
            stack.pop()
        elif state[other] == 1:
            ring = [each for each, _ in stack]
            names = [str(heads[each]) for each in (*ring[ring.index(other):], other)]
            line = lines[other]
            shown = names if len(names) < 8 else [*names[:3], "…", *names[-2:]]
            raise refuse("circle", line.source.given, line.span(0), way=" → ".join(shown), name=names[0])
        elif not state[other]:
            enter(other)
