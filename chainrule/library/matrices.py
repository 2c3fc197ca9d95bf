"""Matrices of derivatives: several outputs by the same variables, or all second derivatives of one."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..explaining.matrices import hessian_page, jacobian_page
from ..explaining.page import Page
from ..graph.evaluate import Number
from ..language import Language
from ..numbers.check import Check
from ..solution.stage import HessianStory, JacobianStory, Stage, Story
from .derivative import Derivative
from .explained import Explained
from .faces import spoken

if TYPE_CHECKING:
    from .function import Function


class Jacobian(Explained):
    """The derivatives of several outputs by the same variables.

    `answer` is a SymPy matrix with a row per output, `value` the numbers at the point in the same order (None without a
    point). `parts` are the explanations one by one; paths and graph speak of the first.
    """

    def __init__(self, story: JacobianStory, symbols: dict[str, Any]) -> None:
        self._story = story
        self.parts = tuple(Derivative(part, symbols) for part in story.parts)

    @property
    def pictured(self) -> Story:
        """The facts of the first output."""
        return self._story.parts[0]

    @property
    def stages(self) -> Sequence[Stage]:
        """All stages."""
        return self._story.every_stage

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of the outputs, one per row."""
        return tuple(part.output_name for part in self._story.parts)

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables, one per column."""
        return self.parts[0].variables

    @property
    def answer(self) -> Any:
        """The matrix of derivatives, as SymPy expressions."""
        return _matrix(self.parts)

    @property
    def value(self) -> tuple[tuple[Number | None, ...], ...] | None:
        """The numbers at the point, a tuple per output; None in it where there is no derivative."""
        return _values(self._story.parts)

    @property
    def check(self) -> Check:
        """What the numeric check found, the worst of all outputs."""
        return self._story.check

    def function(self) -> Function:
        """The matrix as a function of numbers or arrays: a tuple per row."""
        from .function import Function, row_of
        return Function([row_of(row) for row in self._story.parts], tuple, several=True)

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """One explanation after the other, then the matrix."""
        return jacobian_page(self._story, spoken(lang), detail)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The derivations one by one under "outputs", then the matrix (and its values at the point) in rows."""
        from ..render.json import jacobian_record
        return jacobian_record(self._story, spoken(lang))

    def _title(self) -> str:
        return ", ".join(self.outputs)


class Hessian(Explained):
    """The second derivatives of a function by all of its variables.

    `answer` is a symmetric SymPy matrix, `value` its numbers at the point. `gradient` explains the first derivatives,
    `parts` the rows: each component of the gradient, differentiated by all variables in one sweep.
    """

    def __init__(self, story: HessianStory, symbols: dict[str, Any]) -> None:
        self._story = story
        self.gradient = Derivative(story.gradient, symbols)
        self.parts = tuple(Derivative(row, symbols) for row in story.rows)

    @property
    def pictured(self) -> Story:
        """The facts of the first row."""
        return self._story.rows[0]

    @property
    def stages(self) -> Sequence[Stage]:
        """All stages."""
        return self._story.every_stage

    @property
    def outputs(self) -> tuple[str, ...]:
        """The variables of the first differentiation, one per row."""
        return self.variables

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables, one per column."""
        return self.parts[0].variables

    @property
    def answer(self) -> Any:
        """The matrix of second derivatives, as SymPy expressions."""
        return _matrix(self.parts)

    @property
    def value(self) -> tuple[tuple[Number | None, ...], ...] | None:
        """The numbers at the point, a tuple per row; None in it where there is no derivative."""
        return _values(self._story.rows)

    @property
    def check(self) -> Check:
        """What the numeric check found, the worst of the gradient and all rows."""
        return self._story.check

    def function(self) -> Function:
        """The matrix as a function of numbers or arrays: a tuple per row."""
        from .function import Function, row_of
        return Function([row_of(row) for row in self._story.rows], tuple)

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The gradient in full, then its components in brief (in full with detail "full"), then the matrix."""
        return hessian_page(self._story, spoken(lang), detail)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """As for a Jacobian, the matrix under "hessian" and the first derivatives under "gradient"."""
        from ..render.json import hessian_record
        return hessian_record(self._story, spoken(lang))

    def _title(self) -> str:
        return ", ".join(self.outputs)


def _matrix(parts: tuple[Derivative, ...]) -> Any:
    import sympy
    rows = [part.answer for part in parts]
    return sympy.Matrix([list(row.values()) if isinstance(row, dict) else [row] for row in rows])


def _values(rows: tuple[Story, ...]) -> tuple[tuple[Number | None, ...], ...] | None:
    """The numbers at the point; None without a point."""
    results = [[answer.result for answer in row.answers] for row in rows]
    if any(result is None for row in results for result in row):
        return None
    return tuple(tuple(None if result is None else result.value for result in row) for row in results)
