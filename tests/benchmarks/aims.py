"""What the project promises of its derivation, held against what was measured."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .problems import label
from .race import OURS, Row, exponent


@dataclass(frozen=True)
class Aim:
    """`measure` gives a row's number, None where it has none or the aim does not speak of it; `bound` is the largest
    number that meets the aim."""

    title: str
    measure: Callable[[Row], float | None]
    bound: float
    unit: str = ""
    smallest: int = 0


def _share(rival: str) -> Callable[[Row], float | None]:
    return lambda row: row.times(OURS, rival)


def _chain(row: Row) -> float | None:
    found = row.seconds.get(OURS)
    return found if row.problem.name == "sigmoids" and row.size == 10_000 and isinstance(found, float) else None


def _of_numbers(measure: str) -> Callable[[Row], float | None]:
    """What was measured, of problems without matrices: there an operation may be a thousand."""
    return lambda row: None if row.problem.shaped else row.measures[measure]


def _layers(row: Row) -> float | None:
    found = row.seconds.get(OURS)
    return found if row.problem.name == "layers" and row.size == 1_000 and isinstance(found, float) else None


def _tracing(row: Row) -> float | None:
    return row.times(OURS, "JAX trace") if row.problem.shaped else None


AIMS = (
    Aim("1/150 of SymPy's time from 20 operations on", _share("SymPy"), 1 / 150, "×", 20),
    Aim("SymEngine's time from 200 operations on", _share("SymEngine"), 1, "×", 200),
    Aim("5 times CasADi's time", _share("CasADi"), 5, "×"),
    Aim("operations of f and ∇f over those of f: 4", _of_numbers("ratio"), 4),
    Aim("300 bytes per node", _of_numbers("bytes"), 300, " B", 100),
    Aim("derivation of 10,000 sigmoids in 0.3 s", _chain, 0.3, " s"),
    Aim("derivation of 1,000 layers of matrices in 0.2 s", _layers, 0.2, " s"),
    Aim("1/20 of JAX's time for tracing a gradient of matrices", _tracing, 1 / 20, "×"),
)
LARGEST_EXPONENT = 1.1


def judge(aim: Aim, rows: Sequence[Row]) -> tuple[str, str, str]:
    """Met or missed, the worst number and its place, and all the places where the aim is missed."""
    found = [(value, place(row)) for row in rows if row.measures["operations"] >= aim.smallest
             and (value := aim.measure(row)) is not None]
    return verdict(found, aim.bound, aim.unit)


def judge_growth(rows: Sequence[Row]) -> tuple[str, str, str]:
    names = dict.fromkeys(row.problem.title for row in rows)
    slopes = [(exponent([row for row in rows if row.problem.title == name], OURS), name) for name in names]
    return verdict([(slope, name) for slope, name in slopes if slope is not None], LARGEST_EXPONENT, "")


def verdict(found: Sequence[tuple[float, str]], bound: float, unit: str) -> tuple[str, str, str]:
    if not found:
        return "not measured", "–", "–"
    worst, where = max(found)
    missed = [f"{name} ({value:.3g}{unit})" for value, name in found if value > bound]
    count = f"missed at {len(missed)} of {len(found)}" if missed else f"met at all {len(found)}"
    return count, f"{worst:.3g}{unit}, {where}", "; ".join(missed) or "–"


def place(row: Row) -> str:
    return f"{row.problem.name} {label(row.size)}"
