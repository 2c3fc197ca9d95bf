"""The second half of a page with shapes: the derivative differentiated once more."""
from __future__ import annotations

from ...language import Text
from ...notation.boxes import Box, Name, Num, Op, Paren, Row, Sup
from ...notation.shaped import label
from ...rules.shape import NUMBER
from ..page import Block, Equation, Heading, Line, Paragraph, Parts
from .symbols import ShapedTelling

MATRIX = Text("The gradient differentiated once more: the Hessian matrix", "그래디언트를 한 번 더 미분: 헤세 행렬")
RULE = Text("The gradient differentiated once more: the second derivatives as a rule",
            "그래디언트를 한 번 더 미분: 규칙으로 적은 이계도함수")
ALONG = Text("The gradient differentiated once more, along {v}: the second derivatives applied to {v}",
             "그래디언트를 {v} 방향으로 한 번 더 미분: 이계도함수를 {v}에 적용한 것")
AGAINST = Text("The gradient differentiated once more, against {v}",
               "그래디언트를 한 번 더 미분하고 {v}에서 거꾸로 훑은 것")
MIXED = Text("The gradient with respect to {x}, differentiated with respect to {y}: the mixed second "
             "derivatives",
             "{x}에 대한 그래디언트를 {y}에 대하여 미분: 혼합 이계도함수")
OF_NUMBER = Text("The derivative differentiated once more", "도함수를 한 번 더 미분")
QUADRATIC = Text("Both lines are one and the same rule, since the order of differentiation does not matter. Twice "
                 "along a change it gives the second-order change; half of it is what {f} changes by beyond its slope:",
                 "미분하는 순서를 바꾸어도 같으므로 두 줄은 같은 규칙이다. 같은 변화에 두 번 쓰면 이차 변화량이 되고, "
                 "그 절반이 일차 변화량 다음으로 더해지는 {f}의 변화량이다.")


def second_heading(telling: ShapedTelling, first: ShapedTelling) -> Heading:
    """What the second differentiation is."""
    story, gradient = telling.story, telling.story.gradients[0]
    before = first.story.gradients[0]
    if story.direction is not None:
        kind, name = story.direction
        shape = gradient.shape if kind == "along" else story.graph.shape(story.output)
        return _heading(telling, ALONG if kind == "along" else AGAINST, v=Name(name, shape != NUMBER))
    if before.shape == NUMBER and gradient.node == before.node:
        return Heading(telling.say(OF_NUMBER))
    if gradient.node != before.node:
        return _heading(telling, MIXED, x=telling.name(before.node), y=telling.name(gradient.node))
    return Heading(telling.say(RULE if gradient.jacobian is not None and gradient.jacobian.matrix < 0 else MATRIX))


def _heading(telling: ShapedTelling, text: Text, **facts: object) -> Heading:
    said: Parts = telling.sentence(text, **facts)
    return Heading("", said)


def quadratic(telling: ShapedTelling, first: ShapedTelling) -> list[Block]:
    """d²L = ⟨dW, 2·dW·xxᵀ⟩, where the second derivatives are a rule."""
    gradient = telling.story.gradients[0]
    found = gradient.jacobian
    same = gradient.node == first.story.gradients[0].node
    if found is None or gradient.forward >= 0 or found.matrix >= 0 or found.structure == "zero" or not same:
        return []
    output = label(first.story.graph, first.story.output, first.story.output_name)
    left: Box = Row((Sup(Op("d"), Num("2")), output))
    pair = Row((telling.change(gradient.node), Op(","), telling.rule(gradient, found)))
    return [Paragraph(telling.sentence(QUADRATIC, f=output)), Equation((Line(left, Paren(pair, "angle")),))]
