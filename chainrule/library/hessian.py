"""All second derivatives of one function: its gradient explained, every component once more, and the matrix."""
from __future__ import annotations

from typing import Any

from ..explaining.page import Page
from ..language import Language
from ..numbers.check import Check
from .explained import Explained
from .faces import spoken
from .jacobian import Jacobian


class Hessian(Jacobian):
    """The second derivatives of a function by all of its variables.

    `answer` is a symmetric SymPy matrix, `value` its numbers at the point. `gradient` explains the first derivatives,
    `parts` the rows: each component of the gradient, differentiated by all variables in one sweep.
    """

    def __init__(self, gradient: Explained, rows: tuple[Explained, ...], symbols: dict[str, Any]) -> None:
        super().__init__(rows, symbols)
        self.gradient = gradient

    @property
    def outputs(self) -> tuple[str, ...]:
        """The variables of the first differentiation, one per row."""
        return self.variables

    @property
    def check(self) -> Check:
        """What the numeric check found, the worst of the gradient and all rows."""
        return super().check.joined(self.gradient.check)

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The gradient in full, then its components in brief (in full with detail "full"), then the matrix."""
        from ..explaining.matrices import hessian_page
        rows = [part._story for part in self.parts]
        return hessian_page(self.gradient._story, rows, self.check.status == "checked", spoken(lang), detail)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """As for a Jacobian, the matrix under "hessian" and the first derivatives under "gradient"."""
        found = super().to_dict(lang)
        return {"schema": found["schema"], "gradient": self.gradient.to_dict(lang), "rows": found["outputs"],
                "variables": found["variables"], "hessian": found["jacobian"],
                **({"values": found["values"]} if "values" in found else {})}
