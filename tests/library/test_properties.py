"""Random expressions: the text reads back, the three answers agree, and all agree with the numbers."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mpmath import mp
from survivors import Seen, surviving

import chainrule
from chainrule.explaining.symbols import Symbols
from chainrule.graph.build import add_tree, build
from chainrule.graph.evaluate import evaluate
from chainrule.graph.graph import Graph
from chainrule.graph.holes import NoValue
from chainrule.notation.boxes import Box
from chainrule.notation.text import write
from chainrule.notation.write import write as boxed
from chainrule.reading import read

SETTINGS = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
LEAVES = st.sampled_from(["x", "x", "y", "2", "3", "0.5", "pi", "e", "7"])
FUNCTIONS = [
    "sin",
    "cos",
    "tan",
    "exp",
    "ln",
    "sqrt",
    "tanh",
    "sigmoid",
    "arctan",
    "abs",
    "relu",
    "softplus",
    "cosh",
    "erf",
    "log2",
    "cbrt",
    "arcsin",
    "max",
    "floor",
]


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map("({0[0]} + {0[1]})".format),
        pair.map("({0[0]} - {0[1]})".format),
        pair.map("({0[0]})*({0[1]})".format),
        pair.map("({0[0]})/({0[1]})".format),
        inner.map("-({})".format),
        inner.map("({})^2".format),
        inner.map("({})^(-1)".format),
        inner.map("({})^y".format),
        st.tuples(st.sampled_from(FUNCTIONS), inner).map("{0[0]}({0[1]})".format),
    )


EXPRESSIONS = st.recursive(LEAVES, _grown, max_leaves=9)


def plain(text: str) -> tuple[str, Graph, int]:
    """An expression, written again from its graph."""
    graph = Graph()
    root = add_tree(graph, read(text).definitions[0].tree, {})
    return write(boxed(graph, root, {}), style="plain"), graph, root


@surviving(100)
@SETTINGS
@given(EXPRESSIONS)
def test_what_is_written_reads_back(seen: Seen, text: str) -> None:
    try:
        once, graph, root = plain(text)
    except chainrule.ChainruleError:
        return
    seen.append(text)
    again, other, root_again = plain(once)
    assert again == once
    point = {"x": 1.2890625, "y": 0.7109375}
    values = []
    for g, r in ((graph, root), (other, root_again)):
        try:
            values.append(evaluate(g, g.cone([r]), {i: point[g.name(i)] for i in g.inputs([r])}, math)[r])
        except NoValue:
            values.append(None)
    assert (
        values[0] is None
        and values[1] is None
        or float(values[0]) == pytest.approx(float(values[1]), rel=1e-12)
    )


@surviving(100)
@SETTINGS
@given(EXPRESSIONS)
def test_no_answer_disagrees_with_the_numbers(seen: Seen, text: str) -> None:
    try:
        explained = chainrule.diff(text, wrt="x")
    except chainrule.ChainruleError:
        return
    seen.append(text)
    assert explained.check.status != "wrong", (text, explained.answer)


@surviving(20)
@SETTINGS
@given(EXPRESSIONS)
def test_lines_of_the_chain_rule_equal_each_other(seen: Seen, text: str) -> None:
    try:
        explained = chainrule.diff(text, wrt="x")
    except chainrule.ChainruleError:
        return
    for stage in explained._story.stages:
        symbols = Symbols(stage)
        for derived in stage.derivations:
            if not derived.listed or not derived.path_count:
                continue
            from chainrule.explaining.steps import steps

            lines = [step.box for step in steps(derived, symbols)]
            assert len({write(b) for b in lines}) == len(lines), "a line without a change"
            values = [_value(box, stage, symbols) for box in lines[1:]]
            for value in values[1:]:
                if value is not None and values[0] is not None:
                    seen.append(text)
                    assert value == pytest.approx(values[0], rel=1e-7, abs=1e-7), text


def _value(box: Box, stage: object, symbols: Symbols) -> float | None:
    """What a line of the explanation is worth at a point: its text is read back, names and all."""
    program = [
        f"{symbols.name(i)} = {write(symbols.formula(i), style='plain')}"
        for i in sorted(symbols.stage.sweep.function)
        if symbols.graph.args[i] and i in symbols.stage.names
    ]
    try:
        built = build(read("\n".join([*program, f"the_line = {write(box, style='plain')}"])))
        point = {
            i: {"x": 1.2890625, "y": 0.7109375}[built.graph.name(i)]
            for i in built.graph.inputs([built.output])
        }
        return float(evaluate(built.graph, built.graph.cone([built.output]), point, math)[built.output])
    except (NoValue, chainrule.ChainruleError):
        return None


def random_program(seed: int) -> str:
    """A program whose definitions share earlier ones."""
    rng = random.Random(seed)
    names = ["x", "y"]
    lines = []
    for k in range(rng.randrange(3, 12)):
        a, b = rng.choice(names), rng.choice(names)
        lines.append(
            f"t{k} = "
            + rng.choice(
                [
                    f"{a}*{b}",
                    f"{a} + {b}",
                    f"{a} - 2*{b}",
                    f"sin({a})",
                    f"{a}/(2 + {b}^2)",
                    f"tanh({a})*{b}",
                    f"sigmoid({a} + {b})",
                    f"{a}",
                    f"{a}*{b} + {a}",
                ]
            )
        )
        names.append(f"t{k}")
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(60))
def test_shared_programs(seed: int) -> None:
    explained = chainrule.diff(random_program(seed), at={"x": 0.75, "y": -1.25})
    assert explained.check.status == "checked"
    single = [
        chainrule.diff(random_program(seed), wrt=v, at={"x": 0.75, "y": -1.25}).value
        for v in explained.variables
    ]
    values = explained.value if isinstance(explained.value, dict) else {"": explained.value}
    assert [float(v) for v in values.values()] == pytest.approx([float(v) for v in single])  # type: ignore[arg-type]
    text = explained.to_text(lang="ko")
    assert len(text.splitlines()) < 400


def _untied(a: Any, b: Any, pick: Callable[[Any, Any], Any]) -> Any:
    """The larger or the smaller; a tie, here and all around, is a case of its own (see test_verification)."""
    if abs(a - b) <= mp.mpf(10) ** -30 * (abs(a) + abs(b)):
        raise ValueError("tie")
    return pick(a, b)


# A tree here is a name, a number, or (operation, operand …): it is written as text for chainrule, and
# computed by mpmath alone, so that nothing of chainrule stands on both sides of a comparison.
Tree = str | tuple[Any, ...]
SIGNS = {
    "+": "({} + {})",
    "-": "({} - {})",
    "*": "({})*({})",
    "/": "({})/({})",
    "^": "({})^({})",
    "neg": "-({})",
}
COMPUTED: dict[str, Callable[..., Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a ** (int(b) if b == int(b) else b),
    "neg": lambda a: -a,
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "cot": mp.cot,
    "sec": mp.sec,
    "csc": mp.csc,
    "arcsin": mp.asin,
    "arccos": mp.acos,
    "arctan": mp.atan,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "tanh": mp.tanh,
    "coth": mp.coth,
    "sech": mp.sech,
    "csch": mp.csch,
    "arsinh": mp.asinh,
    "arcosh": mp.acosh,
    "artanh": mp.atanh,
    "exp": mp.exp,
    "ln": mp.log,
    "sqrt": mp.sqrt,
    "log2": lambda u: mp.log(u, 2),
    "log10": mp.log10,
    "log1p": lambda u: mp.log(1 + u),
    "expm1": lambda u: mp.exp(u) - 1,
    "exp2": lambda u: mp.mpf(2) ** u,
    "sigmoid": lambda u: 1 / (1 + mp.exp(-u)),
    "softplus": lambda u: mp.log(1 + mp.exp(u)),
    "erf": mp.erf,
    "cbrt": lambda u: mp.sign(u) * mp.cbrt(abs(u)),
    "abs": abs,
    "relu": lambda u: max(u, mp.mpf(0)),
    "sign": mp.sign,
    "step": lambda u: mp.mpf(1 if u > 0 else 0),
    "floor": mp.floor,
    "ceil": mp.ceil,
    "gamma": mp.gamma,
    "max": lambda a, b: _untied(a, b, max),
    "min": lambda a, b: _untied(a, b, min),
    "hypot": lambda a, b: mp.sqrt(a * a + b * b),
    "atan2": mp.atan2,
    "log": lambda a, b: mp.log(a) / mp.log(b),
}
ONE = [name for name in COMPUTED if name not in SIGNS and name not in ("max", "min", "hypot", "atan2", "log")]
TWO = ["max", "min", "hypot", "atan2", "log"]


def _bigger(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.one_of(
        st.tuples(st.sampled_from("+-*/"), inner, inner),
        st.tuples(st.sampled_from(ONE), inner),
        st.tuples(st.just("^"), inner, st.sampled_from(["2", "3", "-1", "-2", "0.5", "1.5", "y", "x"])),
        st.tuples(st.just("neg"), inner),
        st.tuples(st.sampled_from(TWO), inner, inner),
    )


TREES = st.recursive(st.sampled_from(["x", "x", "x", "y", "2", "3", "0.5", "1"]), _bigger, max_leaves=8)


def has_x(tree: Tree) -> bool:
    return tree == "x" if isinstance(tree, str) else any(map(has_x, tree[1:]))


OF_X = TREES.filter(has_x)


def said(tree: Tree) -> str:
    """A tree as text."""
    if isinstance(tree, str):
        return tree
    inside = [said(part) for part in tree[1:]]
    return SIGNS[tree[0]].format(*inside) if tree[0] in SIGNS else f"{tree[0]}({', '.join(inside)})"


def computed(tree: Tree, point: dict[str, Any]) -> Any:
    """A tree's value by mpmath. Raises where it is not a real number."""
    if isinstance(tree, str):
        return point[tree] if tree in point else mp.mpf(tree)
    found = COMPUTED[tree[0]](*(computed(part, point) for part in tree[1:]))
    if isinstance(found, mp.mpc) or not mp.isfinite(found):
        raise ValueError(tree)
    return found


