"""All second derivatives of one function: its gradient explained, every component once more, and the matrix."""
from __future__ import annotations

from typing import Any

from ..explaining.page import Block, Heading, Note, Page
from ..explaining.sentences import sentence
from ..language import Language, Text
from ..notation.boxes import Name, Ratio
from ..numbers.check import Check
from .explained import Explained
from .faces import spoken
from .jacobian import Jacobian

MATRIX = Text("Hessian matrix", "헤세 행렬")
ROW = Text("Row {x}: {gradient} differentiated by every variable", "{x} 행: {gradient}을 변수마다 한 번 더 미분")
SYMMETRIC = Text("The matrix is symmetric: in either order of differentiation the result is the same.",
                 "이 행렬은 대칭이다. 미분하는 순서를 바꾸어도 결과가 같다.")


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
        language = spoken(lang)
        first = self.gradient.page(language, detail)
        blocks: list[Block] = list(first.blocks)
        name = self.gradient._story.output_name
        for x, row in zip(self.variables, self.parts, strict=True):
            head = sentence(ROW, language, x=Name(x), gradient=Ratio(Name(name), (Name(x),)))
            blocks += [Heading("", head), *row.page(language, "full" if detail == "full" else "brief").blocks]
        blocks += [Heading(MATRIX.say(language)), self.table(tuple(map(Name, self.variables)), language)]
        if all(row._last.symmetric for row in self.parts) and self.check.status == "checked":
            blocks.append(Note((SYMMETRIC.say(language),)))
        return Page(tuple(blocks), language, first.title)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """As for a Jacobian, the matrix under "hessian" and the first derivatives under "gradient"."""
        found = super().to_dict(lang)
        return {"schema": found["schema"], "gradient": self.gradient.to_dict(lang), "rows": found["outputs"],
                "variables": found["variables"], "hessian": found["jacobian"],
                **({"values": found["values"]} if "values" in found else {})}
