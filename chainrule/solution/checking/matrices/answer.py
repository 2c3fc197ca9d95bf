"""An answer with vectors and matrices beside the gradient: the verdict, and transposes, shapes, symmetry, factors."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations, islice
from typing import Any, Literal

from ....errors import ShapeError
from ....graph.build import build
from ....graph.holes import NoValue
from ....graph.shaped import ShapedGraph
from ....graph.shaped_values import arrays, evaluate_shaped
from ....records import record
from ....rules.shape import Shape
from ....tree import Program
from .problem import Rows, ShapedProblem, Spot, near, rows_of, transposed

Outcome = Literal["right", "wrong", "cannot_tell"]
TRANSPOSES = 5  # of the gradient, that are left out together
SETS = 40


@record
class ShapedStory:
    """What was found about an answer: its graph and node (none where its own shapes do not fit, then `refusal` says
    why), how many points were compared, and the mistakes that explain it, likeliest first; whether it is the whole
    gradient `turned`, as some texts lay gradients out."""

    problem: ShapedProblem
    outcome: Outcome
    points: int
    mistakes: tuple[str, ...] = ()
    answer: tuple[ShapedGraph, int] | None = None
    refusal: ShapeError | None = None
    turned: bool = False

    @property
    def shape(self) -> Shape | None:
        """The shape of the answer."""
        return None if self.answer is None else self.answer[0].shape(self.answer[1])


def judged(problem: ShapedProblem, read: Callable[[], Program]) -> ShapedStory:
    """An answer judged; `read` reads it, and may find that its shapes do not fit."""
    try:
        built = build(read())
    except ShapeError as error:
        return ShapedStory(problem, "wrong", 0, ("transpose_forgotten", "shape"), refusal=error)
    graph, node = built.graph, built.output
    if not isinstance(graph, ShapedGraph):
        graph = _without_shapes(graph)
    seen = [(spot, truth, claim) for spot in problem.spots()
            if (truth := problem.value(problem.truth, spot)) is not None
            and (claim := _claimed(graph, node, spot)) is not None]
    if not seen:
        return ShapedStory(problem, "cannot_tell", 0, answer=(graph, node))
    if all(near(truth, claim) for _, truth, claim in seen):
        return ShapedStory(problem, "right", len(seen), answer=(graph, node))
    mistakes = tuple(dict.fromkeys(_mistakes(problem, graph, node, seen)))
    turned = all(near(transposed(truth), claim) for _, truth, claim in seen)
    return ShapedStory(problem, "wrong", len(seen), mistakes, (graph, node), turned=turned)


def _without_shapes(graph: Any) -> ShapedGraph:
    """An answer of numbers alone, in a graph that could have shapes."""
    made = ShapedGraph({})
    for i in range(len(graph)):
        made.add_new(graph.ops[i], graph.args[i], graph.payloads[i])
    return made


def _claimed(graph: ShapedGraph, node: int, spot: Spot) -> Rows | None:
    """The answer's value at a point; None where it has none, or names what the problem does not have."""
    m = arrays()
    inputs = {i: graph.name(i) for i in graph.inputs([node])}
    if any(name not in spot.named for name in inputs.values()):
        return None
    try:
        values = evaluate_shaped(graph, graph.cone([node]), {i: m.value(spot.named[n]) for i, n in inputs.items()}, m,
                                 None, spot.sizes)
    except (NoValue, OverflowError):
        return None
    return rows_of(m.nested(values[node]))


Seen = list[tuple[Spot, Rows, Rows]]


def _mistakes(problem: ShapedProblem, graph: ShapedGraph, node: int, seen: Seen) -> Iterator[str]:
    """Every label that explains the answer, likeliest first."""
    if all(near(transposed(truth), claim) for _, truth, claim in seen):
        yield "transpose_forgotten"
    if graph.shape(node) != problem.graph.shape(problem.variable) or \
            any([*map(len, truth)] != [*map(len, claim)] for _, truth, claim in seen):
        yield "shape"
        return
    symmetric = _is_right_where_symmetric(problem, graph, node)
    both = symmetric and _has_both(problem)
    if both:
        yield "symmetric_assumed"
    for label, wrong in _other_gradients(problem):
        if all((value := problem.value(wrong, spot)) is not None and near(value, claim) for spot, _, claim in seen):
            yield label
    if symmetric and not both:
        yield "symmetric_assumed"
    yield from _scaled(seen)


