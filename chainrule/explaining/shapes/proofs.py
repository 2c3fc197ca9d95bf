"""The index proof of every primitive: what one entry of the input does to the entries of the value."""
from __future__ import annotations

from ...language import Text
from ...notation.boxes import Box, Name, Op, Ratio, Row
from ...rules.shape import Shape
from ...solution.matrices.locals import Local
from ..page import Line
from .symbols import ShapedTelling

PROOFS: dict[str, Text] = {
    "L": Text("Y_ij = Σ_k A_ik X_kj, so ∂L/∂X_kj = Σ_i A_ik G_ij = (Aᵀ G)_kj",
              "Y_ij = Σ_k A_ik X_kj이므로 ∂L/∂X_kj = Σ_i A_ik G_ij = (Aᵀ G)_kj"),
    "R": Text("Y_ij = Σ_k X_ik B_kj, so ∂L/∂X_ik = Σ_j G_ij B_kj = (G Bᵀ)_ik",
              "Y_ij = Σ_k X_ik B_kj이므로 ∂L/∂X_ik = Σ_j G_ij B_kj = (G Bᵀ)_ik"),
    "H": Text("Y_ij = C_ij X_ij, so ∂L/∂X_ij = C_ij G_ij: each entry on its own",
              "Y_ij = C_ij X_ij이므로 ∂L/∂X_ij = C_ij G_ij이다. 성분마다 따로이다"),
    "T": Text("Y_ij = X_ji, so ∂L/∂X_ji = G_ij", "Y_ij = X_ji이므로 ∂L/∂X_ji = G_ij"),
    "in": Text("y = Σ_ij C_ij X_ij, so ∂L/∂X_ij = g C_ij", "y = Σ_ij C_ij X_ij이므로 ∂L/∂X_ij = g C_ij"),
    "out": Text("Y_ij = s C_ij, so ∂L/∂s = Σ_ij G_ij C_ij", "Y_ij = s C_ij이므로 ∂L/∂s = Σ_ij G_ij C_ij"),
    "take": Text("only these entries are used: their gradients go back to their places, all others get 0",
                 "이 성분들만 쓰인다. 기울기는 제자리로 돌아가고 나머지는 0이다"),
    "put": Text("every entry stands in one place: its gradient is read off there",
                "성분마다 한 자리에만 있으므로 그 자리의 기울기를 읽는다"),
    "windows": Text("Y_ij = x_(i+j-1), so ∂L/∂x_k = Σ G_ij over all i + j - 1 = k",
                    "Y_ij = x_(i+j-1)이므로 ∂L/∂x_k는 i + j - 1 = k인 G_ij의 합이다"),
    "overlaps": Text("y_k = Σ X_ij over all i + j - 1 = k, so ∂L/∂X_ij = g_(i+j-1)",
                     "y_k는 i + j - 1 = k인 X_ij의 합이므로 ∂L/∂X_ij = g_(i+j-1)"),
    "toeplitz": Text("Y_i,(i+j-1) = x_j, so ∂L/∂x_j = Σ_i G_i,(i+j-1)",
                     "Y_i,(i+j-1) = x_j이므로 ∂L/∂x_j = Σ_i G_i,(i+j-1)"),
    "bands": Text("y_j = Σ_i X_i,(i+j-1), so ∂L/∂X_i,(i+j-1) = g_j",
                  "y_j = Σ_i X_i,(i+j-1)이므로 ∂L/∂X_i,(i+j-1) = g_j"),
    "as": Text("the entries only stand in another order", "성분의 순서만 다르다"),
}
LARGEST = 4  # terms of a sum that is written out


def index_lines(telling: ShapedTelling, local: Local) -> list[Line]:
    """A line for every kind of primitive on an edge, and one entry written out where the shapes are small."""
    kinds = dict.fromkeys(link.kind for word in local.words for link in word if link.kind in PROOFS)
    lines = [Line(None, Row(()), (telling.say(PROOFS[kind]),), sign=" ") for kind in kinds]
    return lines + _entries(telling, local)


def _entries(telling: ShapedTelling, local: Local) -> list[Line]:
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

