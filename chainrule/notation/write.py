"""From nodes to boxes: where names stop the writing, and where parentheses are needed."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..graph.graph import LARGEST_SIZE, REPEATING, Graph
from ..graph.payload import Cases
from ..graph.piecewise import cases_of
from ..rules import NAMES
from .boxes import (
    ATOM,
    FRACTION,
    NEGATIVE,
    POWER,
    PRODUCT,
    SUM,
    Apply,
    Box,
    Frac,
    Live,
    Name,
    Op,
    Paren,
    Ratio,
    Root,
    Row,
    Sup,
    Written,
    relation,
)
from .ends import ends
from .numbers import literal


def write(graph: Graph, node: int, leaves: Mapping[int, Written], *, open_root: bool = True) -> Box:
    """The formula of a node. `leaves` are the nodes that are not looked into, with what stands for them;
    `open_root` writes the node's own formula even where it has a name."""
    return written(graph, node, leaves, open_root=open_root)[0]


def written(graph: Graph, node: int, leaves: Mapping[int, Written], *, open_root: bool = True, cut: bool = False
            ) -> Written:
    """As write, with how tightly the box holds together; `cut` leaves out the middle of endless sums and products."""
    if not open_root and node in leaves:
        return leaves[node]
    own, _ = graph.down_to(node, leaves, ends if cut else None)
    done: dict[int, Written] = {}
    for i in own:
        args, op, note = graph.args[i], graph.ops[i], graph.payloads[i]
        if cut and op in REPEATING:
            args, note = ends(args), ends(graph.signs(i)) if op == "difference" else note
        operands = [done[a] if a in done else leaves[a] for a in args]
        done[i] = box_of(op, note, operands) if op != "unknown" else \
            _unknown(graph.unknown(i), operands, several=len(graph.called[graph.unknown(i).name]) > 1)
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
    if isinstance(box, Live):
        inner = box.inner if tightness >= at_least else Paren(box.inner)
        return Live(inner, box.of, box.tight or at_least > NEGATIVE)
    return box if tightness >= at_least else Paren(box)


def box_of(op: str, note: Any, parts: list[Written]) -> Written:
    """One operation on parts that are written already."""
    match op:
        case "input":
            return Name(note), ATOM
        case "number":
            return literal(*note)
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
        case "cases":
            return _cases(note, parts)
        case "abs" | "floor" | "ceil":
            return Paren(parts[0][0], op), ATOM
    return Apply(op, tuple(box for box, _ in parts)), ATOM


def _unknown(note: tuple[str, tuple[int, ...]], parts: list[Written], *, several: bool) -> Written:
    """f(u), f′(u); for several inputs ∂f/∂x where each input has a name, else f_1(a, b) by the input's place: so too
    where the function is called with `several` lists of inputs, since x may then stand in another place."""
    name, orders = note
    arguments = tuple(box for box, _ in parts)
    if len(orders) == 1 or not any(orders):
        return Apply(name + "'" * sum(orders), arguments), ATOM
    labels = [_label(box) for box in arguments]
    if not several and None not in labels and len(set(labels)) == len(labels):
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


def _cases(note: Cases, parts: list[Written]) -> Written:
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
        items += [relation(sign), right]
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
