"""The numbers of an explanation: forward and backward pass at a point, products along the paths, the answer."""
from __future__ import annotations

from collections.abc import Sequence

from ..derivation.paths import Derivation
from ..graph.evaluate import Number, is_number
from ..language import Language, Text
from ..notation.boxes import ATOM, Box, Colour, Op, Row
from ..notation.fold import same
from ..notation.numbers import is_rounded, number
from ..notation.write import added, chain
from ..solution.stage import Result, Stage
from . import kinks
from .chapters import USED_AGAIN, gates, limited, said_once, upstream
from .page import Line, Table
from .sentences import Parts
from .symbols import Letters

GRADIENT = Text("Gradient", "그래디언트")
FORMULA = Text("Formula", "식")
AT_POINT = Text("At the point", "이 점에서")
NONE = Text("none", "없음")
NO_VALUE = Text("no value here: its case does not hold", "여기서는 값이 없다. 이 경우에 해당하지 않는다")


def point_parts(stage: Stage, letters: Letters, most: int) -> Parts:
    """x = -2, y = 5, in the order in which the point was given."""
    assert stage.passes is not None
    parts: list[str | Box] = []
    for node, value in list(stage.passes.point.items())[:most]:
        parts += [", "] if parts else []
        parts.append(Row((letters.label(node), Op(sign(value)), number(value)[0])))
    return (*parts, ", …") if len(stage.passes.point) > most else tuple(parts)


def forward_lines(stage: Stage, letters: Letters, language: Language, most: int) -> tuple[Line, ...]:
    """u = -2 + 5 = 3 for every gate."""
    assert stage.passes is not None
    values: dict[int, Number] = stage.passes.forward
    graph = stage.graph

    def line(i: int) -> Line:
        value = values[i]
        if not is_number(value):
            return Line(letters.label(i), letters.formula(i), (NO_VALUE.say(language),))
        put_in = letters.with_numbers(i, {a: values[a] for a in letters.operands(i) if is_number(values[a])})
        if same(put_in, number(value)[0]):
            return Line(letters.label(i), shown(value, "value"), sign=sign(value))
        operands = [values[a] for a in letters.operands(i) if graph.varies[a] and is_number(values[a])]
        return Line(letters.label(i), Row((put_in, Op(sign(value, *operands)), shown(value, "value"))),
                    sign=sign(*operands))

    return limited(gates(stage), most, language, line)


def backward_lines(stage: Stage, letters: Letters, language: Language, most: int) -> tuple[Line, ...]:
    """∂f/∂x = ∂f/∂u · ∂u/∂x = -4 · 1 = -4 for every node: upstream × local = downstream, added at a fan-out."""
    assert stage.passes is not None
    passes = stage.passes
    terms = stage.sweep.terms

    def line(node: int) -> Line:
        edges = [e for e, _ in terms[node] if is_number(passes.partials[e.gate, e.slot])]
        if not edges:
            return Line(letters.total(node), shown(passes.adjoints[node], "gradient"))
        pairs = [(passes.adjoints[e.gate], passes.partials[e.gate, e.slot]) for e in edges]
        products = added([chain([number(a), number(b)]) for a, b in pairs])
        value = passes.adjoints[node]
        operands = [x for pair in pairs for x in pair]
        items: tuple[Box, ...] = (products, Op(sign(value, *operands)), shown(value, "gradient"))
        symbols = added([upstream(stage, letters, e, (letters.edge(e), ATOM)) for e in edges])
        remark = kinks.remark(stage, letters, node, language)
        if not remark and len(edges) > 1:
            remark = (USED_AGAIN.say(language),)
        if same(symbols, letters.total(node)):
            return Line(letters.total(node), Row(items), remark, sign=sign(*operands))
        return Line(letters.total(node), Row((symbols, Op(sign(*operands)), *items)), remark)

    wanted = set(stage.sweep.edges) | {d.variable for d in stage.derivations}
    nodes = [n for n in sorted(wanted & set(passes.adjoints), reverse=True) if terms.get(n)]
    return said_once(limited(nodes, most, language, line), USED_AGAIN.say(language))


def product_lines(stage: Stage, derived: Derivation, letters: Letters, language: Language, most: int) -> list[Line]:
    """The whole product with its numbers, -4 · 1 · 4 = -16; nothing where the backward pass has shown it already."""
    passes = stage.passes
    if passes is None or not derived.listed or not 0 < derived.path_count <= most:
        return []
    paths = [p for p in derived.paths() if all(is_number(passes.partials[e.gate, e.slot]) for e in p)]
    if all(len(path) <= 2 for path in paths):
        return []
    value = passes.adjoints[derived.variable]
    factors = [[passes.partials[e.gate, e.slot] for e in path] for path in paths]
    products = added([chain([number(x) for x in found]) for found in factors])
    operands = [x for found in factors for x in found]
    remark = (kinks.NO_DERIVATIVE.say(language),) if kinks.is_without(stage, derived.variable) else ()
    return [Line(letters.total(derived.variable),
                 Row((products, Op(sign(value, *operands)), shown(value, "gradient"))), remark, sign=sign(*operands))]


def answer_line(total: Box, derived: Derivation, letters: Letters, result: Result | None, language: Language) -> Line:
    """∂f/∂x = z = -4."""
    missing = result is not None and result.value is None
    return Line(total, answer_box(derived, letters, result), (kinks.NO_DERIVATIVE.say(language),) if missing else ())


def gradient_table(stage: Stage, letters: Letters, totals: Sequence[Box], language: Language) -> Table:
    """All derivatives of one sweep: symbol, formula, and at a point the number."""
    head = (GRADIENT.say(language), FORMULA.say(language), *((AT_POINT.say(language),) if stage.results else ()))
    rows = []
    for k, (total, derived) in enumerate(zip(totals, stage.derivations, strict=True)):
        cells: tuple[str | Box, ...] = (total, letters.best(derived)[0])
        if stage.results:
            value = stage.results[k].value
            cells = (*cells, NONE.say(language) if value is None else Colour(number(value)[0], "gradient"))
        rows.append(cells)
    return Table(head, tuple(rows))


def answer_box(derived: Derivation, letters: Letters, result: Result | None) -> Box:
    """z = -4: the formula, and at a point its number where that shows something."""
    final = letters.best(derived)[0]
    if result is None or result.value is None:
        return final
    value = number(result.value)[0]
    return final if same(final, value) else Row((final, Op(sign(result.value)), Colour(value, "gradient")))


def shown(value: Number, role: str) -> Box:
    return Colour(number(value)[0], role)


def sign(*values: Number) -> str:
    """≈ where one of the numbers is shown rounded."""
    return "≈" if any(map(is_rounded, values)) else "="
