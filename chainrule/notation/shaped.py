"""From nodes with shapes to boxes: products side by side, ∘ for entry by entry, transposes above."""
from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from typing import Any

from ..graph.graph import LARGEST_SIZE
from ..graph.shaped import ShapedGraph
from ..rules import RULES
from ..rules.shape import NUMBER, Size, add
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
    Grid,
    Name,
    Num,
    Op,
    Paren,
    Ratio,
    Row,
    Sub,
    Sup,
    Written,
)
from .names import split
from .text import write as text
from .write import box_of

CIRCLE = ATOM + 1  # a product entry by entry: in parentheses wherever it is a factor of another product
_LOOSE = (SUM, NEGATIVE, CIRCLE)


def write_shaped(graph: ShapedGraph, node: int, leaves: Mapping[int, Written], *, open_root: bool = True) -> Box:
    """The formula of a node. `leaves` are the nodes that are not looked into, with what stands for them."""
    return written_shaped(graph, node, leaves, open_root=open_root)[0]


def written_shaped(graph: ShapedGraph, node: int, leaves: Mapping[int, Written], *, open_root: bool = True) -> Written:
    """As write_shaped, with how tightly the box holds together."""
    if not open_root and node in leaves:
        return leaves[node]
    own, _ = graph.down_to(node, leaves)
    done: dict[int, Written] = {}
    for i in own:
        parts = [done[a] if a in done else leaves[a] for a in graph.args[i]]
        done[i] = _box(graph, i, parts)
    return done[node]


def is_long(graph: ShapedGraph, node: int, leaves: Container[int], most: int) -> bool:
    """Whether a node's formula over these leaves has more than so many signs."""
    own, met = graph.down_to(node, leaves)
    sizes = dict.fromkeys(met, 1)
    for i in own:
        sizes[i] = min(1 + sum(sizes[a] for a in graph.args[i]), most + 1)
    return sizes[node] > most


def text_of(graph: ShapedGraph, node: int, names: Mapping[int, str]) -> str:
    """The formula of a node in one line of text; the nodes it is made of by their names."""
    leaves = {i: (label(graph, i, name), ATOM) for i, name in names.items() if i != node}
    return text(write_shaped(graph, node, leaves)) if graph.size(node) < LARGEST_SIZE else names.get(node, "…")


def label(graph: ShapedGraph, node: int, name: str) -> Name:
    """A node's name; bold for a vector or a matrix."""
    return Name(name, graph.shape(node) != NUMBER)


def _box(graph: ShapedGraph, node: int, parts: list[Written]) -> Written:
    op, args = graph.ops[node], graph.args[node]
    rule = graph.matrix_rule(node)
    if rule is not None and rule.form == "put" and args[0] not in graph.shapes:
        return _unit(graph.held(node), parts[0])
    if rule is not None and rule.form == "part":
        return _part(graph.held(node), parts[0], graph.shape(args[0])[1] == 1)
    if rule is not None:
        kind, _, what = rule.form.partition(" ")
        return _FORMS[kind](what, graph.held(node), parts)
    if op == "input":
        return label(graph, node, graph.name(node)), ATOM
    if op == "size":
        return _size(str(graph.payloads[node]))
    if node not in graph.shapes:
        return box_of(op, graph.payloads[node], [_plain(p) for p in parts])
    shaped = [a in graph.shapes for a in args]
    if op == "product":
        return _product(parts, shaped)
    if op == "quotient":
        return _quotient(parts, shaped)
    if op == "negation":
        return Row((Op("neg"), _held(parts[0], (SUM, NEGATIVE)))), NEGATIVE
    if op in ("sum", "difference"):
        return _sum(graph.signs(node), parts), SUM
    if op in ("power", "exponential", "general_power"):
        return Sup(_atom(parts[0]), Row((Op("∘"), _atom(parts[1])))), POWER
    if op in RULES and RULES[op].callable:
        return Apply(op, tuple(box for box, _ in parts)), ATOM
    return box_of(op, graph.payloads[node], [_plain(p) for p in parts])


def _plain(part: Written) -> Written:
    return (part[0], SUM) if part[1] == CIRCLE else part


def _held(part: Written, loose: tuple[int, ...]) -> Box:
    return Paren(part[0]) if part[1] in loose else part[0]


def _atom(part: Written) -> Box:
    return part[0] if part[1] == ATOM else Paren(part[0])


