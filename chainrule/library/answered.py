"""From a question to what a user of the library holds."""
from __future__ import annotations

from functools import partial
from typing import Any

from ..solution.question import Question
from ..solution.solve import solve
from ..solution.stage import JacobianStory, Story
from .derivative import Derivative
from .explained import Explained


def answered(question: Question, symbols: dict[str, Any] | None = None, *, compare: bool = True) -> Explained:
    """The answer to a question; `symbols` are the caller's own by name, where SymPy came in. Without `compare` an
    answer with shapes is compared with numbers only when that is asked for."""
    if question.program.shaped is not None:
        from ..solution.matrices.solve import solve_shaped  # most programs have numbers only
        from .matrix_derivative import MatrixDerivative
        return MatrixDerivative(solve_shaped(question, compare=compare), symbols,
                                None if compare else partial(solve_shaped, question))
    facts = solve(question)
    if isinstance(facts, Story):
        return Derivative(facts, symbols or {}, question)
    from .matrices import Hessian, Jacobian  # most questions have one row
    return Jacobian(facts, symbols or {}) if isinstance(facts, JacobianStory) else Hessian(facts, symbols or {})
