"""A solution judged line by line: the first wrong line, the mistake in it, and whether the rest follows from it."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from ...derivation.sweep import sweep
from ...errors import ChainruleError, TooLargeError
from ...graph.build import Built
from ...graph.holes import NoValue
from ...language import Text
from ...reading.lines.equations import Equation
from ...reading.lines.sides import Derivative, Manner, Side
from ...records import record
from ...tree import Added, Multiplied, Variable
from ..checking.problem import Problem
from ..checking.slips.names import Named, mistakes
from ..checking.verdict import judge
from .passage import Claim, Passage
from .scene import Scene
from .sheet import Sheet, long_names
from .take import Take, Unclear, called, primed
from .takes import takes
from .weighing import Weighed

Kind = Literal["definition", "claim", "words"]
WRONG_DEFINITION = "wrong_definition"
SLIP = "arithmetic_slip"
MOST = 2_000  # equations
MANY = Text("A solution may have up to {limit} equations.", "풀이의 식은 {limit}개까지입니다.")


@record
class SolutionLine:
    """One line of a solution, from 0: what it is, the worst of its claims, and for what comes behind the first wrong
    line whether it follows from what was written before."""

    line: int
    text: str
    kind: Kind
    weighed: Weighed | None = None
    follows: bool | None = None

    @property
    def wrong(self) -> bool:
        return self.weighed is not None and is_wrong(self.weighed)


@record
class SolutionStory:
    """All lines; `problem` is that of the first wrong one, where it is about a derivative."""

    lines: tuple[SolutionLine, ...]
    problem: Problem | None = None
    named: tuple[Named, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def first(self) -> SolutionLine | None:
        """The first wrong line."""
        return next((line for line in self.lines if line.wrong), None)

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The names of the mistakes that explain it, likeliest first."""
        return tuple(dict.fromkeys((*self.labels, *(label for one in self.named for label in one.labels))))

    @property
    def carried_on(self) -> bool:
        """Whether what is wrong behind the first wrong line follows from it."""
        first = self.first
        if first is None:
            return False
        later = [line for line in self.lines if line.line > first.line and line.wrong]
        return bool(later) and all(line.follows for line in later)


def is_wrong(weighed: Weighed) -> bool:
    """Whether a line cannot stand: it is false, or has another value on a part."""
    if weighed.found == "false":
        return True
    return weighed.found == "true_where" and weighed.verdict is not None and not weighed.verdict.ends


def judged_solution(text: str, equations: Sequence[Equation], wrt: str | None = None) -> SolutionStory:
    """The verdict on every line of a solution. Raises TooLargeError for one that is too long."""
    if len(equations) > MOST:
        raise TooLargeError("too_large", MANY, facts={"limit": MOST})
    passage = Passage(long_names(equations, Manner(False)) | long_names(equations, Manner(True)), strict=True)
    passage.sheet.main = wrt
    claims: list[Claim] = []
    group: list[Claim] = []
    defined: set[int] = set()
    for k, equation in enumerate(equations):
        count, values = passage.sheet.count, len(passage.sheet.values)
        group += passage.feed(equation)
        if passage.sheet.count > count or len(passage.sheet.values) > values:
            defined.add(equation.line)
        if k + 1 == len(equations) or equations[k + 1].line != equation.line:
            claims += [passage.again(claim, True) or claim for claim in group]
            group = []
    first = next((claim for claim in claims if is_wrong(claim.weighed)), None)
    follows = _follows(claims, first, passage.sheet)
    lines = _told(text, claims, follows, defined)
    if first is None:
        return SolutionStory(lines)
    problem, named = _named(first, passage.sheet)
    return SolutionStory(lines, problem, named, tuple(_labels(first, bool(named))))


def named_by(claim: Claim, sheet: Sheet) -> tuple[str, ...]:
    """The names of the mistakes that explain a wrong claim."""
    _, named = _named(claim, sheet)
    labels = _labels(claim, True) if not claim.defines else ()
    return tuple(dict.fromkeys((*labels, *(label for one in named for label in one.labels))))


def _labels(claim: Claim, named: bool) -> Iterator[str]:
    """The mistakes that the line itself shows, whatever its value is: likelier than those that only its value fits."""
    if claim.defines:
        yield WRONG_DEFINITION
    elif claim.base is not None and claim.other is not None:
        yield from _of_chain(claim.base, claim.other)
        if claim.before is not None and not claim.before.derivatives and not claim.other.derivatives or not named:
            yield SLIP


def _of_chain(base: Side, other: Side) -> Iterator[str]:
    """A product of derivatives in which a link is missing, or a sum in its place."""
    whole, letters = _key(base), other.derivatives
    if whole is None or len(letters) < 2 or any(len(d.by) != 1 for d in letters.values()):
        return
    links = {(called(d.of), d.by[0]) for d in letters.values()}
    parts = other.tree.args
    if type(other.tree) is Multiplied and all(type(a) is Variable and a.note in letters for a in parts):
        name: str | None = whole[0]
        met = set()
        while name is not None and name not in met:
            met.add(name)
            name = next((below for above, below in links if above == name), None)
        if whole[1][-1] not in met or len(met) <= len(links):
            yield "chain_factor_forgotten"
    elif type(other.tree) is Added and all(type(a) is Variable and a.note in letters for a in parts) and any(
            below == above for _, below in links for above, _ in links):
        yield "factors_added"