def numeric(tree: Tree, point: dict[str, Any]) -> Any:
    """The derivative by x, from two steps that must agree; None where there is none to be had."""
    found = []
    for step in (mp.mpf(10) ** -22, mp.mpf(10) ** -24):
        try:
            sides = [computed(tree, {**point, "x": point["x"] + way * step}) for way in (1, -1)]
        except (ValueError, ZeroDivisionError, OverflowError, TypeError):
            return None
        found.append((sides[0] - sides[1]) / (2 * step))
    small = abs(found[0] - found[1]) <= mp.mpf(10) ** -12 * (1 + abs(found[1]))
    return found[1] if small and abs(found[1]) < mp.mpf(10) ** 15 else None


@surviving(200)
@settings(SETTINGS, max_examples=400)
@given(OF_X)
def test_answers_are_the_numerical_derivative(seen: Seen, tree: Tree) -> None:
    """The answer, the value at the point, the sum over the paths and the sweep: all against mpmath alone."""
    compared = 0
    with mp.workdps(60):
        for x, y in ((0.37109375, 1.2890625), (1.6484375, 0.7109375), (-0.5859375, 2.3671875)):
            point = {"x": mp.mpf(x), "y": mp.mpf(y)}
            expected = numeric(tree, point)
            if expected is None:
                continue
            try:
                explained = chainrule.diff(said(tree), wrt="x", at={"x": x, "y": y})
            except chainrule.DomainError:
                continue
            except chainrule.TooLargeError:
                return
            compared += 1
            derived = explained._story.stages[0].derivations[0]
            graph = derived.graph
            claims = [derived.answer, derived.final, derived.adjoint, *derived.products]
            point_by_id = {i: point[graph.name(i)] for i in graph.inputs(claims)}
            found = []
            with suppress(NoValue):  # at a special point only the function itself has one
                values = evaluate(graph, graph.cone(claims), point_by_id, mp)
                found += [values[c] for c in (derived.answer, derived.final, derived.adjoint)]
                if derived.listed:
                    found.append(mp.fsum(values[p] for p in derived.products))
            for claim in found:
                assert abs(claim - expected) <= mp.mpf(10) ** -9 * (1 + abs(expected)), (said(tree), x, y)
            if explained.value is not None:
                value = (
                    mp.mpf(explained.value.numerator) / explained.value.denominator
                    if isinstance(explained.value, Fraction)
                    else mp.mpf(explained.value)
                )
                assert abs(value - expected) <= mp.mpf(10) ** -9 * (1 + abs(expected)), (said(tree), x, y)
    if compared:
        seen.append(tree)


