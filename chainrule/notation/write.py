"""From nodes and numbers to boxes: where names stop the writing, and where parentheses are needed."""
from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ..graph.graph import LARGEST_SIZE, Graph
from ..graph.piecewise import Signs, cases_of
from ..rules import NAMES
from .boxes import Apply, Box, Frac, Name, Num, Op, Paren, Ratio, Root, Row, Sup

# How tightly a box holds together; what is looser than its place gets parentheses.
SUM, NEGATIVE, PRODUCT, FRACTION, POWER, ATOM = range(6)
Written = tuple[Box, int]
_BARS = {"abs": "abs", "floor": "floor", "ceil": "ceil"}
SIGNIFICANT = 4
_RELATIONS = {"<=": "≤", ">=": "≥", "!=": "≠"}


def write(graph: Graph, node: int, leaves: Mapping[int, Written], *, open_root: bool = True) -> Box:
    """The formula of a node. `leaves` are the nodes that are not looked into, with what stands for them;
    `open_root` writes the node's own formula even where it has a name."""
    return written(graph, node, leaves, open_root=open_root)[0]


def written(graph: Graph, node: int, leaves: Mapping[int, Written], *, open_root: bool = True) -> Written:
    """As write, with how tightly the box holds together."""
    if not open_root and node in leaves:
        return leaves[node]
    own, _ = graph.down_to(node, leaves)
    done: dict[int, Written] = {}
    for i in own:
        operands = [done[a] if a in done else leaves[a] for a in graph.args[i]]
        done[i] = _box(graph.ops[i], graph.notes[i], operands)
    return done[node]


def names_in(graph: Graph, node: int, leaves: Mapping[int, Any], *, open_root: bool = True) -> set[int]:
    """The leaves at which writing this node stops."""
    if not open_root and node in leaves:
        return {node}
    _, met = graph.down_to(node, leaves)
    return met


def size_to(graph: Graph, node: int, leaves: Mapping[int, Any]) -> int:
    """How many signs a formula has that is written down to these leaves, which count as one sign each;
    counted up to LARGEST_SIZE."""
    own, _ = graph.down_to(node, leaves)
    sizes: dict[int, int] = {}
    for i in own:
        sizes[i] = min(LARGEST_SIZE, 1 + sum(sizes.get(a, 1) for a in graph.args[i]))
    return sizes[node]


def name(text: str) -> Written:
    return Name(text), ATOM


def _held(part: Written, at_least: int) -> Box:
    box, tightness = part
    return box if tightness >= at_least else Paren(box)


def _box(op: str, note: Any, parts: list[Written]) -> Written:
    match op:
        case "input":
            return Name(note), ATOM
        case "number":
            return _literal(*note)
        case "constant":
            return Op(note), ATOM
        case "copy":
            return parts[0]
        case "sum" | "difference":
            return _sum(note or "+" * len(parts), parts), SUM
        case "product":
            return _product([_held(p, PRODUCT if k == 0 and p[1] == FRACTION else FRACTION)
                             for k, p in enumerate(parts)]), PRODUCT
        case "quotient":
            return Frac(parts[0][0], parts[1][0]), FRACTION
        case "negation":
            return Row((Op("neg"), _held(parts[0], PRODUCT))), NEGATIVE
        case "power" | "exponential" | "general_power":
            return Sup(_held(parts[0], ATOM), parts[1][0]), POWER
        case "exp":
            return Sup(Op("e"), parts[0][0]), POWER
        case "sqrt":
            return Root(parts[0][0]), ATOM
        case "unknown":
            return _unknown(note, parts)
        case "cases":
            return _cases(note, parts)
        case "abs" | "floor" | "ceil":
            return Paren(parts[0][0], _BARS[op]), ATOM
    return Apply(op, tuple(box for box, _ in parts)), ATOM


def _unknown(note: tuple[str, tuple[int, ...]], parts: list[Written]) -> Written:
    """f(u), f′(u); for several inputs ∂f/∂x where each input has a name, else f_1(a, b) by the input's place."""
    name, orders = note
    arguments = tuple(box for box, _ in parts)
    if len(orders) == 1 or not any(orders):
        return Apply(name + "'" * sum(orders), arguments), ATOM
    labels = [_label(box) for box in arguments]
    if None not in labels and len(set(labels)) == len(labels):
        wrt = tuple(Name(str(label)) for label, times in zip(labels, orders, strict=True) for _ in range(times))
        return Ratio(Name(name), wrt[::-1], True), ATOM
    places = "".join(str(k + 1) * times for k, times in enumerate(orders))
    return Apply(f"{name}_{places}", arguments), ATOM


def _label(box: Box) -> str | None:
    """The name of an input: its own, or that of the unknown function whose value it is, as in x(t)."""
    if isinstance(box, Name):
        return box.text
    if isinstance(box, Apply) and box.function not in NAMES and "'" not in box.function:
        return box.function
    return None