def _side_by_side(factors: list[Box]) -> Box:
    """Factors without a sign between them, with a dot where names of several letters would run together."""
    items: list[Box] = []
    for factor in factors:
        if items:
            items.append(Op("dot") if _is_word(items[-1]) or _is_word(factor) or _starts_with_number(factor)
                         else Op("side"))
        flat = isinstance(factor, Row) and not _has_sign(factor) and not _is_change(factor)
        items += factor.items if flat and isinstance(factor, Row) else [factor]
    return Row(tuple(items))


def _has_sign(row: Row) -> bool:
    return any(isinstance(item, Op) and item.sign in ("+", "-", "neg", "∘", "⊘") for item in row.items)


def _is_change(box: Box) -> bool:
    """Whether a box is d and a name: dx."""
    return isinstance(box, Row) and box.items[:1] == (Op("d"),)


def _is_word(box: Box) -> bool:
    """Whether a box begins or ends with a name of several letters."""
    if isinstance(box, Row):
        return _is_change(box) or bool(box.items) and (_is_word(box.items[0]) or _is_word(box.items[-1]))
    if isinstance(box, Sup | Sub):
        return _is_word(box.base)
    return isinstance(box, Apply | Ratio) or isinstance(box, Name) and len(split(box.text)[0]) > 1


def _starts_with_number(box: Box) -> bool:
    while isinstance(box, Row | Sup | Sub) and not (isinstance(box, Row) and not box.items):
        box = box.items[0] if isinstance(box, Row) else box.base
    return isinstance(box, Num | Frac) or isinstance(box, Op) and box.sign == "1"


def _product(parts: list[Written], shaped: list[bool]) -> Written:
    """Numbers in front, then the factors with shapes, with ∘ between them."""
    numbers = [_held(p, (SUM, NEGATIVE)) for p, has in zip(parts, shaped, strict=True) if not has]
    factors = [p for p, has in zip(parts, shaped, strict=True) if has]
    if len(factors) == 1:
        negative = factors[0][1] in _LOOSE
        own = Paren(factors[0][0]) if negative else factors[0][0]
        return _side_by_side([*numbers, own]), PRODUCT
    items: list[Box] = []
    for part in factors:
        items += [Op("∘")] if items else []
        items.append(_held(part, (SUM, NEGATIVE, PRODUCT)))
    circle = Row(tuple(items))
    return (_side_by_side([*numbers, Paren(circle)]), PRODUCT) if numbers else (circle, CIRCLE)


def _quotient(parts: list[Written], shaped: list[bool]) -> Written:
    if not shaped[1]:
        return Frac(_held(parts[0], (CIRCLE,)), parts[1][0]), FRACTION
    top, bottom = _held(parts[0], _LOOSE), _held(parts[1], (*_LOOSE, PRODUCT))
    return Row((top, Op("⊘"), bottom)), CIRCLE


def _sum(signs: str, parts: list[Written]) -> Box:
    items: list[Box] = []
    for k, (sign, part) in enumerate(zip(signs, parts, strict=True)):
        items += [Op(sign)] if k else []
        items.append(_held(part, (SUM, NEGATIVE) if k else (SUM,) if sign == "-" else ()))
    return Row(tuple(items))


def _size(size: str) -> Written:
    """A size as a number: n, m·n, n - p + 1."""
    if size.isidentifier():
        return Name(size), ATOM
    signs = {"*": Op("dot"), "+": Op("+"), "-": Op("-"), "(": Op("("), ")": Op(")")}
    parts = [signs.get(part) or (Num(part) if part.isdigit() else Name(part)) for part in re.findall(r"\w+|[-+*()]",
                                                                                                     size)]
    return Row(tuple(parts)), SUM if "+" in size or "-" in size else PRODUCT


def _index(size: Size) -> Box:
    return Num(str(size)) if isinstance(size, int) else Op(size)


def _ones(rows: Size, columns: Size) -> Written:
    """1ₙ, 1ₙᵀ, or 1 with both sizes."""
    one = Op("1")
    if columns == 1:
        return Sub(one, _index(rows)), ATOM
    if rows == 1:
        return Sup(Sub(one, _index(columns)), Op("T")), ATOM
    return Sub(one, Paren(Row((_index(rows), Op("×"), _index(columns))))), ATOM