def _told(text: str, claims: Sequence[Claim], follows: Mapping[int, bool], defined: set[int]
          ) -> tuple[SolutionLine, ...]:
    """The lines with the worst claim of each."""
    by_line: dict[int, list[int]] = {}
    for k, claim in enumerate(claims):
        by_line.setdefault(claim.line, []).append(k)
    found = []
    for number, line in enumerate(text.split("\n")):
        if number in by_line:
            worst = max(by_line[number], key=lambda k: _RANK[claims[k].weighed.found])
            told = [follows[k] for k in by_line[number] if k in follows]
            found.append(SolutionLine(number, line, "claim", claims[worst].weighed, all(told) if told else None))
        elif line.strip():
            found.append(SolutionLine(number, line, "definition" if number in defined else "words"))
    return tuple(found)


_RANK = {"true": 0, "not_checkable": 1, "true_where": 2, "false": 3}


def _follows(claims: Sequence[Claim], first: Claim | None, sheet: Sheet) -> dict[int, bool]:
    """For the wrong claims behind the first wrong one whether they follow, if the derivatives are as was claimed."""
    found: dict[int, bool] = {}
    claimed: dict[tuple[str, tuple[str, ...]], Side] = {}
    for k, claim in enumerate(claims):
        if claim.base is None or claim.other is None:
            continue
        if first is not None and claim is not first and claim.line >= first.line and is_wrong(claim.weighed):
            found[k] = any(_agrees(start, claim.other, sheet, claimed) for start in (claim.before, claim.base)
                           if start is not None)
        key = _key(claim.base)
        if key is not None and is_wrong(claim.weighed):
            claimed.setdefault(key, claim.other)
    return found


def _key(side: Side) -> tuple[str, tuple[str, ...]] | None:
    """Which derivative a side is, if it is nothing else."""
    only = next(iter(side.derivatives.values())) if len(side.derivatives) == 1 else None
    if only is None or type(side.tree) is not Variable:
        return None
    name = called(only.of)
    by = only.by if only.by else primed(only)
    return (name, by) if name is not None and by else None


def _agrees(start: Side, other: Side, sheet: Sheet, claimed: Mapping[tuple[str, tuple[str, ...]], Side]) -> bool:
    """Whether a side follows from the one before it, if the derivatives are what was claimed."""
    for take, _ in takes(sheet, (start, other)):
        scene = Scene(replace(take, claimed=claimed))
        try:
            left, right = scene.side(start), scene.side(other)
            if judge(scene.graph, left, right).outcome == "right":
                return True
        except (ChainruleError, NoValue, Unclear):
            continue
    return False


def _named(claim: Claim, sheet: Sheet) -> tuple[Problem | None, tuple[Named, ...]]:
    """The problem that a wrong claim is about, and the mistakes that explain what it says."""
    base, other = claim.base, claim.other
    only = next(iter(base.derivatives.values())) if base is not None and len(base.derivatives) == 1 else None
    if only is None or base is None or other is None or type(base.tree) is not Variable or len(set(only.by)) > 1 \
            or len(only.by) > 1 or only.primes > 1:
        return None, ()
    for take, _ in takes(sheet, (base, other)):
        try:
            problem, answer = _posed(only, other, take)
            verdict = judge(problem.graph, problem.truth, answer, problem.swept.function)
            if verdict.outcome in ("wrong", "right_where"):
                return problem, mistakes(problem, answer, verdict)
        except (ChainruleError, NoValue, Unclear):
            continue
    return None, ()


def _posed(wanted: Derivative, other: Side, take: Take) -> tuple[Problem, int]:
    """A derivative as a problem: its variable is an input, whatever the text says that it is made of."""
    by = wanted.by[0] if wanted.by else take.main
    versions = {name: found for name, found in take.versions.items() if name != by}
    scene = Scene(replace(take, versions=versions))
    name = called(wanted.of)
    variable = scene.node(by) if by is not None else None
    output = scene.holding(name, variable) if name is not None and variable is not None and versions.get(name) \
        else scene.side(wanted.of)
    if variable is None:
        variable = scene.main(output)
    if variable not in scene.graph.cone([output]) or scene.graph.is_leaf(output):
        raise Unclear
    answer = scene.side(other)
    graph = scene.graph
    inputs = {graph.name(i): i for i in graph.inputs([output])}
    names = {name: node for name, node in scene.nodes.items() if not graph.is_leaf(node)}
    swept = sweep(graph, output, (variable,))
    built = Built(graph, output, {node: name for name, node in names.items()}, inputs, True)
    return Problem(built, output, variable, swept, swept.gradient[variable], names, {}), answer
