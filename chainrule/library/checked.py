"""`check` and `check_answer`: whether a claim or an answer is right, and which mistake was made, with every face."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..explaining.checking.claims import claim_page
from ..explaining.checking.verdict import condition_text
from ..explaining.page import Page
from ..language import Language
from ..numbers.point import numbers
from ..reading import Syntax, read_point
from ..reading.claims import read_claim
from ..reading.syntax import looks_like_latex
from ..solution.checking.claims import ClaimStory, judged
from ..solution.question import Question
from .checked_answer import CheckedAnswer, answered
from .faces import Faces, spoken
from .pipeline import program_of, shaped_program_of, with_facts
from .variables import name_of

if TYPE_CHECKING:
    from .shaped_answer import CheckedShapedAnswer


class CheckedClaim(Faces):
    """A claim and the verdict on it."""

    def __init__(self, story: ClaimStory) -> None:
        self._story = story

    @property
    def holds(self) -> bool | None:
        """True, False, or None where it cannot be told."""
        return {"right": True, "cannot_tell": None}.get(self.verdict, False)

    @property
    def verdict(self) -> str:
        """right, right_where, wrong or cannot_tell."""
        return self._story.verdict.outcome

    @property
    def condition(self) -> str | None:
        """Where the claim is right, if that is on a part only."""
        return condition_text(self._story.sides.graph, self._story.verdict.condition)

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The verdict as data; it has one amount of detail."""
        return claim_page(self._story, spoken(lang))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The verdict as plain data, schema chainrule-check/1."""
        from ..render.checks import claim_record
        return claim_record(self._story, spoken(lang))

    def __bool__(self) -> bool:
        return self.holds is True

    def __repr__(self) -> str:
        return f"<chainrule: {self.page('en').title}: {self.verdict}>"


def check_answer(problem: str | Any, answer: str, wrt: str | Any | None = None, syntax: Syntax = "auto",
                 shapes: Mapping[str, Any] | str | None = None, assume: str | Sequence[str] = ()
                 ) -> CheckedAnswer | CheckedShapedAnswer:
    """Whether a student's derivative is right, and which mistake was made where it is not.

    problem   what was to be differentiated: text, a program, or a SymPy expression
    answer    the derivative as it was typed: "y' = 2x", "3cos(3x)", LaTeX; names of the program may stand in it
    wrt       the variable; the only one where there is just one
    syntax    how the answer is written: "plain", "latex", or "auto"
    shapes    shapes of vectors and matrices, as for `diff`, and what is assumed of them

    Raises a ChainruleError for what cannot be read, or can be read in two ways.
    """
    known = {wrt} if isinstance(wrt, str) else set()
    braced = isinstance(problem, str) and syntax == "latex" and (looks_like_latex(problem) or "{" in problem)
    written: Syntax = "latex" if braced else "auto"
    shaped = shaped_program_of(problem, written, shapes, known, None)
    if shaped is not None and shaped[0].shaped is not None:
        from .shaped_answer import shaped_answered
        question = Question(shaped[0], wrt=None if wrt is None else (str(wrt),))
        return shaped_answered(with_facts(assume, question), answer, syntax)
    program, symbols = shaped or program_of(problem, written, known)
    return answered(Question(program, wrt=None if wrt is None else (name_of(wrt, symbols),)), answer, syntax)


def check(claim: str, at: Mapping[Any, Any] | str | None = None, syntax: Syntax = "auto") -> CheckedClaim:
    """Whether a claim about derivatives holds: check("D(sin(x^2), x) = 2x*cos(x^2)").holds.

    claim   sides joined by =; D(f, x, y) is f differentiated by x, then by y, and d/dx may stand in front of a side.
            Lines before it may define names. Functions f, g about which nothing is known stand for any smooth ones.
    at      a point, if the claim is about one only: check("D(x^2, x) = 6", at="x=3")

    Raises a ChainruleError for what cannot be read.
    """
    point = read_point(at) if isinstance(at, str) else at
    known = {name for name in point or () if isinstance(name, str)}
    return CheckedClaim(judged(read_claim(claim, syntax, known), None if point is None else numbers(point, {})))
