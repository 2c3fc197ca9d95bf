"""One stage: a function swept, its derivatives derived, evaluated at the point and compared with the numbers."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..derivation import conditions, factored
from ..derivation.paths import Derivation, derive
from ..derivation.sweep import Sweep, sweep
from ..derivation.ties import tied
from ..errors import DomainError
from ..graph import build, naming
from ..graph.blocks import fold
from ..graph.evaluate import Number
from ..graph.graph import Graph
from ..language import Text
from ..numbers import passes
from ..numbers.one_sided import one_sided
from ..numbers.point import in_given_order
from ..numbers.sharpened import sharpened
from ..numbers.verification import verify
from . import broken_condition, opening
from .inside import inside
from .stage import Result, Stage
from .view import Notation

SHARPENED = 50  # gradients of more variables keep the sweep's doubles as they are, and are not factored
UNSETTLED = Text("The derivative has no value at this point: it grows without end as digits are added.",
                 "이 점에서 미분계수가 없습니다. 자릿수를 늘릴수록 값이 끝없이 커집니다.")


def stage_of(built: build.Built, output: int, given: dict[int, str], names: tuple[str, ...],
             before: tuple[str, ...], point: dict[str, Number] | None, output_name: str | None,
             roots: frozenset[int] = frozenset(), also: Mapping[str, int] | None = None,
             notation: Notation = "leibniz", swapped: Mapping[str, int] | None = None) -> Stage:
    """One differentiation of one function, by one or more variables, in one sweep; `roots` are told as one gate each.
    `also` are the derivatives with functions closed, `swapped` those taken in the other order: all must agree."""
    graph = built.graph
    variables = tuple(_input(graph, built, name) for name in names)
    graph.tied |= tied(graph, output)
    gates = sweep(graph, output, variables)
    blocks = fold(graph, output, roots, given) if roots else {}
    swept = replace(gates, blocks=blocks) if blocks else gates
    taken = set(built.inputs) | set(given.values()) | built.unknown
    given = {i: name for i, name in given.items() if i in swept.function}
    derivations = tuple(derive(swept, v, frozenset(given)) for v in variables)
    named = naming.name_nodes(graph, output, given, taken, output_name)
    run: passes.Passes | None = None
    results: tuple[Result, ...] = ()
    if point is not None:
        at = in_given_order(passes.named_point(graph, output, built.inputs, point), built.inputs, point)
        try:
            run = passes.run(gates, at, named)
        except DomainError as error:
            raise broken_condition.with_condition(error, gates, at, named) from None
        results = tuple(_result(gates, run, d, len(derivations) <= SHARPENED) for d in derivations)
        if blocks:
            run = replace(passes.run(swept, at, named), kinks=run.kinks)
    opened = gates.gradient if blocks else {}
    elsewhere = [also or {}, swapped or {}]
    other = {v: (*((opened[v],) if v in opened else ()), *(found[name] for found in elsewhere if name in found))
             for v, name in zip(variables, names, strict=True)}
    factors = len(derivations) <= SHARPENED
    claims = [(d.variable, tuple(dict.fromkeys((d.answer, d.adjoint, d.final, d.shown, *other[d.variable],
                                                *(_factored(d) if factors else ()))))) for d in derivations]
    check = verify(graph, output, claims, run.point if run and not run.kinks else None)
    told = [block for root, block in sorted(blocks.items()) if root in swept.edges and root in given]
    own = tuple(inside(swept, block, named, notation) for block in told[:opening.MOST])
    return Stage(swept, derivations, names, named, frozenset(given), before, check, conditions.conditions(gates),
                 run, results, len(graph.inputs([output])), own, bool(blocks or also), notation, bool(swapped))


def _factored(derived: Derivation) -> tuple[int, ...]:
    """The product of sums that stands for paths too many to list."""
    if derived.listed:
        return ()
    found = factored.factors(derived)
    return (factored.product(found),) if len(found) > 1 else ()


def _result(swept: Sweep, run: passes.Passes, derived: Derivation, sharpen: bool) -> Result:
    """The number at the point, or at a kink the one-sided ones."""
    value = run.adjoints.get(derived.variable, 0)
    if not run.kinks and not sharpen:
        return Result(value)
    if not any(derived.variable in k.variables for k in run.kinks):
        sharp = sharpened(swept.graph, derived.final, run.point, value)
        if sharp is None:
            raise DomainError("undefined_at_point", UNSETTLED)
        return Result(sharp)
    left, right = one_sided(swept, run, derived.variable)
    return Result(right if left == right else None, left, right)


def _input(graph: Graph, built: build.Built, name: str) -> int:
    return built.inputs[name] if name in built.inputs else graph.input(name)