def _is_right_where_symmetric(problem: ShapedProblem, graph: ShapedGraph, node: int) -> bool:
    """Whether the answer is the gradient at points where every square matrix is symmetric."""
    spots = problem.spots(symmetric=True)
    found = [(problem.value(problem.truth, spot), _claimed(graph, node, spot)) for spot in spots]
    return bool(found) and all(a is not None and b is not None and near(a, b) for a, b in found)


def _has_both(problem: ShapedProblem) -> bool:
    """Whether the gradient has a matrix and its transpose, as (A + Aᵀ)·x has."""
    graph = problem.graph
    cone = set(graph.cone([problem.truth]))
    users: dict[int, set[str]] = {}
    for i in cone:
        for a in graph.args[i]:
            users.setdefault(a, set()).add(graph.ops[i])
    return any("transpose" in ops and len(ops) > 1 for a, ops in users.items() if 1 not in graph.shape(a))


def _other_gradients(problem: ShapedProblem) -> Iterator[tuple[str, int]]:
    """The gradient with transposes left out, with factors exchanged or lost, with paths left out or counted twice."""
    graph, truth = problem.graph, problem.truth
    cone = graph.cone([truth])
    flips = [i for i in cone if graph.ops[i] == "transpose"][:TRANSPOSES]
    for count in range(1, len(flips) + 1):
        for chosen in islice(combinations(flips, count), SETS):
            yield from _replaced("transpose_forgotten", graph, truth, {i: graph.args[i][0] for i in chosen})
    for i in cone:
        args = graph.args[i]
        if graph.ops[i] == "matmul":
            yield from _made("transpose_forgotten", graph, truth, i, partial(graph.add, "matmul", args[::-1]))
            for k in (0, 1):
                turned = tuple(graph.add("transpose", (a,)) if j == k else a for j, a in enumerate(args))
                yield from _made("transpose_forgotten", graph, truth, i, partial(graph.add, "matmul", turned))
        elif graph.ops[i] == "product" and i not in problem.swept.function:
            for k, lost in enumerate(args):
                rest = (*args[:k], *args[k + 1:])
                label = "chain_factor_forgotten" if graph.varies[lost] else "constant_factor_dropped"
                if rest:
                    yield from _made(label, graph, truth, i, partial(_joined, graph, "product", rest))
    terms = problem.swept.terms.get(problem.variable, ())
    if len(terms) > 1:
        for k, (_, share) in enumerate(terms):
            others = tuple(node for j, (_, node) in enumerate(terms) if j != k)
            yield from _built("path_forgotten", partial(_joined, graph, "sum", others))
            yield from _built("path_counted_twice", partial(graph.add, "sum", (truth, share)))
            yield "path_forgotten", share


def _joined(graph: ShapedGraph, op: str, parts: tuple[int, ...]) -> int:
    return graph.add(op, parts) if len(parts) > 1 else parts[0]


def _built(label: str, make: Callable[[], int]) -> Iterator[tuple[str, int]]:
    """A node, if its shapes fit."""
    try:
        yield label, make()
    except ShapeError:
        return


def _made(label: str, graph: ShapedGraph, truth: int, node: int, make: Callable[[], int]) -> Iterator[tuple[str, int]]:
    for _, other in _built(label, make):
        yield from _replaced(label, graph, truth, {node: other})


def _replaced(label: str, graph: ShapedGraph, node: int, instead: dict[int, int]) -> Iterator[tuple[str, int]]:
    """A formula with other nodes in some places, if the shapes fit."""
    moved = dict(instead)
    try:
        for i in graph.cone([node]):
            args = tuple(moved.get(a, a) for a in graph.args[i])
            if i not in moved and args != graph.args[i]:
                moved[i] = graph.add(graph.ops[i], args, graph.payloads[i])
    except ShapeError:
        return
    yield label, moved.get(node, node)


def _scaled(seen: Seen) -> Iterator[str]:
    """A number as a factor of everything."""
    factors = [c / t for _, truth, claim in seen for a, b in zip(truth, claim, strict=True)
               for t, c in zip(a, b, strict=True) if abs(t) > 1e-12]
    if factors and all(abs(f - factors[0]) <= 1e-8 * abs(factors[0]) for f in factors) and factors[0]:
        if abs(factors[0] + 1) < 1e-8:
            yield "minus_lost"
        else:
            yield "constant_factor_dropped"
        yield "arithmetic_slip"
