"""Points at which a function bends or jumps: what is said about them, beside the numbers and below."""
from __future__ import annotations

from fractions import Fraction

from ..derivation.paths import Derivation
from ..language import Language, Text
from ..notation.numbers import number
from ..solution.stage import Result, Stage
from .page import Note
from .sentences import Parts, listed, sentence, with_particle
from .symbols import Letters

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
SHARED = Text("At a tie the backward pass shares the gradient evenly among the equal inputs, as PyTorch does.",
              "값이 같은 입력이 여럿이면 역전파에서는 기울기를 똑같이 나눠 보낸다. 파이토치도 그렇게 한다.")
BLOCKED = Text("At a tie the backward pass above gives the equal inputs 0. Frameworks differ: of two equal inputs "
               "PyTorch gives each 1/2, TensorFlow gives everything to the first.",
               "값이 같은 입력이 여럿이면 위의 역전파에서는 그 입력에 모두 0을 보낸다. 프레임워크마다 다르다. "
               "두 입력이 같으면 파이토치는 1/2씩 나눠 보내고 텐서플로는 첫째 입력에만 보낸다.")
FIRST = Text("At a tie the backward pass gives everything to the first of the equal inputs, as TensorFlow does; "
             "PyTorch shares it.",
             "값이 같은 입력이 여럿이면 위의 역전파에서는 첫째 입력에만 기울기를 보낸다. 텐서플로도 그렇게 하고, "
             "파이토치는 나눠 보낸다.")
LISTED = 6  # variables that one note speaks of
_SETTLED = frozenset(("abs", "relu", "sign", "step", "floor", "ceil"))  # where frameworks agree: the slope is 0
_JUMPING = frozenset(("sign", "step", "floor", "ceil"))
_ROUTING = frozenset(("max", "min"))


def is_without(stage: Stage, variable: int) -> bool:
    """Whether there is no derivative by this variable at the point."""
    return any(d.variable == variable and r.value is None
               for d, r in zip(stage.derivations, stage.results, strict=False))


def remark(stage: Stage, letters: Letters, node: int, language: Language) -> Parts:
    """What stands beside a number of the backward pass that is not a derivative, or is made from such a one."""
    assert stage.passes is not None
    joints = {k.gate for k in stage.passes.kinks}
    edges = [e for e, _ in stage.sweep.terms[node] if e.gate in joints]
    without = is_without(stage, node)
    values = list(dict.fromkeys(number(stage.passes.partials[e.gate, e.slot])[0] for e in edges))
    if len(values) != 1:
        return (NO_DERIVATIVE.say(language),) if without else ()
    return sentence(USED_INSTEAD if without else USED, language, ratio=listed([letters.edge(e) for e in edges]),
                    value=values[0])


def notes(stage: Stage, letters: Letters, language: Language, *, brief: bool) -> list[Note]:
    """What happens at a joint: both one-sided derivatives by each variable, and what frameworks do."""
    if stage.passes is None:
        return []
    groups: dict[tuple[int, ...], list[tuple[Derivation, Result]]] = {}
    for derived, result in zip(stage.derivations, stage.results, strict=True):
        gates = tuple(k.gate for k in stage.passes.kinks if derived.variable in k.variables)
        if gates:
            groups.setdefault(gates, []).append((derived, result))
    return [_note(stage, gates, found[:LISTED], letters, language, brief) for gates, found in groups.items()]


def _note(stage: Stage, gates: tuple[int, ...], found: list[tuple[Derivation, Result]], letters: Letters,
          language: Language, brief: bool) -> Note:
    """One note for the variables that meet the same joints."""
    graph = stage.graph
    said: list[Parts] = []
    jumping = [g for g in gates if graph.ops[g] in _JUMPING]
    for names, one, several in (([g for g in gates if g not in jumping], BENDS, BEND), (jumping, JUMPS, JUMP)):
        if names:
            shown = listed([letters.label(g) for g in names])
            said.append(sentence(several if names[1:] else one, language, gate=shown,
                                 gate_t=_with_topic(names, letters)))
    without = []
    for derived, result in found:
        x = letters.label(derived.variable)
        if result.value is not None:
            said.append(sentence(MEETS, language, x=x, value=number(result.value)[0]))
            continue
        without.append(derived.variable)
        if result.left is None or result.right is None:
            said.append(sentence(NEITHER, language, x=x))
        else:
            said.append(sentence(SIDES, language, x=x, left=number(result.left)[0], right=number(result.right)[0]))
    if without and not brief:
        said += _convention(stage, gates, without, language)
    return Note(tuple(part for k, parts in enumerate(said) for part in ((" ", *parts) if k else parts)), "warn")


def _with_topic(gates: list[int], letters: Letters) -> Parts:
    """u, v는."""
    before = listed([letters.label(g) for g in gates[:-1]])
    return (*before, *((", ",) if before else ()), *with_particle(letters.name(gates[-1]), "은"))


def _convention(stage: Stage, gates: tuple[int, ...], variables: list[int], language: Language) -> list[Parts]:
    """What the backward pass counts at the joint, and whether frameworks do the same."""
    assert stage.passes is not None
    graph, passes = stage.graph, stage.passes
    if all(graph.ops[g] in _SETTLED for g in gates):
        values = dict.fromkeys(number(passes.adjoints.get(v, 0))[0] for v in variables)
        return [sentence(FRAMEWORKS, language, value=value) for value in values] if len(values) == 1 else []
    routing = [g for g in gates if graph.ops[g] in _ROUTING]
    if len(routing) != len(gates):
        return []
    tied = {a for a in graph.args[routing[0]] if passes.forward[a] == passes.forward[routing[0]]}
    counted = {passes.partials[e.gate, e.slot] for e in stage.sweep.edges.get(routing[0], ()) if e.source in tied}
    if counted == {Fraction(1, len(tied))}:
        return [(SHARED.say(language),)]
    if counted == {0, 1}:
        return [(FIRST.say(language),)]
    return [(BLOCKED.say(language),)] if counted == {0} else []