def _cases(note: tuple[Signs, ...], parts: list[Written]) -> Written:
    """piecewise(value, condition, …, otherwise)."""
    boxes: list[Box] = []
    for value, comparisons in cases_of(note):
        boxes.append(parts[value][0])
        if comparisons:
            boxes.append(_condition([(sign, parts[left][0], parts[right][0]) for sign, left, right in comparisons]))
    return Apply("piecewise", tuple(boxes)), ATOM


def _condition(comparisons: list[tuple[str, Box, Box]]) -> Box:
    """0 < x < 1 where one comparison goes on from the other, else both with ∧ between them."""
    items: list[Box] = []
    for sign, left, right in comparisons:
        if not items:
            items.append(left)
        elif left != items[-1]:
            items += [Op("and"), left]
        items += [Op(_RELATIONS.get(sign, sign)), right]
    return Row(tuple(items))


def _sum(signs: str, parts: list[Written]) -> Box:
    items: list[Box] = []
    for k, (sign, part) in enumerate(zip(signs, parts, strict=True)):
        if k:
            items.append(Op(sign))
        items.append(_held(part, NEGATIVE if k == 0 else PRODUCT))
    return Row(tuple(items))


def _product(factors: list[Box]) -> Box:
    items: list[Box] = []
    for k, factor in enumerate(factors):
        if k:
            items.append(Op("dot"))
        items.append(factor)
    return Row(tuple(items))


def chain(parts: list[Written]) -> Written:
    """Factors of a chain, set apart: z · 1."""
    if len(parts) == 1:
        return parts[0]
    items: list[Box] = []
    for k, part in enumerate(parts):
        if k:
            items.append(Op("cdot"))
        items.append(_held(part, PRODUCT if k else NEGATIVE) if part[1] != FRACTION else part[0])
    return Row(tuple(items)), NEGATIVE if parts[0][1] == NEGATIVE else PRODUCT


def added(parts: list[Written]) -> Box:
    """Terms with + between them; a term that starts with a minus gets parentheses, a chain around its first factor."""
    terms = [parts[0], *((_shielded(box), PRODUCT) if tightness == NEGATIVE else (box, tightness)
                         for box, tightness in parts[1:])]
    return _sum("+" * len(terms), terms) if len(terms) > 1 else terms[0][0]


def _shielded(box: Box) -> Box:
    """A negative term as it stands behind a plus: (-1) · 2."""
    if isinstance(box, Row) and Op("cdot") in box.items:
        first = box.items[0]
        return Row((Paren(first), *box.items[1:]))
    return Paren(box)


def _literal(value: Any, spelling: str) -> Written:
    if spelling:
        return _signed(spelling.lstrip("-"), value < 0)
    if value.denominator == 1:
        return _signed(_digits(abs(int(value))), value < 0)
    return number(value)


def _signed(digits: str, negative: bool) -> Written:
    return (Row((Op("neg"), Num(digits))), NEGATIVE) if negative else (Num(digits), ATOM)


def _digits(value: int) -> str:
    """All digits of a whole number; zeros at the end of a long one as a power of ten."""
    if value.bit_length() >= 12_000:
        return _significant(value)
    text = str(value)
    short = text.rstrip("0")
    return f"{short[0]}{'.' * (len(short) > 1)}{short[1:]}e{len(text) - 1}" if len(text) - len(short) >= 15 else text


def number(value: Any) -> Written:
    """A value as it is shown: whole numbers and short fractions exactly, anything else to 4 significant digits."""
    negative = value < 0
    if type(value) is not float and value.denominator == 1 and abs(value) < 10 ** 12:
        return _signed(str(abs(int(value))), negative)
    if type(value) is not float and value.denominator != 1:
        size = abs(Fraction(value))
        if 10_000 % size.denominator == 0 and size.numerator < 10 ** 8:
            return _signed(format(float(size), ".10g"), negative)
        if size.numerator < 10_000 and size.denominator < 10_000:
            box = Frac(Num(str(size.numerator)), Num(str(size.denominator)))
            return (Row((Op("neg"), box)), NEGATIVE) if negative else (box, FRACTION)
    return _signed(_significant(abs(value)), negative)


def is_rounded(value: Any) -> bool:
    """Whether `number` shows less than the whole value."""
    if type(value) is float:
        return float(_significant(abs(value))) != abs(value)
    size = abs(Fraction(value))
    if size.denominator == 1:
        return size >= 10 ** 12
    return not (10_000 % size.denominator == 0 and size.numerator < 10 ** 8) and not (
        size.numerator < 10_000 and size.denominator < 10_000)


def _significant(value: Any) -> str:
    """4 significant digits; without an exponent where the number is neither very large nor very small."""
    if not isinstance(value, float):
        digits = math.log10(value.numerator) - math.log10(value.denominator)
        if digits > 300 or digits < -300:
            whole = math.floor(digits)
            return f"{10 ** (digits - whole):.4g}e{whole}"
        value = value.numerator / value.denominator
    if value == 0:
        return "0"
    power = math.floor(math.log10(value))
    if -4 <= power < 6:
        text = f"{value:.{max(0, SIGNIFICANT - 1 - power)}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa, _, exponent = f"{value:.{SIGNIFICANT - 1}e}".partition("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"
