"""What is said where a function bends or jumps: beside the numbers of "At the point", and in notes below them."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..derivation.paths import Derivation
from ..graph.evaluate import is_number
from ..language import Text
from ..notation.boxes import Box, Name, Op, Row
from ..notation.numbers import number
from ..numbers.one_sided import Side
from ..solution.stage import Result, Stage
from .page import Note, Parts, listed, with_particle
from .symbols import Symbols
from .telling import Telling

NO_DERIVATIVE = Text("no derivative at this point", "이 점에서는 미분계수가 없다")
USED = Text("here {value} is used for {ratio}", "여기서 {ratio} 대신 쓴 값은 {value}이다")
USED_INSTEAD = Text("no derivative at this point; {value} is used for {ratio}",
                    "이 점에서는 미분계수가 없다. {ratio} 대신 쓴 값은 {value}이다")
BENDS = Text("{gate} has a kink here.", "{gate_t} 이 점에서 꺾인다.")
BEND = Text("{gate} have kinks here.", "{gate_t} 이 점에서 꺾인다.")
JUMPS = Text("{gate} jumps here.", "{gate_t} 이 점에서 불연속이다.")
JUMP = Text("{gate} jump here.", "{gate_t} 이 점에서 불연속이다.")
SIDES = Text("With respect to {x} the left derivative of {f} is {left} and the right one {right}: they differ, so {f} "
             "is "
             "not differentiable in {x} at this point.",
             "{x}에 대한 {f}의 좌미분계수는 {left}이고 우미분계수는 {right}이다. 서로 다르므로 이 점에서 "
             "{x}에 대하여 미분할 수 없다.")
NEITHER = Text("There is no derivative of {f} in {x} at this point.", "이 점에서 {f_t} {x}에 대하여 미분할 수 없다.")
MEETS = Text("With respect to {x} the left and the right derivative of {f} agree, so the derivative exists: {value}.",
             "{x}에 대한 {f}의 좌미분계수와 우미분계수가 같으므로 미분할 수 있다. 미분계수는 {value}이다.")
SETTLED = Text("The rules give no value here; the difference quotients of {f} do: in {x} the derivative exists, "
               "{value}.",
               "여기서는 미분 공식으로 값을 얻을 수 없으나, {x}에 대한 {f}의 평균변화율은 양쪽에서 같은 값으로 "
               "수렴한다. 미분계수는 {value}이다.")
STEEP = Text("In {x} the slope of {f} grows beyond all bounds: the tangent is vertical, and there is no derivative.",
             "{x}의 값이 이 점에 가까워지면 {f}의 기울기가 한없이 커진다. 접선이 y축에 평행하므로 {x}에 대하여 "
             "미분할 수 없다.")
CUSP = Text("In {x} the slope of {f} tends to {left} from the left and to {right} from the right, so there is no "
            "derivative.",
            "{x}에 대한 {f}의 기울기는 왼쪽에서 {left}, 오른쪽에서 {right}로 발산한다. 따라서 미분할 수 없다.")
LEFT_STEEP = Text("In {x} the slope of {f} grows without bound ({left}) from the left and tends to {right} from the "
                  "right, so there is no derivative.",
                  "{x}에 대한 {f}의 기울기는 왼쪽에서 {left}로 발산하고, 우미분계수는 {right}이다. 따라서 미분할 수 "
                  "없다.")
RIGHT_STEEP = Text("In {x} the slope of {f} tends to {left} from the left and grows without bound ({right}) from the "
                   "right, so there is no derivative.",
                   "{x}에 대한 {f}의 좌미분계수는 {left}이고, 기울기는 오른쪽에서 {right}로 발산한다. 따라서 미분할 수 "
                   "없다.")
BREAKS = Text("In {x} the function {f} is not continuous at this point, so there is no derivative.",
              "{f_t} 이 점에서 {x}에 대하여 불연속이므로 미분할 수 없다.")
ENDS = Text("In {x} the function {f} has values on one side of this point only: there is no derivative, but a "
            "one-sided one, {value}.",
            "{x}에 대하여 {f}의 함숫값이 이 점의 한쪽에만 있다. 미분계수는 없고, 한쪽 미분계수는 {value}이다.")
ENDS_STEEP = Text("In {x} the function {f} has values on one side of this point only: there is no derivative; from the "
                  "one side the slope grows without bound ({value}).",
                  "{x}에 대하여 {f}의 함숫값이 이 점의 한쪽에만 있다. 미분계수는 없다. 그 한쪽에서 기울기는 {value}로 "
                  "발산한다.")
ALONE = Text("In {x} the function {f} has no values beside this point, so there is no derivative.",
             "{x}에 대하여 이 점의 옆에서는 {f}의 함숫값이 없으므로 미분할 수 없다.")
OF_BEFORE = Text("At this point the formula of {g} cannot be used; the difference quotients of {g} decide.",
                 "이 점에서는 {g}의 식을 그대로 쓸 수 없으므로 {g}의 평균변화율로 정한다.")
LOST = Text("The derivative before does not exist at this point, so there is no further one in {x}.",
            "앞 단계의 미분계수가 이 점에서 존재하지 않으므로 {x}에 대하여 더 미분할 수 없다.")
FRAMEWORKS = Text("Deep learning frameworks use {value} here.", "딥러닝 프레임워크에서 대신 쓰는 값은 {value}이다.")
BLOCKED = Text("At a tie the backward pass above gives the equal inputs 0. Frameworks differ: of two equal inputs "
               "PyTorch gives each 1/2, TensorFlow gives everything to the first.",
               "값이 같은 입력이 여럿이면 위의 역전파에서는 그 입력에 모두 0을 보낸다. 프레임워크마다 다르다. "
               "두 입력이 같으면 파이토치는 1/2씩 나누어 보내고 텐서플로는 첫째 입력에만 보낸다.")
FIRST = Text("At a tie the backward pass gives everything to the first of the equal inputs, as TensorFlow does; "
             "PyTorch shares it.",
             "값이 같은 입력이 여럿이면 위의 역전파에서는 첫째 입력에만 기울기를 보낸다. 텐서플로도 그렇게 하고, "
             "파이토치는 같은 입력에 나누어 보낸다.")
LISTED = 6  # variables that one note speaks of
_STEEP = frozenset(("rises", "falls"))  # outcomes where the slope grows beyond all bounds
_SETTLED = ("bends", "jumps")  # kinds of joints where frameworks agree: the slope is 0


def is_without(stage: Stage, variable: int) -> bool:
    """Whether there is no derivative by this variable at the point."""
    return any(d.variable == variable and r.value is None
               for d, r in zip(stage.derivations, stage.results, strict=False))


def remark(telling: Telling, node: int) -> Parts:
    """What stands beside a number of the backward pass that is not a derivative, or is made from such a one."""
    stage = telling.stage
    assert stage.passes is not None
    joints = {k.gate for k in stage.passes.kinks}
    edges = [e for e, _ in stage.sweep.terms[node] if e.gate in joints]
    without = is_without(stage, node)
    values = list(dict.fromkeys(number(stage.passes.partials[e.gate, e.slot])[0] for e in edges
                                if is_number(stage.passes.partials[e.gate, e.slot])))
    if len(values) != 1:
        return (telling.say(NO_DERIVATIVE),) if without else ()
    return telling.sentence(USED_INSTEAD if without else USED, ratio=listed([telling.symbols.edge(e) for e in edges]),
                            value=values[0])


def notes(telling: Telling, *, brief: bool) -> list[Note]:
    """What happens at a joint: both one-sided derivatives by each variable, and what frameworks do."""
    stage = telling.stage
    groups: dict[tuple[int, ...], list[tuple[Derivation, Result]]] = {}
    for derived, result in zip(stage.derivations, stage.results, strict=bool(stage.results)):
        kinks = stage.passes.kinks if stage.passes is not None else ()
        gates = tuple(k.gate for k in kinks if derived.variable in k.variables)
        if gates or result.sides is not None or result.value is None:
            groups.setdefault(gates, []).append((derived, result))
    return [_note(telling, gates, found[:LISTED], brief) for gates, found in groups.items()]


def _note(telling: Telling, gates: tuple[int, ...], found: list[tuple[Derivation, Result]], brief: bool) -> Note:
    """One note for the variables that meet the same joints."""
    symbols, passes = telling.symbols, telling.stage.passes
    said: list[Parts] = [] if passes is not None else [
        telling.sentence(OF_BEFORE, g=symbols.label(telling.stage.output))]
    jumping = [k.gate for k in passes.kinks if k.gate in gates and k.kind == "jumps"] if passes is not None else []
    for names, one, several in (([g for g in gates if g not in jumping], BENDS, BEND), (jumping, JUMPS, JUMP)):
        if names:
            said.append(telling.sentence(several if names[1:] else one, gate=listed([symbols.label(g) for g in names]),
                                         gate_t=_with_topic(names, symbols)))
    without = []
    for derived, result in found:
        said.append(_outcome(telling, derived, result))
        if result.value is None:
            without.append(derived.variable)
    if without and not brief:
        said += _convention(telling, gates, without)
    return Note(tuple(part for k, parts in enumerate(said) for part in ((" ", *parts) if k else parts)), "warn",
                here=True)


def _outcome(telling: Telling, derived: Derivation, result: Result) -> Parts:
    """Whether there is a derivative by one variable, and what there is where there is none."""
    symbols, passes = telling.symbols, telling.stage.passes
    x = symbols.label(derived.variable)
    if result.value is None and result.sides is None and passes is None:
        return telling.sentence(LOST, x=x)
    ruled = passes is not None and is_number(passes.adjoints.get(derived.variable, 0))
    return settled(telling, x, symbols.name(derived.output), result, ruled=ruled)


def settled(telling: Telling, x: Box, name: str, result: Result, *, ruled: bool) -> Parts:
    """What the function of this name does as x moves; `ruled` says whether the rules give a number too."""
    facts: dict[str, Any] = {"x": x, "f": Name(name), "f_t": with_particle(name, "은")}
    if result.value is not None:
        return telling.sentence(MEETS if ruled else SETTLED, value=number(result.value)[0], **facts)
    if result.sides is None:
        return telling.sentence(NEITHER, **facts)
    outcomes = [side.outcome for side in result.sides]
    slopes = [_slope(side, value) for side, value in zip(result.sides, (result.left, result.right), strict=True)]
    if "jumps" in outcomes:
        return telling.sentence(BREAKS, **facts)
    there = [slope for slope in slopes if slope is not None]
    if len(there) == 2:
        return telling.sentence(_of_sides(outcomes), left=there[0], right=there[1], **facts)
    if "ends" in outcomes and "untold" not in outcomes:
        text = ALONE if not there else ENDS_STEEP if _STEEP & {*outcomes} else ENDS
        return telling.sentence(text, value=there[0] if there else "", **facts)
    return telling.sentence(NEITHER, **facts)


def _of_sides(outcomes: Sequence[str]) -> Text:
    """How the slopes of both sides differ."""
    left, right = (outcome in _STEEP for outcome in outcomes)
    if left and right:
        return STEEP if outcomes[0] == outcomes[1] else CUSP
    return LEFT_STEEP if left else RIGHT_STEEP if right else SIDES


def _slope(side: Side, value: Any) -> Box | None:
    """The slope on one side, ±∞ where the tangent is vertical; None where there is none."""
    if side.outcome in _STEEP:
        return Op("∞") if side.outcome == "rises" else Row((Op("neg"), Op("∞")))
    return None if value is None else number(value)[0]


def _with_topic(gates: list[int], symbols: Symbols) -> Parts:
    """u, v는."""
    before = listed([symbols.label(g) for g in gates[:-1]])
    return (*before, *((", ",) if before else ()), *with_particle(symbols.name(gates[-1]), "은"))


def _convention(telling: Telling, gates: tuple[int, ...], variables: list[int]) -> list[Parts]:
    """What the backward pass counts at the joint, and whether frameworks do the same."""
    graph, passes = telling.stage.graph, telling.stage.passes
    if passes is None or not gates:
        return []
    if all(graph.rule(g).kind in _SETTLED for g in gates):
        values = dict.fromkeys(number(passes.adjoints.get(v, 0))[0] for v in variables
                               if is_number(passes.adjoints.get(v, 0)))
        return [telling.sentence(FRAMEWORKS, value=value) for value in values] if len(values) == 1 else []
    routing = [g for g in gates if graph.rule(g).kind == "routes"]
    if len(routing) != len(gates):
        return []
    tied = {a for a in graph.args[routing[0]] if passes.forward[a] == passes.forward[routing[0]]}
    edges = telling.stage.sweep.edges.get(routing[0], ())
    counted = {passes.partials[e.gate, e.slot] for e in edges if e.source in tied}
    if counted == {0, 1}:
        return [(telling.say(FIRST),)]
    return [(telling.say(BLOCKED),)] if counted == {0} else []
