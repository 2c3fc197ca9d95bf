"""Intermediate values among the variables of one question: each that is made of others asked for is asked alone."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import OptionError
from ..graph import cutting
from ..graph.build import Built
from ..language import Text
from .question import Question
from .variables import plain_name

ENTANGLED = Text("`{inner}` is made of `{below}`: while one of them varies the other does not stay as it is, so there "
                 "is no second derivative by both. Ask for one of them.",
                 "`{inner}`의 값은 `{below}`에 따라 정해집니다. 한쪽만 변할 수 없으므로 두 변수를 섞은 이계도함수는 "
                 "없습니다. 한 변수로만 미분해 주세요.")


def parted(built: Built, question: Question, wanted: Sequence[str]) -> tuple[Question, ...]:
    """The question, or where one of its variables leads into another one the questions that it comes to: the inputs
    together, every intermediate value alone. Raises OptionError where they were to be combined."""
    found = _entangled(built, [*wanted, *question.then, *question.program.asked])
    if found is None:
        return (question,)
    if question.order > 1 or question.then or len(question.program.asked) > 1:
        raise OptionError("usage", ENTANGLED, facts={"inner": found[0], "below": found[1]})
    inputs = tuple(n for n in wanted if n in built.inputs)
    groups = ([inputs] if inputs else []) + [(n,) for n in wanted if n not in built.inputs]
    return tuple(replace(question, wrt=group) for group in groups)


def _entangled(built: Built, wanted: Sequence[str]) -> tuple[str, str] | None:
    """An intermediate value among the variables, and one of the others that it is made of."""
    inner = [n for n in wanted if n not in built.inputs]
    if not inner or len(set(wanted)) < 2:
        return None
    nodes = {name: node for node, name in cutting.labels_of(built).items()}
    ids = {**nodes, **built.inputs}
    for name in inner:
        node = nodes.get(plain_name(name))
        if node is None:
            continue
        below = set(built.graph.cone([node])) - {node}
        other = next((n for n in wanted if ids.get(plain_name(n), node) in below), None)
        if other is not None:
            return plain_name(name), other
    return None
