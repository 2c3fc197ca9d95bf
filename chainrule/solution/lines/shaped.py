"""Claims about gradients by vectors and matrices, where the text says the shapes."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...derivation.matrices.paths import derive
from ...errors import ChainruleError, VariableError
from ...graph.shaped import ShapedGraph
from ...language import Text
from ...reading.lines.equations import Equation
from ...reading.lines.gradients import Gradient, defined, gradient_of, has_derivative, holds, strangers
from ...reading.shaped import read_shaped
from ...rules.shape import NUMBER
from ...tree import Program
from ..checking.matrices.answer import judged
from ..checking.matrices.problem import ShapedProblem, shaped_problem
from ..question import Question
from .passage import Claim
from .weighing import CONDITION, FOREIGN, NOT_TOLD, UNDEFINED, UNREAD, Weighed
from .weighing import LONGEST as RIGHT

TURNED = Text("it is the gradient transposed: right where gradients are written as rows",
              "그래디언트를 전치한 것으로, 그래디언트를 행으로 적는 글에서는 맞습니다")
OTHERS = Text("it is written in other derivatives", "다른 도함수로 적은 식입니다")
LONGEST = 2_000  # signs of a formula
Sizes = Mapping[str, tuple[Any, ...]]


@dataclass(slots=True)
class ShapedSheet:
    """What a text has said of vectors and matrices: shapes by name, and formulas by name as they were written, with the
    section they stand in. A problem is `settled` where all its formulas stand in the section of the claim."""

    shapes: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    formulas: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    problem: ShapedProblem | None = None
    sections: int = 0
    settled: bool = True

    def state(self, shapes: Sizes) -> None:
        """Shapes that the text says from here on."""
        self.shapes.update(shapes)

    def section(self) -> None:
        """A heading: what was defined before it may be something else behind it."""
        self.sections += 1

    def feed(self, equation: Equation) -> list[tuple[Claim, tuple[str, ...]]] | None:
        """What an equation claims about a gradient with shapes, with the likely mistakes; None where it is not about
        one, or where the text says too little."""
        if not self.shapes or not equation.latex or len(equation.text) > LONGEST:
            return None
        first, *others = equation.sides
        if equation.continued:
            sides: Sequence[str] = equation.sides
        else:
            self.problem, sides = None, others
            asked = gradient_of(first)
            if asked is None:
                self._define(first, others[0])
                return None
            try:
                self.problem = self._posed(asked)
            except ChainruleError:
                return None
        if self.problem is None:
            return None
        return [self._weighed(self.problem, equation, side) for side in sides]

    def _define(self, left: str, right: str) -> None:
        name = defined(left)
        if name is not None and not has_derivative(right) and not holds(right, name):
            self.formulas[name] = left.partition("(")[0], right, self.sections

    def _posed(self, asked: Gradient) -> ShapedProblem | None:
        """The problem that the text poses, if there are shapes in it and its output is a number."""
        lines: dict[str, str] = {}
        self.settled = True
        wanted = [asked.of]
        while wanted:
            text = wanted.pop()
            for name, (head, formula, where) in self.formulas.items():
                if name not in lines and holds(text, name):
                    lines[name] = f"{head} = {formula}"
                    self.settled = self.settled and where == self.sections
                    wanted.append(formula)
        if asked.name is None or asked.name not in lines:
            if asked.name is not None:
                return None
            lines[""] = asked.of
        program = self._read("\n".join(lines.values()))
        if program.shaped is None or not program.shaped.shapes:
            return None
        question = Question(program, of=() if asked.name is None else (asked.name,), wrt=(asked.by,))
        problem = shaped_problem(question)
        return problem if any(shape != NUMBER for shape in problem.shapes.values()) else None

    def _read(self, text: str, shapes: Sizes | None = None, surely: Sequence[str] = ()) -> Program:
        """A formula or a program; a shape of something that it does not hold is not given."""
        given = dict(self.shapes if shapes is None else shapes)
        while True:
            try:
                return read_shaped(text, "latex", given, surely=surely)
            except VariableError as error:
                if given.pop(str(error.facts.get("name")), None) is None:
                    raise

    def _weighed(self, problem: ShapedProblem, equation: Equation, side: str) -> tuple[Claim, tuple[str, ...]]:
        mistakes: tuple[str, ...] = ()
        if has_derivative(side):
            weighed = Weighed("not_checkable", OTHERS)
        else:
            weighed, mistakes = self._compared(problem, side)
        return Claim(equation.line, equation.text, None, None, weighed, words=equation.words), mistakes

    def _compared(self, problem: ShapedProblem, side: str) -> tuple[Weighed, tuple[str, ...]]:
        shapes = {name: _declared(shape) for name, shape in problem.shapes.items() if holds(side, name)}
        try:
            story = judged(problem, lambda: self._read(side, shapes, tuple(problem.names)))
        except ChainruleError as error:
            return Weighed("not_checkable", UNREAD, {**error.facts, "why": error.text}), ()
        foreign = strangers(side, tuple(problem.names)) if story.refusal is not None else []
        if foreign:
            return Weighed("not_checkable", FOREIGN, {"name": ", ".join(foreign)}), ()
        if story.outcome == "cannot_tell":
            return Weighed("not_checkable", NOT_TOLD), ()
        if story.outcome == "right":
            return Weighed("true"), ()
        if story.turned:
            return Weighed("not_checkable", TURNED), ()
        if story.answer is not None and not story.answer[0].inputs([story.answer[1]]):
            return Weighed("not_checkable", CONDITION), ()
        if not self.settled:
            return Weighed("not_checkable", UNDEFINED), ()
        return Weighed("false", shaped=_right(problem)), story.mistakes


def _right(problem: ShapedProblem) -> tuple[ShapedGraph, int] | None:
    """The gradient as a textbook writes it, where that is short."""
    graph = problem.graph
    final = derive(problem.swept, problem.variable).final
    return (graph, final) if graph.size(final) <= RIGHT else None


def _declared(shape: tuple[Any, ...]) -> tuple[Any, ...]:
    return () if shape == NUMBER else shape[:1] if shape[1] == 1 else shape
