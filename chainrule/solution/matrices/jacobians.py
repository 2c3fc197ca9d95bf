"""The derivative of a value with a shape: as a matrix with a structure, or as a rule."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from ...derivation.matrices.linear import LONGEST, Linear
from ...derivation.matrices.sweep import MatrixSweep
from ...derivation.matrices.tangents import tangents
from ...derivation.matrices.words import NOTHING, Algebra, Link, Word, forward
from ...derivation.paths import LISTED_EDGES, LISTED_PATHS, edges_on_paths, walk_paths
from ...graph.shaped_values import evaluate_shaped
from ...numbers.matrices.calculator import calculator
from ...numbers.matrices.given import Rows
from ...rules.shape import NUMBER, Shape, Size, add, times, worth
from .story import Jacobian, Structure

LARGEST = 20_000  # entries of a Jacobian that are computed


def jacobian(swept: MatrixSweep, variable: int) -> Jacobian:
    """The linear map from a variable to the output."""
    graph, algebra = swept.shaped, swept.algebra
    before, after = graph.shape(variable), graph.shape(swept.output)
    words = chain(swept, variable)
    change = graph.declare(f"d:{variable}", before)
    moved = tangents(swept, variable, change).get(swept.output, graph.number(0))
    rule = algebra.fitted(moved, after)
    whole = times(times(*before), times(*after))
    if swept.path_counts.get(variable, (0, 0))[0] == 0:
        zeros = algebra.fitted(graph.number(0), (after[0], before[0])) if (before[1], after[1]) == (1, 1) else NOTHING
        return Jacobian((), zeros, NOTHING, "zero", (0, whole), change, rule)
    if not words:
        return Jacobian((), NOTHING, NOTHING, "rule", (whole, whole), change, rule)
    diagonal = _diagonal(words, algebra, before)
    if diagonal != NOTHING:
        matrix = algebra.diagonal_matrix(diagonal, before) if before[1] == 1 else NOTHING
        return Jacobian(words, matrix, diagonal, "diagonal", (times(*before), whole), change, rule)
    matrix = _matrix(words, algebra, before)
    if matrix == NOTHING:
        lines = _lines(words, before, after)
        structure: Structure = "blocks" if lines != whole else "rule"
        return Jacobian(words, NOTHING, NOTHING, structure, (lines, whole), change, rule)
    structure = "low rank" if _is_low_rank(words) else "full"
    return Jacobian(words, matrix, NOTHING, structure, (whole, whole), change, rule)


def _lines(words: Sequence[Word], before: Shape, after: Shape) -> Size:
    """How many entries a rule has that may differ from 0: fewer where every row, or every column, is on its own."""
    kinds = {link.kind for word in words for link in word}
    if kinds <= {"R", "H", "c"}:
        return times(times(*before), after[1])
    if kinds <= {"L", "H", "c"}:
        return times(times(*before), after[0])
    return times(times(*before), times(*after))


def chain(swept: MatrixSweep, variable: int) -> tuple[Word, ...]:
    """The words of all paths; none where there are too many."""
    count, length = swept.path_counts.get(variable, (0, 0))
    if not 0 < count <= LISTED_PATHS or count * length > LISTED_EDGES:
        return ()
    words: list[Word] = []
    for path in islice(walk_paths(edges_on_paths(swept, variable), swept.output, variable), LISTED_PATHS):
        if not path:
            words.append(())
            continue
        first, *others = (edge.partial for edge in path)
        assert isinstance(first, Linear)
        words += first.times(*others, tidy=swept.algebra.scalars).words  # type: ignore[arg-type]
        if len(words) > LONGEST:
            return ()
    return tuple(words)


def _diagonal(words: Sequence[Word], algebra: Algebra, shape: Shape) -> int:
    """What every entry is multiplied by, where the map does nothing else; NOTHING where it does more."""
    if any(link.kind not in ("H", "c") for word in words for link in word):
        return NOTHING
    one = algebra.fitted(algebra.graph.number(1), shape)
    return algebra.fitted(algebra.sum(*(forward(word, one, algebra) for word in words)), shape)


def _is_low_rank(words: Sequence[Word]) -> bool:
    """Whether the map is a diagonal less what passes through one number."""
    return len(words) > 1 and any(all(link.kind in ("H", "c") for link in word) for word in words) and \
        all(any(link.kind == "in" for link in word) for word in words
            if not all(link.kind in ("H", "c") for link in word))


def _matrix(words: Sequence[Word], algebra: Algebra, before: Shape) -> int:
    """The matrix of a map between vectors, as a node."""
    if before[1] != 1:
        return NOTHING
    found = []
    for word in words:
        matrix = _product(word, algebra, before)
        if matrix == NOTHING:
            return NOTHING
        found.append(matrix)
    return algebra.sum(*found)


def _product(word: Word, algebra: Algebra, before: Shape) -> int:
    """A word on vectors as a product of matrices; NOTHING where a matrix comes between."""
    graph = algebra.graph
    found = graph.number(1) if before == NUMBER else graph.add("eye", (), before[:1])
    for link in word:
        if link.after[1] != 1 or link.kind not in ("L", "H", "c", "in", "out", "take", "put"):
            return NOTHING
        if link.kind == "L":
            found = algebra.matmul(link.node, found)
        elif link.kind == "c":
            found = algebra.product(link.node, found)
        elif link.kind == "in":
            found = algebra.matmul(algebra.transpose(link.node), found)
        elif link.kind == "out":
            found = algebra.matmul(link.node, found)
        elif link.kind in ("take", "put"):
            found = _moved(found, link, algebra, before)
        else:
            found = algebra.matmul(algebra.diagonal_matrix(link.node, link.after), found)
    return found


def _moved(matrix: int, link: Link, algebra: Algebra, before: Shape) -> int:
    """The matrix of a word after some entries were taken, or put in their place: one entry is a product with a unit
    vector."""
    top, rows, columns = link.places[0], link.after[0], before[0]
    one = algebra.graph.number(1)
    if link.kind == "take" and link.after == NUMBER:
        return algebra.matmul(algebra.transpose(algebra.put(one, (top, 0, *link.before))), matrix)
    if link.kind == "put" and link.before == NUMBER:
        return algebra.matmul(algebra.put(one, (top, 0, *link.after)), matrix)
    if link.kind == "take":
        return algebra.part(matrix, (top, add(top, rows), 0, columns), (link.before[0], columns))
    return algebra.put(matrix, (top, 0, rows, columns))


def value(swept: MatrixSweep, variables: Sequence[int], point: Mapping[int, Rows], sizes: Mapping[str, int],
          computing: Any = None) -> dict[int, Any]:
    """The Jacobian by each variable at a point: for every entry of the output, row by row, a value of the variable's
    shape; nothing for one with too many entries."""
    graph = swept.shaped
    rows, columns = (worth(size, dict(sizes)) for size in graph.shape(swept.output))
    count = rows * columns
    few = [v for v in variables if count * _entries(swept, v, sizes) <= LARGEST]
    found: dict[int, list[Any]] = {v: [] for v in few}
    if not few:
        return {}
    gradient = {v: swept.gradient[v] for v in few}
    behind = graph.cone(gradient.values())
    m = computing or calculator(graph, {*swept.function, *behind}, sizes)
    held = {i: m.value(x) for i, x in point.items()}
    values: dict[int, Any] = {}
    evaluate_shaped(graph, sorted(swept.function), held, m, values, sizes)
    back = [node for node in behind if node not in values]
    for k in range(count):
        seed = [[int(i * columns + j == k) for j in range(columns)] for i in range(rows)]
        mine = {**values, swept.seed: m.value(seed)}
        evaluate_shaped(graph, back, held, m, mine, sizes)
        for v in few:
            found[v].append(m.nested(mine[gradient[v]]))
    return {v: [lines[k * columns:(k + 1) * columns] for k in range(rows)] for v, lines in found.items()}


def _entries(swept: MatrixSweep, variable: int, sizes: Mapping[str, int]) -> int:
    rows, columns = (worth(size, dict(sizes)) for size in swept.shaped.shape(variable))
    return rows * columns
