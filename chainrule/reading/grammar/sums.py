"""Sums and products with bounds, written out: `sum(x_i^2, i, 1, 3)` is x_1^2 + x_2^2 + x_3^2."""
from __future__ import annotations

import re
from collections.abc import Callable, Collection

from ... import limits
from ...graph.magnitude import GROWING, Sizes, check_power, grows_too_large
from ...notation.names import spelled
from ...tree import Added, Called, Constant, Multiplied, Negated, Numeral, Raised, Typed, Variable, walk
from .frames import BOUNDED, Frame
from .machine import Parser

SUM, PRODUCT = "sum", "prod"
COMMANDS = {"\\sum": SUM, "\\prod": PRODUCT}  # tokens of LaTeX, followed by {index : first} {last}
_SUBSCRIPT = re.compile(r"([^_]+)_([^_']+)('*)")


def expand(parser: Parser, frame: Frame, args: list[Typed]) -> Typed:
    """The sum or product `sum(body, index, first, last)` with all its terms."""
    typed = parser.texts[frame.index]
    if len(args) != 4:
        parser.fail("sum_form", frame.index, parser.at, name=typed)
    body, index, *bounds = args
    first, last = (_whole(bound) for bound in bounds)
    if not isinstance(index, Variable) or first is None or last is None:
        parser.fail("sum_form", frame.index, parser.at, name=typed)
    return written_out(parser, frame, body, index.note, first, last)


def begin(parser: Parser) -> bool:
    """`\\sum_{i=1}^{3}`: its body goes on to the next + or -, as a product does."""
    texts, at = parser.texts, parser.at
    closed = texts.index("}", at)
    index, first = texts[at + 2], "".join(texts[at + 4:closed])
    end = texts.index("}", closed + 1)
    last = "".join(texts[closed + 2:end])
    whole = re.compile("-?[0-9]{1,9}")
    if texts[at + 3] != ":" or not whole.fullmatch(first) or not whole.fullmatch(last):
        parser.fail("sum_bounds", at, end)
    frame = parser.push(BOUNDED, Multiplied, len(parser.operands), note=COMMANDS[texts[at]])
    frame.special, frame.relations = True, (index, first, last)
    parser.at = end + 1
    return False


def bounded(parser: Parser, frame: Frame, body: Typed) -> Typed:
    """The sum of a frame of LaTeX whose body is complete."""
    index, first, last = frame.relations
    return written_out(parser, frame, body, spelled(index), int(first), int(last))


def written_out(parser: Parser, frame: Frame, body: Typed, index: str, first: int, last: int) -> Typed:
    """One term per value of the index. Refused before anything is built where that is too much."""
    heads = sum(1 for _ in walk(body))
    if (last - first + 1) * heads > limits.WRITTEN_OUT:
        parser.fail("sum_long", frame.index, limit=limits.WRITTEN_OUT)
    outer = _indices(parser)

    def fail(key: str, **facts: object) -> None:
        parser.fail(key, frame.index, **facts)

    terms = [_with_index(body, index, k, outer, fail) for k in range(first, last + 1)]
    for node in (node for term in terms for node in walk(term) if isinstance(node, Variable)):
        parser.names.leaves.setdefault(node.note, node)  # x_1 was used, though nobody typed it
    if not terms:
        return Numeral(note="0" if frame.note == SUM else "1")
    if len(terms) == 1:
        return terms[0]
    return Added(*terms, note="+" * len(terms)) if frame.note == SUM else Multiplied(*terms)


def _indices(parser: Parser) -> frozenset[str]:
    """The names that are _indices of sums in this line."""
    texts = parser.texts
    return frozenset(texts[i] for i in range(parser.first + 1, parser.at)
                     if texts[i][0].isalpha() and texts[i - 1] in (",", "{") and texts[i + 1] in (",", ":"))


def _whole(tree: Typed) -> int | None:
    sign = -1 if isinstance(tree, Negated) else 1
    inner = tree.args[0] if isinstance(tree, Negated) else tree
    if isinstance(inner, Numeral) and inner.note.isdigit() and len(inner.note) <= 9:
        return sign * int(inner.note)
    return None


def numeral(value: int) -> Typed:
    return Numeral(note=str(value)) if value >= 0 else Negated(Numeral(note=str(-value)))


def _with_index(body: Typed, index: str, value: int, outer: Collection[str], fail: Callable[..., None]) -> Typed:
    """The body with a number for the index, in names such as x_i too."""
    made: list[Typed] = []
    sizes: Sizes = {}
    for node in walk(body):
        count = len(node.args)
        args = made[len(made) - count:]
        del made[len(made) - count:]
        if isinstance(node, Variable):
            made.append(_renamed(node, index, value, outer, fail))
        elif isinstance(node, Numeral | Constant) or all(a is b for a, b in zip(args, node.args, strict=True)):
            made.append(node)
        else:
            tree = type(node)(*args, note=node.note)
            if isinstance(node, Raised) and check_power(args[0], args[1], sizes):
                fail("tower")
            if isinstance(node, Called) and node.note in GROWING and grows_too_large(tree, sizes):
                fail("tower")
            made.append(tree)
    return made[0]


def _renamed(node: Typed, index: str, value: int, outer: Collection[str], fail: Callable[..., None]) -> Typed:
    name = node.note
    if name == index:
        return numeral(value)
    stem, *lowered = name.split("_")
    if len(lowered) > 1 and index in lowered:  # y_hat_i, x_i_j
        if value < 0:
            fail("sum_subscript", name=name, index=index)
        return Variable(note="_".join([stem, *(str(value) if part == index else part for part in lowered)]))
    parts = _SUBSCRIPT.fullmatch(name)
    if parts is None or index not in parts[2]:
        return node
    stem, under, primes = parts.groups()
    if under == index:
        return Variable(note=f"{stem}_{value}{primes}") if value >= 0 else _negative(fail, name)
    letters = {c for c in under if not c.isdigit()}
    if len(index) > 1 or not letters <= {index, *outer}:
        if len(under) <= 2 and len(index) == 1:
            fail("sum_subscript", name=name, index=index)
        return node
    if not 0 <= value <= 9:
        fail("sum_subscript", name=name, index=index)
    return Variable(note=f"{stem}_{under.replace(index, str(value))}{primes}")


def _negative(fail: Callable[..., None], name: str) -> Typed:
    fail("sum_subscript", name=name, index=name)
    raise AssertionError(name)
