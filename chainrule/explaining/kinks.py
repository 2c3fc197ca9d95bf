"""What is said where a function bends or jumps: beside the numbers of "At the point", and in notes below them."""
from __future__ import annotations

from ..derivation.paths import Derivation
from ..language import Text
from ..notation.numbers import number
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
JUMPS = Text("{gate} jumps here.", "{gate_t} 이 점에서 값이 갑자기 바뀐다.")
JUMP = Text("{gate} jump here.", "{gate_t} 이 점에서 값이 갑자기 바뀐다.")
SIDES = Text("In {x} the derivative is {left} from the left and {right} from the right, so there is no derivative in "
             "{x} at this point.",
             "{x}에 대한 왼쪽 미분계수는 {left}이고 오른쪽 미분계수는 {right}이다. 서로 다르므로 이 점에서 "
             "{x}에 대하여 미분할 수 없다.")
NEITHER = Text("There is no derivative in {x} at this point.", "이 점에서 {x}에 대하여 미분할 수 없다.")
MEETS = Text("In {x} both sides agree, so the derivative exists: {value}.",
             "{x}에 대해서는 양쪽의 미분계수가 같아서 미분할 수 있다. 미분계수는 {value}이다.")
FRAMEWORKS = Text("Deep learning frameworks go on with {value}.", "딥러닝 프레임워크에서 대신 쓰는 값은 {value}이다.")
BLOCKED = Text("At a tie the backward pass above gives the equal inputs 0. Frameworks differ: of two equal inputs "
               "PyTorch gives each 1/2, TensorFlow gives everything to the first.",
               "값이 같은 입력이 여럿이면 위의 역전파에서는 그 입력에 모두 0을 보낸다. 프레임워크마다 다르다. "
               "두 입력이 같으면 파이토치는 1/2씩 나눠 보내고 텐서플로는 첫째 입력에만 보낸다.")
FIRST = Text("At a tie the backward pass gives everything to the first of the equal inputs, as TensorFlow does; "
             "PyTorch shares it.",
             "값이 같은 입력이 여럿이면 위의 역전파에서는 첫째 입력에만 기울기를 보낸다. 텐서플로도 그렇게 하고, "
             "파이토치는 나눠 보낸다.")
LISTED = 6  # variables that one note speaks of
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
    values = list(dict.fromkeys(number(stage.passes.partials[e.gate, e.slot])[0] for e in edges))
    if len(values) != 1:
        return (telling.say(NO_DERIVATIVE),) if without else ()
    return telling.sentence(USED_INSTEAD if without else USED, ratio=listed([telling.symbols.edge(e) for e in edges]),
                            value=values[0])


def notes(telling: Telling, *, brief: bool) -> list[Note]:
    """What happens at a joint: both one-sided derivatives by each variable, and what frameworks do."""
    stage = telling.stage
    if stage.passes is None:
        return []
    groups: dict[tuple[int, ...], list[tuple[Derivation, Result]]] = {}
    for derived, result in zip(stage.derivations, stage.results, strict=True):
        gates = tuple(k.gate for k in stage.passes.kinks if derived.variable in k.variables)
        if gates:
            groups.setdefault(gates, []).append((derived, result))
    return [_note(telling, gates, found[:LISTED], brief) for gates, found in groups.items()]


def _note(telling: Telling, gates: tuple[int, ...], found: list[tuple[Derivation, Result]], brief: bool) -> Note:
    """One note for the variables that meet the same joints."""
    graph, symbols = telling.stage.graph, telling.symbols
    said: list[Parts] = []
    jumping = [g for g in gates if graph.rule(g).kind == "jumps"]
    for names, one, several in (([g for g in gates if g not in jumping], BENDS, BEND), (jumping, JUMPS, JUMP)):
        if names:
            said.append(telling.sentence(several if names[1:] else one, gate=listed([symbols.label(g) for g in names]),
                                         gate_t=_with_topic(names, symbols)))
    without = []
    for derived, result in found:
        x = symbols.label(derived.variable)
        if result.value is not None:
            said.append(telling.sentence(MEETS, x=x, value=number(result.value)[0]))
            continue
        without.append(derived.variable)
        if result.left is None or result.right is None:
            said.append(telling.sentence(NEITHER, x=x))
        else:
            said.append(telling.sentence(SIDES, x=x, left=number(result.left)[0], right=number(result.right)[0]))
    if without and not brief:
        said += _convention(telling, gates, without)
    return Note(tuple(part for k, parts in enumerate(said) for part in ((" ", *parts) if k else parts)), "warn")


def _with_topic(gates: list[int], symbols: Symbols) -> Parts:
    """u, v는."""
    before = listed([symbols.label(g) for g in gates[:-1]])
    return (*before, *((", ",) if before else ()), *with_particle(symbols.name(gates[-1]), "은"))


def _convention(telling: Telling, gates: tuple[int, ...], variables: list[int]) -> list[Parts]:
    """What the backward pass counts at the joint, and whether frameworks do the same."""
    graph, passes = telling.stage.graph, telling.stage.passes
    assert passes is not None
    if all(graph.rule(g).kind in _SETTLED for g in gates):
        values = dict.fromkeys(number(passes.adjoints.get(v, 0))[0] for v in variables)
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
