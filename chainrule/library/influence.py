"""`influence`: what each variable does to an output at a point, and how far one must move to reach a value."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import OptionError, VariableError
from ..explaining.learning.influence import bars, explain, explain_target
from ..explaining.page import Bars, Page
from ..graph.evaluate import Number
from ..language import Language, Text
from ..numbers.check import Check
from ..numbers.point import numbers
from ..reading import Syntax, read_point
from ..solution.influence import Influence, influences
from ..solution.question import Question
from ..solution.solve import solve
from ..solution.stage import Story
from ..solution.target import TargetStory, aimed
from .faces import Faces, spoken
from .pipeline import program_of
from .variables import listed, name_of

NO_POINT = Text("An influence is one at a point: give the values of the variables.",
                "영향은 점에서 구합니다. 변수의 값을 주세요.")
POINT_HOW = Text('at="x=3, y=2", or --at "x=3, y=2"', 'at="x=3, y=2" 또는 --at "x=3, y=2"')
ZERO = Text("How much a variable is raised by cannot be 0.", "늘리는 크기는 0일 수 없습니다.")
NO_TARGET = Text('A target is a value of the output, such as "{name}=21".',
                 '목푯값은 "{name}=21"처럼 출력의 값으로 적습니다.')
ONE_VARIABLE = Text("Say with wrt which one variable moves; there are: {known}.",
                    "움직일 변수 하나를 wrt로 정해 주세요. 있는 변수: {known}.")


class Influences(Faces):
    """The table of influences; `rows` has one for each variable."""

    def __init__(self, story: Story, by: Number) -> None:
        self._story = story
        self._by = by

    @property
    def rows(self) -> tuple[Influence, ...]:
        """variable, value, gradient, by, predicted, change, exact and share of every variable."""
        return influences(self._story.stages[0], self._by)

    @property
    def check(self) -> Check:
        """What the numeric check of the gradients found."""
        return self._story.check

    @property
    def pictured(self) -> Story:
        """The facts of the output at the point."""
        return self._story

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        return explain(self._story, self._by, spoken(lang), detail)

    def bars(self, lang: Language | None = None) -> Bars:
        """The predicted changes as a picture."""
        return bars(self.rows, self._story.output_name, spoken(lang))

    def to_svg(self, lang: Language | None = None) -> str:
        """The predicted changes as bars."""
        from ..drawing.plot_svg import render
        return render(self.bars(lang))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The table as plain data, schema chainrule-influence/1."""
        from ..render.influence_json import record
        return record(self._story, self.rows, spoken(lang))


class Target(Faces):
    """How far one variable must move: `root` is where the output is what is wanted, None where that is not found in
    the gradient's direction; `others` are further such values."""

    def __init__(self, story: TargetStory) -> None:
        self._story = story

    @property
    def root(self) -> Number | None:
        """The value first reached in the gradient's direction."""
        return self._story.root

    @property
    def others(self) -> tuple[float, ...]:
        """Further values, within 10⁶ of 0."""
        return self._story.others

    @property
    def step(self) -> Number | None:
        """How far the gradient says to go."""
        return self._story.step

    @property
    def exact(self) -> bool:
        """Whether that one step is exact."""
        return self._story.exact

    @property
    def check(self) -> Check:
        """What the numeric check of the gradient found."""
        return self._story.story.check

    @property
    def pictured(self) -> Story:
        """The facts of the output at the point."""
        return self._story.story

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        return explain_target(self._story, spoken(lang), detail)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The step, the answer and Newton's steps as plain data, schema chainrule-influence/1."""
        from ..render.influence_json import target_record
        return target_record(self._story, spoken(lang))


def influence(program: Any, at: Mapping[Any, Any] | str | None = None, wrt: str | Sequence[str] | None = None,
              by: Any = 1, target: str | Mapping[str, Any] | None = None, of: str | None = None,
              syntax: Syntax = "auto") -> Influences | Target:
    """What each variable does to a program's output when it alone is raised.

    at      the point
    wrt     the variables; all inputs without it
    by      by how much each is raised
    target  a value that is wanted, "l=21": how far one variable must move for it; `wrt` says which one

    Raises a ChainruleError as `diff` does, and without a point.
    """
    if not at:
        raise OptionError("usage", NO_POINT, hint=POINT_HOW)
    point = read_point(at) if isinstance(at, str) else at
    names = listed(wrt)
    known = {v for v in (*names, *point) if isinstance(v, str)}
    read, symbols = program_of(program, syntax, known)
    aim = None if target is None else _aim(target)
    if aim is not None and of is None and aim[0] in {d.name for d in read.definitions[:-1]}:
        of = aim[0]
    question = Question(read, of=() if of is None else (of,), wrt=tuple(name_of(v, symbols) for v in names) or None,
                        at=numbers(point, symbols))
    story = solve(question)
    assert isinstance(story, Story)
    if aim is None:
        raised = numbers({"by": by}, {})["by"]
        if not raised:
            raise OptionError("usage", ZERO)
        return Influences(story, raised)
    if aim[0] != story.output_name:
        raise OptionError("usage", NO_TARGET, facts={"name": story.output_name})
    stage = story.stages[0]
    if len(stage.variables) != 1:
        raise VariableError("bad_variable", ONE_VARIABLE, facts={"known": ", ".join(stage.variables)})
    return Target(aimed(story, aim[1]))


def _aim(target: str | Mapping[str, Any]) -> tuple[str, Number]:
    """The name and the value that are wanted."""
    found = numbers(read_point(target) if isinstance(target, str) else target, {})
    if len(found) != 1:
        raise OptionError("usage", NO_TARGET, facts={"name": "f"})
    return next(iter(found.items()))
