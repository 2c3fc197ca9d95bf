"""An answer with all that was found about it: the verdict, the mistakes that explain it, and remarks on a right one."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...derivation.claims import Claim
from ...derivation.paths import derive
from ...errors import VariableError
from ...graph.build import add_tree
from ...graph.graph import Graph
from ...language import Text
from ...reading.answers import Answer
from .holes import holes
from .problem import Problem
from .slips.mending import Mended, mended
from .slips.names import Named, mistakes
from .verdict import Verdict

RUN_TOGETHER = Text("`{name}` is read as one name, which the problem does not have; it has {known}.",
                    "`{name}`는 이름 하나로 읽히는데, 문제에는 그런 이름이 없습니다. 문제에 있는 이름: {known}.")
APART = Text("For the product write `{product}`.", "곱이라면 `{product}`로 써 주세요.")
SHORTER = 0.6  # of its signs: so much shorter must another form be to be worth a word


@dataclass(frozen=True)
class AnswerStory:
    """A problem, the answer as it was typed (`typed`, in a graph of its own) and as a node, and the verdict."""

    problem: Problem
    answer: int
    typed: tuple[Graph, int]
    verdict: Verdict
    strangers: tuple[str, ...]

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """The mistakes that explain a wrong answer, likeliest first."""
        if self.verdict.outcome not in ("wrong", "right_where") or self.strangers:
            return ()
        return mistakes(self.problem, self.answer, self.verdict)

    @cached_property
    def mended(self) -> Mended | None:
        """The edge that would have to change, where no mistake explains a wrong answer."""
        if self.named or self.strangers or self.verdict.outcome != "wrong":
            return None
        return mended(self.problem, self.answer, self.verdict)

    @cached_property
    def holes(self) -> tuple[Claim, ...]:
        """Where a right answer has no value though there is a derivative."""
        return holes(self.problem, self.answer) if self.verdict.outcome == "right" else ()

    @cached_property
    def truth(self) -> int:
        """The derivative as it is shown."""
        return derive(self.problem.swept, self.problem.variable).final

    @property
    def same(self) -> bool:
        """Whether a right answer is the very formula that the derivative is shown as."""
        return self.verdict.outcome == "right" and self.answer == self.truth

    @property
    def shorter(self) -> int | None:
        """A shorter form of a right answer."""
        graph, node = self.typed
        if self.verdict.outcome != "right" or self.problem.graph.size(self.truth) > SHORTER * graph.size(node):
            return None
        return self.truth

    @property
    def labels(self) -> tuple[str, ...]:
        """The mistakes' names, each once."""
        return tuple(dict.fromkeys(label for named in self.named for label in named.labels))


def judged(problem: Problem, answer: Answer) -> AnswerStory:
    """An answer to a problem, judged."""
    before = {problem.graph.name(i) for i in range(len(problem.graph)) if problem.graph.ops[i] == "input"}
    node = problem.add(answer)
    graph = Graph()
    typed = add_tree(graph, answer.tree, {})
    strangers = tuple(name for i in problem.graph.inputs([node]) if (name := problem.graph.name(i)) not in before)
    for name in strangers:
        if len(name) > 1 and before.issuperset(name):
            raise VariableError("bad_variable", RUN_TOGETHER, hint=APART, facts={
                "name": name, "product": "*".join(name), "known": ", ".join(sorted(set(name)))})
    return AnswerStory(problem, node, (graph, typed), problem.judge(node), strangers)
