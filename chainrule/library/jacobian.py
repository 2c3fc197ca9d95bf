"""Several outputs: one explanation each, and the Jacobian matrix of them all."""
from __future__ import annotations

from typing import Any

from ..explaining.page import Page
from ..graph.evaluate import Number
from ..language import Language
from ..numbers.check import Check
from .explained import Explained
from .faces import spoken


class Jacobian(Explained):
    """The derivatives of several outputs by the same variables.

    `answer` is a SymPy matrix with a row per output, `value` the numbers at the point in the same order (None without a
    point). `parts` are the explanations one by one; paths and graph speak of the first.
    """

    def __init__(self, parts: tuple[Explained, ...], symbols: dict[str, Any]) -> None:
        super().__init__(parts[0]._story, symbols)
        self.parts = parts

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of the outputs, one per row."""
        return tuple(part._story.output_name for part in self.parts)

    @property
    def answer(self) -> Any:
        """The matrix of derivatives, as SymPy expressions."""
        import sympy
        rows = [part.answer for part in self.parts]
        return sympy.Matrix([list(row.values()) if isinstance(row, dict) else [row] for row in rows])

    @property
    def value(self) -> Any:
        """The numbers at the point, a tuple per output; None in it where there is no derivative."""
        rows: list[tuple[Number | None, ...]] = []
        for part in self.parts:
            found = part.value
            if found is None and not part._last.results:
                return None
            rows.append(tuple(found.values()) if isinstance(found, dict) else (found,))
        return tuple(rows)

    @property
    def check(self) -> Check:
        """What the numeric check found, the worst of all outputs."""
        worst = self.parts[0].check
        for part in self.parts[1:]:
            worst = worst.joined(part.check)
        return worst

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """One explanation after the other, then the matrix."""
        from ..explaining.matrices import jacobian_page
        return jacobian_page([part._story for part in self.parts], spoken(lang), detail)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The derivations one by one under "outputs", then the matrix (and its values at the point) in rows."""
        parts = [part.to_dict(lang) for part in self.parts]
        found: dict[str, Any] = {"schema": "chainrule/1", "outputs": parts, "variables": list(self.variables)}
        for key, entry in (("jacobian", "answer"), ("values", "value")):
            rows = [[d[entry] for d in part["derivatives"] if entry in d] for part in parts]
            if all(rows):
                found[key] = rows
        return found

    def __repr__(self) -> str:
        return f"<chainrule: {', '.join(self.outputs)} by {', '.join(self.variables)}, {self.check.status}>"
