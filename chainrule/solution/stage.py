"""One differentiation, whole: the function, its sweep, the derivations by each variable, numbers and check."""
from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from ..derivation.conditions import Condition
from ..derivation.paths import Derivation
from ..derivation.sweep import Sweep
from ..graph.build import Built
from ..graph.cutting import Cut
from ..graph.evaluate import Number
from ..graph.graph import Graph
from ..numbers.check import Check
from ..numbers.one_sided import Side
from ..numbers.passes import Passes
from ..records import record
from .question import Notation, View
from .school import Working


@record
class Result:
    """One derivative's number at the point: None where there is none.

    left, right   the one-sided derivatives where the function itself was asked; None where there is none in turn
    sides         how the function moves to both sides, in that case
    agrees        whether the formula of the answer gives the value too
    """

    value: Number | None
    left: Number | None = None
    right: Number | None = None
    sides: tuple[Side, Side] | None = None
    agrees: bool = True


@record
class Earlier:
    """An earlier differentiation of the same question: what was differentiated, by which variable, and whether the
    point is a special one for it, and where it held."""

    output: int
    variable: int
    irregular: bool
    conditions: tuple[Condition, ...] = ()


@record
class Stage:
    """A function and its derivatives.

    names        what every node with a name is called
    user_named   the nodes that the user named
    wrt          the variables that were already differentiated by, before this stage; the first one first
    check        what the numeric check found; None for a part of something that is checked whole
    passes       numbers at the point, if there is one; `results` then has one entry per derivation
    depends_on   how many input variables the function has, and those that it is a derivative of
    inside       how the local partials of its blocks come about, each a small differentiation of its own
    notation     how derivatives are written
    symmetric    whether the derivatives taken in the other order were compared too
    irregular    whether at the point the function itself had to be asked
    working      the working of a school book, where it was asked for and there is one
    agree        whether the derivative with blocks opened, or functions closed, was compared too
    """

    sweep: Sweep
    derivations: tuple[Derivation, ...]
    variables: tuple[str, ...]
    names: dict[int, str]
    user_named: frozenset[int]
    wrt: tuple[str, ...]
    check: Check | None
    conditions: tuple[Condition, ...]
    passes: Passes | None = None
    results: tuple[Result, ...] = ()
    depends_on: int = 1
    inside: tuple[Stage, ...] = ()
    agree: bool = False
    notation: Notation = "leibniz"
    symmetric: bool = False
    irregular: bool = False
    working: Working | None = None

    @property
    def graph(self) -> Graph:
        return self.sweep.graph

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Its derivatives by name."""
        results = self.results or (None,) * len(self.derivations)
        return tuple(Answer(name, self, derived, result) for name, derived, result
                     in zip(self.variables, self.derivations, results, strict=True))

    @property
    def output(self) -> int:
        return self.sweep.output

    @property
    def unknown(self) -> tuple[str, ...]:
        """The functions about which nothing is known."""
        graph = self.graph
        nodes = graph.cone([self.output])
        return tuple(dict.fromkeys(graph.unknown(i).name for i in nodes if graph.ops[i] == "unknown"))


@record
class Idle:
    """Names that were given and do nothing, or something else than was meant: `values` that no line uses, and those in
    a point or among the variables to differentiate by that the program does not have. `renamed` are those given in
    place of what cannot be written, `joined` letters typed without a sign between them, which are one name."""

    values: tuple[str, ...] = ()
    point: tuple[str, ...] = ()
    wrt: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


@record
class Answer:
    """One derivative: by which variable, of which stage, its formula, and its number at the point."""

    variable: str
    stage: Stage
    derived: Derivation
    result: Result | None


@record
class Assumed:
    """An answer where assumptions hold: by which variable, its formula, and both sides of every assumption used."""

    variable: str
    node: int
    used: tuple[tuple[int, int], ...]


@record
class Story:
    """All that an explanation tells: the stages in order, and the output's name as the user knows it.

    claim   the derivative that the text itself gave, as a node, and whether the numbers agree with it
    cuts    the intermediate values that were taken as variables
    view    how it is to be told
    typed   the program as it was typed, where the graph has functions opened
    idle    the names that do nothing
    assumed the last derivatives as far as what is assumed makes them shorter
    beside  the same question by intermediate values that the other variables lead into, each on its own; `asked` are
            then all variables as they were asked for
    """

    stages: tuple[Stage, ...]
    output_name: str
    program: bool
    claim: tuple[int, Check] | None = None
    cuts: tuple[Cut, ...] = ()
    view: View = View()
    typed: Built | None = None
    idle: Idle = Idle()
    assumed: tuple[Assumed, ...] = ()
    beside: tuple[Story, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def check(self) -> Check:
        """What the numeric check found, the worst of all stages."""
        return worst((*(s.check for s in self.stages), *(story.check for story in self.beside)))

    @property
    def every_stage(self) -> tuple[Stage, ...]:
        """Its stages, and those of what is told beside it, in the order in which they are told."""
        return (*self.stages, *(stage for story in self.beside for stage in story.every_stage))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The last derivatives by all variables, in the order in which they were asked for."""
        found = [answer for story in (self, *self.beside) for answer in story.last.answers]
        return tuple(sorted(found, key=lambda a: self.asked.index(a.variable)) if self.asked else found)

    @property
    def last(self) -> Stage:
        """The stage with the answer."""
        return self.stages[-1]


@record
class JacobianStory:
    """Several outputs by the same variables, one story for each."""

    parts: tuple[Story, ...]

    @property
    def every_stage(self) -> tuple[Stage, ...]:
        """The stages in the order in which they are told."""
        return tuple(stage for part in self.parts for stage in part.every_stage)

    @property
    def check(self) -> Check:
        """What the numeric check found, the worst of all outputs."""
        return worst(part.check for part in self.parts)


@record
class HessianStory:
    """The gradient of one output, and a row for each of its components: that component by all variables."""

    gradient: Story
    rows: tuple[Story, ...]

    @property
    def every_stage(self) -> tuple[Stage, ...]:
        """The stages in the order in which they are told."""
        return tuple(stage for story in (self.gradient, *self.rows) for stage in story.every_stage)

    @property
    def check(self) -> Check:
        """What the numeric check found, the worst of the gradient and all rows."""
        return worst((*(row.check for row in self.rows), self.gradient.check))


def worst(checks: Iterable[Check | None]) -> Check:
    """The worst of the outcomes that there are."""
    return reduce(Check.joined, (check for check in checks if check is not None))
