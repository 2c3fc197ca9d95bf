"""Remarks that are not steps: kinks, conditions, the outcome of the check."""
from __future__ import annotations

from collections.abc import Sequence

from .chapters import MORE
from .derivation import Derivation
from .formula import Box, Op, Row
from .language import Language, Text, josa
from .letters import Letters
from .page import Note
from .stages import Result, Stage
from .values import Number
from .writing import number

CHECKED = Text("checked numerically at {points} points", "수치 미분으로 확인 (점 {points}개)")
UNCHECKED = Text("could not be checked numerically: {why}", "수치 미분으로 확인하지 못함: {why}")
WRONG = Text("WRONG: the numeric derivative disagrees (relative difference {error:.2g}). This is a bug in chainrule; "
             "do not use the answer.",
             "틀림: 수치 미분과 맞지 않는다 (상대 오차 {error:.2g}). chainrule의 버그이므로 이 답을 쓰지 말 것.")
HOLDS = Text("Holds where ", "조건: ")
KINK = Text("{gate} has a kink here: ", "{gate_t} 여기에서 꺾인다: ")
SIDES = Text("from the left {left}, from the right {right}; there is no derivative at this point. "
             "Frameworks take {framework}.",
             "왼쪽 미분계수는 {left}, 오른쪽 미분계수는 {right}. 서로 달라 이 점에서 미분할 수 없다. "
            "딥러닝 프레임워크는 값 {framework}을 쓴다.")
JUMP = Text("the function jumps or its slope does; there is no derivative at this point.",
            "값이나 기울기가 갑자기 바뀌므로 이 점에서 미분할 수 없다.")
MEETS = Text("both sides agree, so the derivative exists: {value}.", "양쪽이 같으므로 미분계수가 있다: {value}.")


def kink_notes(stage: Stage, derived: Derivation, result: Result, letters: Letters, language: Language
               ) -> list[Note]:
    """What happens at a joint: both one-sided derivatives, and what frameworks do."""
    assert stage.passes is not None
    gates = [k.gate for k in stage.passes.kinks if k.gate in derived.edges]
    if not gates:
        return []
    name = letters.name(gates[0])
    parts: list[str | Box] = [KINK.say(language, gate=name, gate_t=josa(name, "은"))]
    if result.left is None or result.right is None:
        parts.append(JUMP.say(language))
    elif result.value is not None:
        parts += _filled(MEETS.say(language, value="\0"), [result.value])
    else:
        framework = stage.passes.adjoints.get(derived.variable, 0)
        parts += _filled(SIDES.say(language, left="\0", right="\0", framework="\0"),
                         [result.left, result.right, framework])
    return [Note(tuple(parts), "warn")]


def _filled(sentence: str, values: Sequence[Number]) -> list[str | Box]:
    """A sentence with numbers, as boxes, where its gaps are."""
    words = sentence.split("\0")
    parts: list[str | Box] = [words[0]]
    for value, after in zip(values, words[1:], strict=True):
        parts += [number(value)[0], after]
    return parts


def condition_note(stage: Stage, letters: Letters, language: Language, most: int) -> Note | None:
    """Where the answer holds."""
    parts: list[str | Box] = []
    signs = {">=": "≥", "<=": "≤", "!=": "≠"}
    for c in stage.conditions[:most]:
        left = letters.in_inputs(c.left)[0]
        right = letters.in_inputs(c.right)[0]
        parts += [", " if parts else HOLDS.say(language), Row((left, Op(signs.get(c.relation, c.relation)), right))]
    if len(stage.conditions) > most:
        parts.append(f" (… {MORE.say(language, count=len(stage.conditions) - most)})")
    return Note(tuple(parts)) if parts else None


def check_note(stage: Stage, language: Language) -> Note:
    """The outcome of the numeric check."""
    check = stage.check
    if check.status == "checked":
        return Note((CHECKED.say(language, points=check.points),), "good")
    if check.status == "wrong":
        return Note((WRONG.say(language, error=check.error),), "warn")
    return Note((UNCHECKED.say(language, why=check.why or ""),), "warn")
