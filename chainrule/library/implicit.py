"""`implicit`: the derivative of a variable that a relation determines, and what it returns."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..explaining.implicit import explain
from ..explaining.page import Page
from ..graph.evaluate import Number
from ..language import Language
from ..numbers.check import Check
from ..numbers.point import numbers
from ..reading import Syntax, read_point
from ..reading.relations import read_relation
from ..solution.implicit import ImplicitStory, solve_relation
from ..solution.question import Form, Level, Question, View
from ..solution.stage import Story
from ..tree import Definition, Program
from .explained import Explained, in_sympy
from .faces import spoken
from .variables import listed

if TYPE_CHECKING:
    from .function import Function


class ImplicitDerivative(Explained):
    """An implicit derivative with its explanation; `answer` and `value` are those of the last differentiation.

    `graph`, `paths` and `path_count` speak of the relation F, moved to one side.
    """

    def __init__(self, story: ImplicitStory) -> None:
        self._story = story

    @property
    def pictured(self) -> Story:
        """The facts of F."""
        first = self._story.first
        return Story((first,), first.names[first.output], False)

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables differentiated by, in turn."""
        return self._story.solved[-1].wrt

    @property
    def answer(self) -> Any:
        """The derivative as an ordinary SymPy expression in both variables."""
        return in_sympy(self._story.first.graph, self._story.solved[-1].node, {})

    @property
    def value(self) -> Number | None:
        """The derivative at the point; None without one."""
        return self._story.solved[-1].value

    @property
    def check(self) -> Check:
        """What the numeric checks found, of the partial derivatives and along level curves."""
        return self._story.check

    def function(self) -> Function:
        """The derivative as a function of numbers or arrays, of all the variables in it; with its value comes that of
        F, which is 0 on the curve."""
        from .function import Function, Row
        first = self._story.first
        row = Row(first.graph, first.output, (self._story.solved[-1].node,), first.names)
        return Function([row], lambda rows: rows[0][0])

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        return explain(self._story, spoken(lang), detail)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The derivation of F as plain data, and under "implicit" the derivatives that were solved for."""
        from ..render.json import implicit_record
        return implicit_record(self._story, self.pictured, spoken(lang))

    def _title(self) -> str:
        return self._story.dependent


def implicit(relation: str | Any, dependent: str | None = None, wrt: str | None = None, then: str | Sequence[str] = (),
             at: Mapping[Any, Any] | str | None = None, order: int = 1, syntax: Syntax = "auto",
             level: Level = "university", form: Form = "short") -> ImplicitDerivative:
    """The derivative of a variable that a relation determines: x^2 + y^2 = 25 gives dy/dx = -x/y.

    relation    an equation (text, or an Eq of SymPy), or an expression that is meant to be 0
    dependent   the variable that depends on the others (y, where there is one and it was not said)
    wrt         the variable to differentiate by; the only other one where there is just one
    then        variables to differentiate by after that; `order` times by wrt
    at          a point on the curve
    level       "university": by the partial derivatives of one graph; "school": both sides differentiated
    form        "short": the answer as short as it can be written; "tidy": like terms gathered; "raw": as it was found

    Raises a ChainruleError as `diff` does, and where the point does not lie on the curve or the curve is vertical.
    """
    point = read_point(at) if isinstance(at, str) else at
    after = listed(then)
    known = {v for v in (dependent, wrt, *after, *(point or ())) if isinstance(v, str)}
    if isinstance(relation, str):
        left, right, tree = read_relation(relation, syntax, known)
    else:
        from ..reading.from_sympy import relation_of
        left, right, tree = relation_of(relation)
    program = Program((Definition(None, tree),), relation if isinstance(relation, str) else "")
    question = Question(program, wrt=None if wrt is None else (wrt,),
                        then=tuple(after), order=order, at=None if point is None else numbers(point, {}),
                        view=View(level=level, form=form))
    return ImplicitDerivative(solve_relation(question, (left, right), dependent))
