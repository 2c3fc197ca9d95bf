"""The verdict on one equality: true, true on a part, false, or not to be checked, and why."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Literal

from ...derivation.substitute import substituted
from ...errors import ChainruleError
from ...graph.evaluate import evaluate
from ...graph.graph import Graph
from ...graph.holes import NoValue
from ...graph.shaped import ShapedGraph
from ...language import Text
from ...reading.lines.sides import Side
from ...records import record
from ...tree import Numeral, walk
from ..checking.verdict import Verdict, judge
from .curves import points_on
from .scene import Scene
from .sheet import Sheet, Valued, all_names, decimal, is_number
from .take import Take, Unclear, called
from .takes import all_derivatives, takes

Found = Literal["true", "false", "true_where", "not_checkable"]
LARGEST = 4_000  # nodes of both sides together: more is not compared
ENOUGH = 3  # points on a curve
ON_CURVE = 1e-6
LONGEST = 200  # signs of what is right; more is not told

UNDEFINED = Text("the text does not say what is differentiated", "무엇을 미분하는지 글에 나와 있지 않습니다")
FOREIGN = Text("{name} stands for something that the text does not define",
               "글에 나와 있지 않은 이름이 있습니다: {name}")
GENERIC = Text("it says something about a function of which nothing is known", "식을 모르는 함수에 대한 주장입니다")
CONDITION = Text("it is a condition or an equation to be solved, or is meant at a point",
                 "조건이나 풀어야 할 방정식, 또는 한 점에서의 값입니다")
RELATED = Text("its variables are bound by a relation", "변수들이 관계식으로 묶여 있습니다")
ROUNDED = Text("it differs by little more than rounding may", "반올림으로 생길 수 있는 정도의 차이입니다")
NOT_TOLD = Text("no point was found at which it can be compared", "비교할 수 있는 점을 찾지 못했습니다")
UNREAD = Text("it is not a formula that can be read: {why}", "읽을 수 있는 식이 아닙니다: {why}")

_COMPOSED = re.compile(r"\\circ(?![A-Za-z])|∘")
_ASKS = re.compile(r"solve|satisf|such that|suppose|assum|if\b|when|where|set\b|critical|stationary|extrem|minim|maxim"
                   r"|tangent|differential equation"
                   r"|풀|만족|이면|라면|라고|놓|때|되는|극[값대소]|최[대소]|접선|정류|방정식|가정|조건", re.I)


@record
class Weighed:
    """What was found about an equality; `graph`, `truth` and `claim` are where it was compared, `names` the nodes
    that the equality calls by a name. `shaped` is what is right where it is a vector or a matrix."""

    found: Found
    why: Text | None = None
    facts: dict[str, object] | None = None
    verdict: Verdict | None = None
    graph: Graph | None = None
    truth: int = -1
    claim: int = -1
    names: Mapping[int, str] = field(default_factory=dict)
    shaped: tuple[ShapedGraph, int] | None = None

    @property
    def right(self) -> int | None:
        """What is right in the place of the claim, tidied; None where nothing was compared or it is too long."""
        graph = self.graph
        if graph is None or graph.size(self.truth) > LONGEST:
            return None
        return substituted(graph, self.truth, (), frozenset(self.names))


@record
class _Compared:
    scene: Scene
    truth: int
    claim: int
    verdict: Verdict
    called: Mapping[int, str]


def weigh(base: Side, other: Side, sheet: Sheet, words: str = "", line: int = -1) -> Weighed:
    """The verdict on base = other, as the text stands."""
    first: Weighed | None = None
    for take, settled in takes(sheet, (base, other)):
        found = _taken(take, base, other)
        if take.bound and not isinstance(found, Weighed) and found.verdict.outcome != "right":
            curve = on_curve(found, next(iter(take.bound)))
            found = curve if settled or curve.found == "true" else Weighed("not_checkable", RELATED)
        if isinstance(found, Weighed):
            if found.found == "true":
                return found
            first = first or found
            continue
        if found.verdict.outcome == "right":
            return _weighed("true", found)
        at_values = _at_values(found, base, other, sheet, line)
        if at_values is not None and at_values.found in ("true", "not_checkable"):
            return at_values
        if first is None:
            first = at_values or _decided(found, base, other, sheet, words, settled)
    return first or Weighed("not_checkable", UNDEFINED)


def _taken(take: Take, base: Side, other: Side) -> _Compared | Weighed:
    """Both sides under one take, compared."""
    scene = Scene(take)
    try:
        truth, claim = scene.side(base), scene.side(other)
        if len(scene.graph.cone([truth, claim])) > LARGEST:
            raise Unclear
        verdict = judge(scene.graph, truth, claim, scene.differentiated)
    except Unclear:
        return Weighed("not_checkable", UNDEFINED)
    except ChainruleError as error:
        return Weighed("not_checkable", error.text, error.facts)
    except NoValue:
        return Weighed("not_checkable", NOT_TOLD)
    graph, said = scene.graph, all_names((base, other))
    named = {node: name for name, node in scene.nodes.items() if name in said and not graph.is_leaf(node)
             and node not in (truth, claim)}
    return _Compared(scene, truth, claim, verdict, named)


def on_curve(found: _Compared, name: str) -> Weighed:
    """The verdict at points that satisfy the relation that binds a name: there, and only there, must both agree."""
    scene, graph = found.scene, found.scene.graph
    curve = points_on(graph, scene.relation(name), scene.node(name), (found.truth, found.claim))
    apart = [abs(a - b) > ON_CURVE * max(abs(a), abs(b), 1e-9) for a, b in curve]
    if len(apart) < ENOUGH:
        return _weighed("not_checkable", found, RELATED)
    if not any(apart):
        return _weighed("true", found)
    return _weighed("false", found) if all(apart) else _weighed("not_checkable", found, RELATED)


def _weighed(found: Found, compared: _Compared, why: Text | None = None, **facts: object) -> Weighed:
    return Weighed(found, why, dict(facts) or None, compared.verdict, compared.scene.graph, compared.truth,
                   compared.claim, compared.called)


def _decided(found: _Compared, base: Side, other: Side, sheet: Sheet, words: str, settled: bool) -> Weighed:
    """A verdict other than right: what may excuse the claim comes first."""
    verdict, graph = found.verdict, found.scene.graph
    if verdict.outcome == "cannot_tell":
        return _weighed("not_checkable", found, verdict.why or NOT_TOLD)
    names = {graph.name(i) for i in graph.inputs([found.claim])}
    own = {graph.name(i) for i in graph.inputs([found.truth, *found.scene.differentiated])}
    foreign = sorted((names - own) | ({"i", "j"} & (names | own)))
    if foreign:
        return _weighed("not_checkable", found, FOREIGN, name=", ".join(foreign))
    if (names | own | all_names((base, other))) & sheet.related:
        return _weighed("not_checkable", found, RELATED)
    if _COMPOSED.search(base.text) and any(sheet.known.get(name) for name in all_names((base, other))):
        return _weighed("not_checkable", found, GENERIC)  # (f∘u)' of a value f, which is no function
    if _unknowns(graph, found.claim) - _unknowns(graph, *found.scene.differentiated):
        return _weighed("not_checkable", found, GENERIC)
    if not _says(base, found, settled):
        return _weighed("not_checkable", found, GENERIC)
    if verdict.outcome == "right_where":
        return _weighed("true_where", found)
    near = _near(found, other)
    if near is not None:
        return near
    if is_number(other) and graph.varies[found.truth] and _may_be_asked(base, other, words, sheet.strict):
        return _weighed("not_checkable", found, CONDITION)
    return _weighed("false", found)


def _unknowns(graph: Graph, *nodes: int) -> set[str]:
    return {graph.unknown(i).name for i in graph.cone(nodes) if graph.ops[i] == "unknown"}


def _says(base: Side, found: _Compared, settled: bool) -> bool:
    """Whether the claim says what a derivative is: one of a formula, or of a function that is known."""
    wholes = [called(d.of) for d in all_derivatives([base])]
    unknown = bool(_unknowns(found.scene.graph, found.truth, found.claim))
    if not unknown:
        return settled
    return bool(wholes) and wholes[0] is None and type(base.tree).__name__ == "Variable"


def _may_be_asked(base: Side, other: Side, words: str, strict: bool) -> bool:
    """Whether `f'(x) = 3` may be an equation to be solved or be meant at a point; not so in a solution."""
    operator = any(called(d.of) is None for d in all_derivatives([base]))
    if operator or strict and _value(other) != 0:
        return bool(_ASKS.search(words))
    return True


def _value(side: Side) -> float | None:
    """The number that a side of numbers is."""
    scene = Scene(Take({}))
    try:
        node = scene.side(side)
        return float(evaluate(scene.graph, scene.graph.cone([node]), {})[node])
    except (ChainruleError, NoValue, Unclear, KeyError):
        return None


def _near(found: _Compared, other: Side) -> Weighed | None:
    """What rounding may explain: true where the digits agree, not to be checked where they nearly do."""
    rounded = decimal(other)
    graph = found.scene.graph
    if graph.varies[found.truth] or graph.varies[found.claim]:
        return None
    one = found.verdict.counterexample
    if one is None or one.claim is None:
        return None
    gap, size = abs(float(one.truth) - float(one.claim)), abs(float(one.truth))
    digits = len(rounded.note.partition(".")[2]) if rounded is not None and "e" not in rounded.note.lower() else None
    if digits is not None and gap <= 0.51 * 10.0 ** -digits:
        return _weighed("true", found)
    if gap <= 1.2 * size * _rounding(other):
        return _weighed("true", found)
    inexact = rounded is not None or any(c in other.text for c in ".≈")
    if inexact and (gap <= 0.02 * size or digits is not None and gap <= 3 * 10.0 ** -digits):
        return _weighed("not_checkable", found, ROUNDED)
    return None


def _rounding(side: Side) -> float:
    """How much of its value the rounding of the decimals in a side may be."""
    found = 0.0
    for head in walk(side.tree):
        if type(head) is Numeral and "." in head.note and "e" not in head.note.lower() and head.value:
            found += 0.51 * 10.0 ** -len(head.note.partition(".")[2]) / float(head.value)
    return found


def _at_values(found: _Compared, base: Side, other: Side, sheet: Sheet, line: int) -> Weighed | None:
    """The claim with the numbers that the text gives its names; None where there are none, or they do not settle it."""
    graph = found.scene.graph
    inputs = {graph.name(i): i for i in graph.inputs([found.truth, found.claim])}
    nodes = {**found.scene.nodes, **inputs}
    given = {name: values for name, values in sheet.values.items() if name in nodes}
    if not given:
        return None
    turns = max(len(values) for values in given.values())
    result: Weighed | None = None
    for turn in range(min(turns, 4)):
        chosen = {nodes[name]: values[-1 - min(turn, len(values) - 1)] for name, values in given.items()}
        one = _with_values(found, other, chosen)
        if one is None:
            continue
        if one.found == "true" or one.found == "not_checkable" and one.why is ROUNDED:
            return one
        if turn == 0 and is_number(other) and any(v.line == line for v in chosen.values()):
            result = one
    return result


def _with_values(found: _Compared, other: Side, chosen: dict[int, Valued]) -> Weighed | None:
    """The comparison at one choice of values; None where a name is still free on one side alone."""
    scene = found.scene
    numbers = {}
    try:
        for node, valued in chosen.items():
            numbers[node] = scene.side(valued.side)
        truth, claim = scene.replaced(found.truth, numbers), scene.replaced(found.claim, numbers)
        graph = scene.graph
        if graph.varies[truth] or graph.varies[claim]:
            return None
        verdict = judge(graph, truth, claim)
    except (ChainruleError, NoValue, Unclear):
        return None
    made = _Compared(scene, truth, claim, verdict, {})
    if verdict.outcome == "right":
        return _weighed("true", made)
    return _near(made, other) or (_weighed("false", made) if verdict.outcome == "wrong" else None)


def best(readings: Iterable[Sequence[Side]], sheet: Sheet, words: str = "", line: int = -1) -> Weighed:
    """The verdict on the readings (base, other) of an equality: true if one of them is."""
    first: Weighed | None = None
    for base, other in readings:
        found = weigh(base, other, sheet, words, line)
        if found.found == "true":
            return found
        first = first or found
    return first or Weighed("not_checkable", UNDEFINED)
