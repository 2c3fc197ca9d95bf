"""Index proofs: what one entry of the input does to the entries of the value."""
from __future__ import annotations

from ...language import Text
from ...notation.boxes import Box, Name, Op, Ratio, Row
from ...rules.shape import Shape
from ...solution.matrices.locals import Local
from ..page import Line, Parts
from .symbols import ShapedTelling

PROOFS: dict[str, Text] = {
    "L": Text("{Y}_ij = Σ_k {A}_ik {X}_kj, so ∂{L}/∂{X}_kj = Σ_i {A}_ik {G}_ij",
              "{Y}_ij = Σ_k {A}_ik {X}_kj이므로 ∂{L}/∂{X}_kj = Σ_i {A}_ik {G}_ij"),
    "R": Text("{Y}_ij = Σ_k {X}_ik {A}_kj, so ∂{L}/∂{X}_ik = Σ_j {G}_ij {A}_kj",
              "{Y}_ij = Σ_k {X}_ik {A}_kj이므로 ∂{L}/∂{X}_ik = Σ_j {G}_ij {A}_kj"),
    "take": Text("only these entries are used: their gradients go back to their places, all others get 0",
                 "이 성분들만 쓰인다. 기울기는 제자리로 돌아가고 나머지는 0이다"),
    "put": Text("every entry stands in one place: its gradient is read off there",
                "성분마다 한 자리에만 있으므로 그 자리의 기울기를 읽는다"),
    "as": Text("the entries only stand in another order", "성분의 순서만 다르다"),
}
LARGEST = 4  # terms of a sum that is written out


def index_words(telling: ShapedTelling, local: Local) -> Parts:
    """What happens to single entries on an edge, in the names of the page; nothing where one is missing."""
    if len(local.words) != 1 or len(local.words[0]) != 1 or local.words[0][0].kind not in PROOFS:
        return ()
    link, = local.words[0]
    text, graph = PROOFS[link.kind], telling.story.graph
    if link.kind not in ("L", "R"):
        return (telling.say(text),)
    names = {"Y": telling.called(local.edge.gate), "A": telling.called(link.node),
             "X": telling.called(local.edge.source), "G": telling.big, "L": telling.story.output_name}
    if not all(names.values()):
        return ()
    said = telling.say(text, **names)
    if graph.shape(local.edge.gate)[1] == 1:  # entries of columns have one index
        said = said.replace("_ij", "_i").replace("_kj", "_k").replace("Σ_j ", "")
    return (said,)


def entry_lines(telling: ShapedTelling, local: Local) -> list[Line]:
    """For W·dx of small shapes: ∂L/∂x₁ = W₁₁·G₁ + W₂₁·G₂ + W₃₁·G₃."""
    graph = telling.story.graph
    (link, *more), *words = local.words[0] or (None,), *local.words[1:]
    if link is None or more or words or link.kind not in ("L", "R"):
        return []
    shape, gate, source = (graph.shape(n) for n in (link.node, local.edge.gate, local.edge.source))
    terms = shape[0 if link.kind == "L" else 1]
    letters = [telling.called(n) for n in (link.node, local.edge.source)]
    if not isinstance(terms, int) or not 1 < terms <= LARGEST or "" in letters:
        return []
    items: list[Box] = []
    for k in range(1, terms + 1):
        held, came = ((k, 1), (k, 1)) if link.kind == "L" else ((1, k), (1, k))
        items += [Op("+")] if items else []
        items.append(Row((_entry(letters[0], held, shape), Op("dot"), _entry(telling.big, came, gate))))
    ratio = Ratio(Name(telling.story.output_name), (_entry(letters[1], (1, 1), source),), True)
    return [Line(ratio, Row(tuple(items)))]


def _entry(name: str, place: tuple[int, int], shape: Shape) -> Box:
    """W₂₁; of a column x₂."""
    row, column = place
    return Name(f"{name}_{row}" if shape[1] == 1 else f"{name}_{column}" if shape[0] == 1 else f"{name}_{row}{column}")

