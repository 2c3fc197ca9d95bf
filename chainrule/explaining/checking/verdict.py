"""A verdict in words: right, right where, wrong and where that is seen, or why it cannot be told."""
from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from ...graph.graph import Graph
from ...language import Language, Text
from ...notation.boxes import Box, Name, Op, Row, relation
from ...notation.numbers import SIGNIFICANT, number
from ...notation.text import write as plain
from ...notation.write import write
from ...numbers.agreement import Compared
from ...solution.checking.verdict import Condition, Verdict
from ..page import Block, Note, Parts, Table, sentence

RIGHT = Text("Right.", "맞음.")
SAME_TREE = Text("Both formulas are the same.", "두 식이 똑같다.")
SAME_NUMBERS = Text("Both agree at {points} irregular points, with 40 digits and on both sides of every sign change.",
                    "부호가 바뀌는 곳의 양쪽에서 고른 점 {points}개에서 40자리까지 일치한다.")
SAME_HERE = Text("At this point both agree to 40 digits.", "이 점에서 두 값이 40자리까지 일치한다.")
FOR_ANY = Text("Smooth functions were put in for {names}.", "{names} 대신 매끄러운 함수를 넣어 확인하였다.")
RIGHT_WHERE = Text("Right only where {condition}.", "{condition}에서만 맞음.")
RIGHT_SOMEWHERE = Text("Right on a part only: at {equal} of {points} points.",
                       "일부에서만 맞음: 점 {points}개 가운데 {equal}개에서 일치한다.")
OPPOSITE = Text("Elsewhere the sign is the opposite.", "그 밖에서는 부호가 반대이다.")
NO_VALUE = Text("Elsewhere the claimed formula has no value.", "그 밖에서는 주장한 식의 값이 없다.")
WRONG = Text("Wrong.", "틀림.")
CANNOT_TELL = Text("This cannot be told: {why}.", "판단할 수 없음: {why}.")
AT, TRUE, CLAIMED = Text("At", "점"), Text("Truth", "참값"), Text("Claimed", "주장한 값")
ANSWERED = Text("Claimed", "적은 답의 값")
NONE = Text("none", "없음")
DOUBLE = 17  # digits of a double
OUTCOMES = {"right": Text("right", "맞음"), "right_where": Text("right only on a part", "일부에서만 맞음"),
            "wrong": Text("wrong", "틀림"), "cannot_tell": Text("cannot tell", "판단할 수 없음")}


def verdict_blocks(graph: Graph, verdict: Verdict, language: Language, unknown: Iterable[str] = (),
                   claimed: Text = CLAIMED) -> list[Block]:
    """The verdict, and for a claim that is not right a point where this is seen."""
    mood = {"right": "good"}.get(verdict.outcome, "warn")
    blocks: list[Block] = [Note(_said(graph, verdict, language), mood)]
    if verdict.outcome == "right":
        blocks.append(Note(how(verdict, language, unknown)))
    seen = verdict.counterexample
    if seen is not None:
        blocks.append(seen_at(graph, seen, language, claimed))
    return blocks


def _said(graph: Graph, verdict: Verdict, language: Language) -> Parts:
    if verdict.outcome == "right":
        return (RIGHT.say(language),)
    if verdict.outcome == "wrong":
        return (WRONG.say(language),)
    if verdict.outcome == "cannot_tell":
        return sentence(CANNOT_TELL, language, why=verdict.why or "")
    if verdict.condition:
        said = sentence(RIGHT_WHERE, language, condition=condition_box(graph, verdict.condition))
    else:
        equal = sum(c.outcome == "equal" for c in verdict.compared)
        said = sentence(RIGHT_SOMEWHERE, language, equal=equal, points=len(verdict.compared))
    rest = OPPOSITE if verdict.opposite else NO_VALUE if verdict.ends else None
    return (*said, " " + rest.say(language)) if rest is not None else said


def how(verdict: Verdict, language: Language, unknown: Iterable[str] = ()) -> Parts:
    """How it is known to be right."""
    if verdict.layer == "tree":
        return (SAME_TREE.say(language),)
    places = any(each.place.at for each in verdict.compared)  # none where the claim was about one point
    said = sentence(SAME_NUMBERS if places else SAME_HERE, language, points=len(verdict.compared))
    names = ", ".join(unknown)
    return (*said, " ", *sentence(FOR_ANY, language, names=names)) if names else said


def seen_at(graph: Graph, seen: Compared, language: Language, claimed: Text = CLAIMED) -> Table:
    """One point with both values."""
    place: list[Box] = [Row((Name(graph.name(i)), Op("="), number(float(x))[0])) for i, x in seen.place.at.items()]
    truth, claim = _double(seen.truth), None if seen.claim is None else _double(seen.claim)
    digits = SIGNIFICANT if claim is None else telling_digits(truth, claim)
    values = (number(truth, digits)[0], NONE.say(language) if claim is None else number(claim, digits)[0])
    head = (TRUE.say(language), claimed.say(language))
    if not place:  # the claim was about one point
        return Table(head, (values,))
    return Table((AT.say(language), *head), ((", ".join(map(plain, place)), *values),))


def _double(value: Any) -> Any:
    """The value as a double, where there is one of its size."""
    return value if math.isinf(float(value)) else float(value)


def telling_digits(one: Any, other: Any) -> int:
    """So many digits that two different numbers look different too."""
    return next((digits for digits in range(SIGNIFICANT, DOUBLE) if plain(number(one, digits)[0])
                 != plain(number(other, digits)[0])), DOUBLE)


def condition_box(graph: Graph, condition: Condition) -> Box:
    """x > 0 ∧ y > 0."""
    parts: list[Box] = []
    for claim in condition:
        if parts:
            parts.append(Op("and"))
        parts.append(Row((write(graph, claim.left, {}), relation(claim.relation), write(graph, claim.right, {}))))
    return Row(tuple(parts)) if len(parts) > 1 else parts[0]


def condition_text(graph: Graph, condition: Condition) -> str | None:
    """The condition as text that chainrule reads; None where there is none."""
    return plain(condition_box(graph, condition), style="plain") if condition else None
