"""Paths and their number, edges and slots, adjoints: small ones by hand, large ones by arithmetic."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import islice

import pytest

from chainrule import diff
from chainrule.derivation.paths import ALL_EDGES, LISTED_PATHS, Derivation, derivations_of, derive
from chainrule.derivation.sweep import sweep
from chainrule.graph.build import build
from chainrule.graph.evaluate import evaluate
from chainrule.graph.graph import Graph
from chainrule.reading import read


def derived(text: str, variable: str = "x") -> tuple[Graph, Derivation]:
    built = build(read(text))
    node = built.inputs[variable]
    return built.graph, derive(sweep(built.graph, built.output, (node,)), node)


def at(graph: Graph, node: int, **point: Fraction | int) -> object:
    return evaluate(graph, graph.cone([node]), {i: point[graph.name(i)] for i in graph.inputs([node])})[node]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("x", 1),
        ("x + 1", 1),
        ("x*x", 1),
        ("x*x*x", 1),
        ("x + x", 1),
        ("x - x", 1),
        ("x/x", 2),
        ("x^x", 2),
        ("max(x, x, y)", 1),
        ("y", 0),
        ("y + 0*x", 1),
        ("2^x + x^2", 2),
        ("sin(x)*cos(x)*e^x", 3),
        ("q = x*x\nf = q*q", 1),
        ("q = x + y\nr = q*q\nf = r*q", 2),
        ("a = x\nb = a\nf = a*b + x", 3),
        ("u = sin(x)\nf = x*u*u*y", 2),
        ("x + (x + 1) + (x + 2)", 3),
        ("(x*x)*(x*x)", 1),
    ],
)
def test_path_counts(text: str, count: int) -> None:
    built = build(read(text))
    node = built.inputs.get("x", -1)
    if node < 0:
        node = built.graph.input("x")
    found = derive(sweep(built.graph, built.output, (node,)), node)
    assert found.path_count == count == sum(1 for _ in found.paths())
    assert len(found.products) == count


@pytest.mark.parametrize("levels", [1, 6, 7, 60, 200, 1000])
def test_ladders_are_counted_exactly_and_listed_lazily(levels: int) -> None:
    _, found = derived("\n".join(f"t{k + 1} = sin(t{k})*t{k}" for k in range(levels)), "t0")
    assert found.path_count == 2**levels
    assert found.listed == (2**levels <= LISTED_PATHS)
    first = list(islice(found.paths(), 3))
    assert len(first) == min(3, 2**levels) and len({tuple(path) for path in first}) == len(first)
    for path in first:
        assert path[0].gate == found.output and path[-1].source == found.variable
        assert all(upper.source == lower.gate for upper, lower in zip(path, path[1:], strict=False))


def test_paths_of_a_random_graph_are_those_of_its_adjacency_matrix() -> None:
    rng = random.Random(5)
    for _ in range(20):
        lines, counts = [], [1]  # counts[k]: how many paths lead from x to t_k
        for k in range(12):
            parts = [rng.randrange(len(counts)) for _ in range(rng.randrange(1, 4))]
            lines.append(
                f"t{k + 1} = "
                + " + ".join(f"sin({'x' if p == 0 else f't{p}'})*{n + 2}" for n, p in enumerate(parts))
            )
            counts.append(sum(counts[p] for p in parts))
        _, found = derived("\n".join(lines))
        assert found.path_count == counts[-1]


def test_a_square_has_one_edge() -> None:
    for text, partial in (("x*x", 10), ("x*x*x", 75), ("x + x - 3", 2), ("x - 2 - x", 0)):
        graph, found = derived(text)
        (edge,) = found.edges[found.output]
        assert edge.source == found.variable
        assert at(graph, edge.partial.formula, x=5) == partial == at(graph, found.final, x=5)


def test_places_of_other_functions_are_told_apart_by_their_slot() -> None:
    _, found = derived("hypot(x, x)")
    edges = found.edges[found.output]
    assert [(e.source, e.gate, e.slot) for e in edges] == [(found.variable, found.output, s) for s in (0, 1)]


@pytest.mark.parametrize("text", ["hypot(x, x)", "u = sin(x)\nf = hypot(u, u)", "f = g(x, x)"])
def test_what_is_written_for_one_slot_is_true(text: str) -> None:
    shown = diff(text, wrt="x").to_text(lang="en")
    for line in shown.splitlines():
        assert line.strip() not in ("df/dx = x/f", "df/dx = df/dx + df/dx", "df/du = u/f")
    assert "∂f/∂a" in shown and "∂f/∂b" in shown and "the second" in shown


def test_edges_of_a_long_product_leave_one_factor_out() -> None:
    names = [f"x{k}" for k in range(12)]
    built = build(read("*".join(names)))
    variables = tuple(built.inputs[n] for n in names)
    swept = sweep(built.graph, built.output, variables)
    primes = dict(zip(names, (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37), strict=True))
    whole = at(built.graph, built.output, **primes)
    assert [e.slot for e in swept.edges[built.output]] == list(range(12))
    for edge in swept.edges[built.output]:
        assert at(built.graph, edge.partial.formula, **primes) == whole // primes[built.graph.name(edge.source)]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "adjoints"),
    [
        ("u = x + y\nf = u*z", {"f": 1, "u": 7, "x": 7, "y": 7, "z": 5}),
        ("u = x*y\nv = u - z\nf = u*v", {"f": 1, "v": 6, "u": 11, "x": 33, "y": 22, "z": -6}),
        ("q = x + x\nr = q*q\nf = r - q", {"r": 1, "q": 7, "x": 14}),
        ("u = x/y\nf = u^2", {"u": Fraction(4, 3), "x": Fraction(4, 9), "y": Fraction(-8, 27)}),
        ("u = max(x, y)\nf = u*u", {"u": 6, "x": 0, "y": 6}),
        ("u = x - y\nf = y - u", {"u": -1, "x": -1, "y": 2}),
    ],
)
def test_adjoints_by_hand(text: str, adjoints: dict[str, int | Fraction]) -> None:
    """At x = 2, y = 3, z = 7, or what of it there is."""
    built = build(read(text))
    graph = built.graph
    swept = sweep(graph, built.output, tuple(built.inputs.values()))
    ids = {**{name: i for i, name in built.names.items()}, **built.inputs}
    z = 7 if "v" not in adjoints else 1
    for name, expected in adjoints.items():
        assert at(graph, swept.adjoints[ids[name]], x=2, y=3, z=z) == expected, name


def test_nodes_off_the_paths_have_no_edges() -> None:
    built = build(read("u = sin(y)\nv = x*u\nw = cos(x)\nf = v + u"))
    x = built.inputs["x"]
    swept = sweep(built.graph, built.output, (x,))
    ids = {name: i for i, name in built.names.items()}
    assert set(swept.edges) == {ids["v"], ids["f"]}
    assert ids["w"] not in swept.function and ids["u"] not in swept.adjoints
    assert [e.slot for e in swept.edges[ids["f"]]] == [0]


def test_constants_have_no_edges() -> None:
    built = build(read("3*x^2 + 2^3"))
    graph = built.graph
    swept = sweep(graph, built.output, (built.inputs["x"],))
    assert all(graph.varies[e.source] for found in swept.edges.values() for e in found)


def test_every_stage_restricts_to_what_it_needs() -> None:
    explained = diff("x^3*y", wrt="x", then=("y",))
    assert explained.path_count == 1 and str(explained.answer) == "3*x**2"


def test_a_chain_of_20000_definitions_is_derived_without_recursion() -> None:
    count = 20_000
    built = build(
        read(
            "\n".join(
                f"t{k + 1} = t{k}*t{k}" if k % 1000 == 0 else f"t{k + 1} = t{k} + {k}" for k in range(count)
            )
        )
    )
    node = built.inputs["t0"]
    found = derive(sweep(built.graph, built.output, (node,)), node)
    assert found.path_count == 1
    assert len(next(found.paths())) == count
    modulus = 1_000_003  # the derivative, exactly, by the recurrence of slopes in a finite field
    x, d = 3, 1
    for k in range(count):
        x, d = (x * x % modulus, 2 * x * d % modulus) if k % 1000 == 0 else ((x + k) % modulus, d)
    numbers: dict[int, int] = {node: 3}
    graph = built.graph
    for i in graph.cone([found.adjoint]):
        if graph.ops[i] == "number":
            numbers[i] = graph.literal(i).value % modulus
        elif graph.ops[i] in ("sum", "product"):
            total = 0 if graph.ops[i] == "sum" else 1
            for a in graph.args[i]:
                total = (total + numbers[a] if graph.ops[i] == "sum" else total * numbers[a]) % modulus
            numbers[i] = total
        else:
            assert graph.ops[i] == "input" or i == node, graph.ops[i]
    assert numbers[found.adjoint] == d


def test_a_deep_explanation_is_written_in_every_format() -> None:
    explained = diff("\n".join(f"t{k + 1} = sin(t{k})" for k in range(20_000)), wrt="t0")
    assert explained.path_count == 1 and explained.check.status == "checked"
    assert len(explained.to_text(lang="ko")) < 50_000
    assert len(explained.to_markdown(lang="en")) < 100_000
    assert len(explained.to_latex(lang="ko")) < 100_000


def test_paths_of_a_great_many_variables_are_multiplied_out_up_to_a_budget() -> None:
    """Beyond it the swept adjoint is the answer: work grows with the variables, not with all their paths."""
    count = 500
    text = "\n".join(f"x{k} = tanh(w{k}*x{k - 1} + b{k})" for k in range(1, count + 1))
    built = build(read(text))
    swept = sweep(built.graph, built.output, tuple(built.inputs.values()))
    found = derivations_of(swept, tuple(built.inputs.values()), frozenset())
    listed = [d for d in found if d.listed]
    assert sum(swept.path_counts[d.variable][1] for d in listed) <= ALL_EDGES
    assert found[0].listed and not found[1].listed or len(listed) < len(found)
    assert all(d.answer == d.adjoint for d in found if not d.listed)