@surviving(100)
@settings(SETTINGS, max_examples=150)
@given(TREES)
def test_trees_read_back_as_they_were(seen: Seen, tree: Tree) -> None:
    """read(write(tree)) is the same node of the same graph, but for where a minus sign stands."""
    graph = Graph()
    try:
        root = add_tree(graph, read(said(tree)).definitions[0].tree, {})
    except (chainrule.TooLargeError, chainrule.DomainError):
        return
    seen.append(tree)
    once = write(boxed(graph, root, {}), style="plain")
    again = add_tree(graph, read(once).definitions[0].tree, {})
    if "-" not in said(tree):
        assert again == root, (said(tree), once)
    assert write(boxed(graph, again, {}), style="plain") == once


@pytest.mark.parametrize("text", ["(-x)/y", "(-2)/x", "x^((-2)/3)", "(x*y)*((-2)/x)", "(-(x + y))/2"])
def test_a_negative_numerator_reads_back_as_typed(text: str) -> None:
    graph = Graph()
    root = add_tree(graph, read(text).definitions[0].tree, {})
    once = write(boxed(graph, root, {}), style="plain")
    assert add_tree(graph, read(once).definitions[0].tree, {}) == root


@pytest.mark.parametrize("seed", range(40))
def test_shared_programs_against_plain_arithmetic(seed: int) -> None:
    """The program run by Python on mpmath numbers, line by line, against the gradient found."""
    program = random_program(seed + 1000)
    explained = chainrule.diff(program, at={"x": 0.75, "y": -1.25})
    values = (
        explained.value if isinstance(explained.value, dict) else {explained.variables[0]: explained.value}
    )
    lines = [line.replace("^", "**").split(" = ") for line in program.splitlines()]
    with mp.workdps(50):

        def run(x: Any, y: Any) -> Any:
            names: dict[str, Any] = {
                "x": x,
                "y": y,
                "sin": mp.sin,
                "tanh": mp.tanh,
                "sigmoid": lambda u: 1 / (1 + mp.exp(-u)),
            }
            for name, right in lines:
                names[name] = eval(right, {"__builtins__": {}}, names)
            return names[lines[-1][0]]

        step = mp.mpf(10) ** -18
        for name, value in values.items():
            dx, dy = (step, 0) if name == "x" else (0, step)
            x, y = mp.mpf(0.75), mp.mpf(-1.25)
            expected = (run(x + dx, y + dy) - run(x - dx, y - dy)) / (2 * step)
            assert value is not None and abs(value - expected) <= mp.mpf(10) ** -12 * (1 + abs(expected)), (
                program
            )


@pytest.mark.parametrize("seed", range(40))
def test_lines_of_random_programs_equal_each_other(seed: int) -> None:
    from chainrule.explaining.steps import steps

    for stage in chainrule.diff(random_program(seed + 2000))._story.stages:
        symbols = Symbols(stage)
        for derived in stage.derivations:
            if derived.listed and derived.path_count:
                lines = [step.box for step in steps(derived, symbols)]
                shown = [write(b) for b in lines]
                assert all(a != b for a, b in zip(shown, shown[1:], strict=False))
                values = [_value(box, stage, symbols) for box in lines[1:]]
                assert None not in values, "these programs have a value everywhere"
                for value in values[1:]:
                    assert value == pytest.approx(values[0], rel=1e-9, abs=1e-12), shown
