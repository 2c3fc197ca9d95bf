"""A stage's numbers at the point: both passes, and every derivative; at a special one as the function has it."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..derivation.paths import Derivation
from ..derivation.sweep import Sweep
from ..errors import DomainError
from ..graph.evaluate import Number, is_number
from ..graph.holes import NoValue
from ..graph.twin import Undecided
from ..language import Text
from ..numbers import careful, passes
from ..numbers.exact_point import Place, Point, number, place_of
from ..numbers.sharpened import sharpened
from ..numbers.slopes import Spent, Untold
from ..numbers.special_points import is_special
from ..records import record
from .broken_condition import with_condition
from .stage import Earlier, Result

SHARPENED = 50  # gradients of more variables keep the sweep's doubles as they are, and are not factored
UNSETTLED = Text("The derivative has no value at this point: it grows without end as digits are added.",
                 "이 점에서 미분계수가 없습니다. 자릿수를 늘릴수록 값이 끝없이 커집니다.")
UNTOLD = Text("At this point it cannot be told whether there is a derivative: neither the rules nor the function's "
              "own values near the point settle it.",
              "이 점에서 미분할 수 있는지 정하지 못했습니다. 미분 공식으로도, 이 점 가까이의 함숫값으로도 알 수 "
              "없습니다.")


@record
class AtPoint:
    """What is known at the point.

    passes      forward and backward; None where a later derivative's formula says nothing at this point
    results     one for each derivation
    irregular   whether the function had to be asked: later derivatives must ask it too
    """

    passes: passes.Passes | None = None
    results: tuple[Result, ...] = ()
    irregular: bool = False


def numbers(gates: Sweep, swept: Sweep, derivations: Sequence[Derivation], point: dict[int, Number], typed: Point,
            named: dict[int, str], earlier: Sequence[Earlier]) -> AtPoint:
    """The numbers at the point; `gates` is the sweep without blocks, `swept` the one that is told. Raises DomainError
    where the function has no value, or where it cannot be told whether it has a derivative."""
    inputs = {i: gates.graph.name(i) for i in point}
    place = place_of(point, inputs, typed.trees)
    irregular = any(e.irregular for e in earlier)
    plainly: AtPoint | None = None
    refused: DomainError | None = None
    if not irregular:
        try:
            run = passes.run(gates, point, named)
            if not is_special(gates, run, rounded=bool(typed.trees)):
                return AtPoint(_told(gates, swept, run, point, named), _results(gates, run, derivations))
            plainly = AtPoint(run) if run.kinks else AtPoint(run, _results(gates, run, derivations))
        except DomainError as error:
            refused = error
    try:
        found = _carefully(gates, swept, derivations, point, place, named, earlier)
    except DomainError as error:
        raise with_condition(error, gates, point, named) from None
    except Spent:
        found = None
    except (Untold, Undecided, NoValue):
        raise DomainError("undefined_at_point", UNTOLD) from None
    if found is not None:
        return found
    if refused is not None:
        raise with_condition(refused, gates, point, named) from None
    if plainly is None or plainly.passes is None or not plainly.results:
        raise DomainError("undefined_at_point", UNTOLD)
    return replace(plainly, passes=_told(gates, swept, plainly.passes, point, named))


def _told(gates: Sweep, swept: Sweep, run: passes.Passes, point: dict[int, Number], named: dict[int, str]
          ) -> passes.Passes:
    return run if swept is gates else replace(passes.run(swept, point, named), kinks=run.kinks)


def _carefully(gates: Sweep, swept: Sweep, derivations: Sequence[Derivation], point: dict[int, Number], place: Place,
               named: dict[int, str], earlier: Sequence[Earlier]) -> AtPoint | None:
    """The numbers with many digits, the derivatives settled by the function; None where it is too large for that."""
    finals = {d.variable: d.final for d in derivations}
    before = [(e.output, e.variable) for e in earlier]
    if any(e.irregular for e in earlier):
        settled = careful.settle(gates, finals, None, place, before)
        return AtPoint(None, tuple(_result(settled[d.variable]) for d in derivations), irregular=True)
    looked = careful.look(gates, point, place, named)
    if looked is None:
        return None
    run, local = looked
    doubted = {v for v in finals if not is_number(run.adjoints.get(v, 0))}
    settled = careful.settle(gates, finals, local, place, before, doubted)
    if swept is not gates:
        told = careful.look(swept, point, place, named)
        run = replace(told[0] if told else run, kinks=run.kinks)
    irregular = bool(local.met) or any(s.sides is not None for s in settled.values())
    return AtPoint(run, tuple(_result(settled[d.variable]) for d in derivations), irregular)


def _result(settled: careful.Settled) -> Result:
    if settled.sides is None:
        return Result(settled.value, agrees=settled.agrees)
    left, right = settled.sides
    return Result(settled.value, number(left.value), number(right.value), settled.sides, settled.agrees)


def _results(swept: Sweep, run: passes.Passes, derivations: Sequence[Derivation]) -> tuple[Result, ...]:
    return () if run.kinks else tuple(_sharp(swept, run, d, len(derivations) <= SHARPENED) for d in derivations)


def _sharp(swept: Sweep, run: passes.Passes, derived: Derivation, sharpen: bool) -> Result:
    value = run.adjoints.get(derived.variable, 0)
    if not sharpen:
        return Result(value)
    sharp = sharpened(swept.graph, derived.final, run.point, value)
    if sharp is None:
        raise DomainError("undefined_at_point", UNSETTLED)
    return Result(sharp)
