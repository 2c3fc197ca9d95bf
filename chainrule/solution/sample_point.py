"""A point for those who gave none: simple numbers at which a stage has values and no kink."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..errors import DomainError
from ..numbers import passes
from .stage import Stage

_CANDIDATES = (1.0, 2.0, 0.5, 1.5, -1.0, 0.25, 3.0)


def with_point(stage: Stage) -> tuple[Stage, bool] | None:
    """The stage with numbers, and whether the point had to be chosen; None where no simple point will do."""
    if stage.passes is not None:
        return stage, False
    graph = stage.graph
    if any(graph.ops[i] == "unknown" for i in stage.sweep.function):
        return None
    inputs = graph.inputs([stage.output])
    for first in range(len(_CANDIDATES)):
        for spread in (0, 1):
            point: dict[int, Any] = {i: _CANDIDATES[(first + spread * k) % len(_CANDIDATES)]
                                     for k, i in enumerate(inputs)}
            try:
                run = passes.run(stage.sweep, point, {})
            except DomainError:
                continue
            if not run.kinks:
                return replace(stage, passes=run), True
    return None