def _turned(what: str, held: Any, parts: list[Written]) -> Written:
    (box, tight), = parts
    if what == "T" and isinstance(box, Sup) and box.exp == Row((Op("neg"), Num("1"))):
        return Sup(box.base, Op("-T")), ATOM
    return Sup(box if tight == ATOM and not isinstance(box, Sup | Row) else Paren(box),
               Op("T") if what == "T" else Row((Op("neg"), Num("1")))), ATOM


def _matmul(what: str, held: Any, parts: list[Written]) -> Written:
    return _side_by_side([_held(part, (*_LOOSE, FRACTION)) for part in parts]), PRODUCT


def _called(what: str, held: Any, parts: list[Written]) -> Written:
    return Apply(what, tuple(box for box, _ in parts)), ATOM


def _norm(what: str, held: Any, parts: list[Written]) -> Written:
    bars = Paren(parts[0][0], "norm")
    return (Sup(bars, Num("2")), POWER) if what else (bars, ATOM)


def _listed(parts: list[Written], sign: str, kind: str) -> Box:
    items: list[Box] = []
    for box, _ in parts:
        items += [Op(sign)] if items else []
        items.append(box)
    return Paren(Row(tuple(items)), kind)


def _part(held: Any, whole: Written, column: bool) -> Written:
    """x₂, W₁,₂; a block by its first and last places."""
    top, bottom, left, right = held
    places = [_span(top, bottom)] + ([] if column else [_span(left, right)])
    return Sub(_atom(whole), Op(",".join(places))), ATOM


def _unit(held: Any, part: Written) -> Written:
    """A number in one place of zeros: k·eᵢ."""
    top, left, _, columns = held
    places = [_span(top, 1 + top if isinstance(top, int) else top)]
    places += [_span(left, 1 + left if isinstance(left, int) else left)] if columns != 1 else []
    unit = Sub(Name("e" if columns == 1 else "E", True), Op(",".join(places)))
    if part[0] == Num("1"):
        return unit, ATOM
    return _side_by_side([_held(part, _LOOSE), unit]), PRODUCT


def _span(start: Any, stop: Any) -> str:
    """Places counted from 1."""
    if isinstance(start, int) and isinstance(stop, int):
        return f"{start + 1}" if stop == start + 1 else f"{start + 1}:{stop}"
    return f"{add(start, 1)}:{stop}"


def _grid(what: str, held: Any, parts: list[Written]) -> Written:
    boxes = [box for box, _ in parts]
    return Grid(tuple(tuple(boxes[k:k + held[1]]) for k in range(0, len(boxes), held[1]))), ATOM


_FORMS: dict[str, Callable[[str, Any, list[Written]], Written]] = {
    "product": _matmul,
    "above": _turned,
    "call": _called,
    "norm": _norm,
    "norm1": lambda what, held, parts: (Sub(Paren(parts[0][0], "norm"), Num("1")), ATOM),
    "norm_inf": lambda what, held, parts: (Sub(Paren(parts[0][0], "norm"), Op("inf")), ATOM),
    "inner": lambda what, held, parts: (_listed(parts, ",", "angle"), ATOM),
    "outer": lambda what, held, parts: (_side_by_side([_held(parts[0], _LOOSE), Sup(_atom(parts[1]), Op("T"))]),
                                        PRODUCT),
    "rows": lambda what, held, parts: (_side_by_side([_ones(held[0], 1)[0], _held(parts[0], _LOOSE)]), PRODUCT),
    "columns": lambda what, held, parts: (_side_by_side([_held(parts[0], _LOOSE), _ones(1, held[0])[0]]), PRODUCT),
    "fill": lambda what, held, parts: (_side_by_side([_held(parts[0], _LOOSE), _ones(*held)[0]]), PRODUCT),
    "rowsums": lambda what, held, parts: (_side_by_side([_held(parts[0], _LOOSE), Op("1")]), PRODUCT),
    "stack": lambda what, held, parts: (_listed(parts, ";", "square"), ATOM),
    "beside": lambda what, held, parts: (_listed(parts, ",", "square"), ATOM),
    "put": lambda what, held, parts: (Apply("put", tuple(box for box, _ in parts)), ATOM),
    "grid": _grid,
    "ones": lambda what, held, parts: _ones(*held),
    "zeros": lambda what, held, parts: (Num("0"), ATOM),
    "lower": lambda what, held, parts: (Sub(Name("L", True), _index(held[0])), ATOM),
    "eye": lambda what, held, parts: (Sub(Name("I", True), _index(held[0])), ATOM),
}
