"""A problem for checking: the function and its true derivative in one graph, and the names an answer may use."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...derivation.sweep import Sweep, sweep
from ...derivation.ties import tied
from ...errors import OptionError
from ...graph.build import Builder, Built, build
from ...graph.graph import Graph
from ...language import Text
from ...reading.answers import Answer
from ...tree import Definition, Program
from ..constants import refuse_constants
from ..question import Question
from ..variables import cut, output_of, turns
from ..wide import refuse_wide
from .verdict import Verdict, judge

WHICH = Text("By which variable? The problem has {known}.", "어느 변수로 미분합니까? 식에 있는 변수: {known}.")
NAME_IT = Text("Name it with wrt.", "wrt로 정해 주십시오.")
VALUES = ("y", "f")  # what answers call the function where the problem gives it no name


@dataclass(frozen=True)
class Problem:
    """What is asked. Everything lives in one graph, and answers are added to it.

    output     the function; of a higher derivative the one before the last differentiation
    variable   the node that is differentiated by
    truth      the true derivative
    names      the values that an answer may name
    functions  the program's own functions, which an answer may call
    """

    built: Built
    output: int
    variable: int
    swept: Sweep = field(repr=False)
    truth: int
    names: Mapping[str, int]
    functions: Mapping[str, Definition]

    @property
    def graph(self) -> Graph:
        return self.built.graph

    def add(self, answer: Answer) -> int:
        """An answer as a node."""
        builder = Builder(self.graph)
        builder.defined = dict(self.names)
        builder.functions = dict(self.functions)
        called = answer.called
        for name in (called, *VALUES):
            if name is not None and name not in self.names and name not in self.built.inputs:
                builder.defined[name] = self.built.output
        return builder.add(answer.tree)

    def judge(self, claim: int) -> Verdict:
        """The verdict on a node that is claimed to be the derivative."""
        return judge(self.graph, self.truth, claim, self.swept.function)


def problem_of(program: Program, wrt: str | None = None) -> Problem:
    """The problem that a program and a variable pose. Raises a ChainruleError as `diff` does, and OptionError where
    the variable is not said and there are several."""
    return posed(Question(program, wrt=None if wrt is None else (wrt,)))


def posed(question: Question) -> Problem:
    """The problem that a question poses: one output, one variable at a time."""
    program = question.program
    built = build(program)
    outputs = question.of or program.outputs
    if outputs:
        built = output_of(built, outputs[0])
    refuse_constants(built)
    refuse_wide(built)
    built, _ = cut(built, [*(question.wrt or ()), *question.then, *program.asked])
    steps = turns(built, program.asked, question.wrt, question.then, question.order)
    graph, node = built.graph, built.output
    found: Problem | None = None
    for names in steps:
        if len(names) > 1:
            raise OptionError("usage", WHICH, facts={"known": ", ".join(names)}, hint=NAME_IT)
        variable = built.inputs.get(names[0])
        if variable is None:
            variable = graph.input(names[0])
        graph.tied |= tied(graph, node)
        swept = sweep(graph, node, (variable,))
        found = Problem(built, node, variable, swept, swept.gradient[variable],
                        {name: i for i, name in built.names.items()},
                        {d.name: d for d in program.definitions if d.parameters is not None and d.name is not None})
        node = found.truth
    assert found is not None
    return found
