"""The chapters "At the point" and "Answer": grids of numbers, gradients, Jacobians with their structure, rules."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...derivation.paths import READABLE_SIZE
from ...language import Text
from ...notation.boxes import Box, Name, Op, Paren, Row, Sup
from ...notation.fold import same
from ...numbers.check import POINTS
from ...rules.shape import NUMBER, Size, full
from ...solution.matrices.story import Gradient, Jacobian
from ..notes import check_note
from ..page import Block, Equation, Heading, Line, Note, Paragraph
from .conditions import condition_note
from .kinks import NO_GRADIENT, is_without, kink_notes
from .symbols import ShapedTelling, equals, grid

POINT = Text("At the point", "주어진 점에서")
FORWARD = Text("Forward pass", "순전파")
BACKWARD = Text("Backward pass", "역전파")
ANSWER = Text("Answer", "답")
DIAGONAL = Text("A diagonal matrix: every entry of the value depends on its own entry alone; {some} of {all} entries "
                "are "
                "not 0, and only these are computed.",
                "대각행렬이다. 값의 각 성분은 입력의 같은 자리 성분에만 달려 있다. 0이 아닌 성분은 {all}개 가운데 "
                "{some}개이고, "
                "그것만 계산한다.")
BY_ENTRIES = Text("Entry by entry: every entry of the value depends on the entry of {name} in its own place alone. "
                  "With both written as one long vector the Jacobian matrix is diagonal: {some} of {all} entries "
                  "are not 0, and only these are computed.",
                  "성분별 연산이다. 값의 각 성분은 {name}의 같은 자리 성분에만 달려 있다. 둘 다 성분을 한 줄로 "
                  "늘어놓은 벡터로 보면 야코비 행렬은 대각행렬이다. 성분 {all}개 가운데 0이 아닌 것은 {some}개이고, "
                  "그것만 계산한다.")
LOW_RANK = Text("A diagonal matrix less a product of two vectors.", "대각행렬에서 두 벡터의 곱을 뺀 행렬이다.")
FULL = Text("A matrix with {all} entries.", "성분이 {all}개인 행렬이다.")
ZERO = Text("It does not depend on {name}: all of the {all} entries are 0.",
            "이 값은 {name}에 달려 있지 않으므로 성분 {all}개가 모두 0이다.")
RULE = Text("The derivative with respect to {name} has more than two indices, so it is not written as a "
            "matrix. As a rule: how the value changes, and what comes back to {name} when {letter} comes to the value.",
            "{name}에 대한 도함수는 첨자가 둘보다 많아 행렬로 적지 않는다. 규칙으로 적으면, 값이 어떻게 변하는지와 "
            "값에 {letter}가 "
            "돌아왔을 때 {name}에 무엇이 돌아가는지는 다음과 같다.")
RULE_ENTRIES = Text("Written out it would have {all} entries.", "성분으로 풀어 적으면 {all}개가 된다.")
SHORTHAND = Text("Where notes write {ratio} = {short} they mean this rule: what comes back is multiplied by {short} "
                 "on the "
                 "{side}. It is no matrix of all the derivatives.",
                 "{ratio} = {short}: 이렇게 적은 글은 이 규칙을 줄여 쓴 것이다. 되돌아온 값의 {side}에 {short}를 "
                 "곱한다는 뜻이며, "
                 "편미분을 모두 모은 행렬이라는 뜻이 아니다.")
RIGHT, LEFT = Text("right", "오른쪽"), Text("left", "왼쪽")
BLOCKS = Text("Written out, {some} of {all} entries can differ from 0.",
              "성분으로 풀어 적으면 {all}개 가운데 0이 아닐 수 있는 것은 {some}개이다.")
OTHERS = Text("{count} more gradients are not shown.", "나머지 그래디언트 {count}개는 적지 않는다.")
PLAN = Text("From the output back: what comes back to a value goes on to its inputs through the local derivative, "
            "transposed where the shapes ask for it.",
            "출력에서 거꾸로 내려간다. 값에 되돌아온 것을 국소 미분을 거쳐 입력으로 보내고, 크기가 맞도록 전치한다.")
LED = 4  # answers that stand above a picture
MOST = {"brief": 30, "normal": 30, "full": 1000}
FEW = Text("checked numerically at {points} points; the matrices are large",
           "수치 미분으로 확인 (점 {points}개, 행렬이 커서 적게 골랐다)")
WRITTEN_OUT = Text("Written out in its entries, the chain rule for numbers gives the same.",
                   "성분으로 풀어 수의 연쇄 법칙으로 구해도 같다.")
SIZES = Text("The letters in the shapes were tried with {sizes}.", "크기를 나타내는 글자에 {sizes} 값을 넣어 보았다.")


def point_chapter(telling: ShapedTelling) -> list[Block]:
    """Forward and backward with matrices as numbers."""
    story, run = telling.story, telling.story.passes
    if run is None or not run.point:
        return []
    most = MOST[telling.detail]
    gates = [node for node in sorted(story.names) if node in run.forward and node in story.sweep.function]
    forward = [Line(telling.name(node), Row((telling.formula(node), equals(run.forward[node]),
                                              grid(run.forward[node], "value"))))
               for node in gates[:most]]
    blocks: list[Block] = [Heading(telling.say(POINT)), given(telling),
                           Heading(telling.say(FORWARD), level=2), Equation(tuple(forward))]
    told = [node for node in reversed(story.sweep.order)
            if node in run.adjoints and node != story.output and not story.graph.is_light(node)]
    back = [Line(telling.come(node), Row((telling.in_names(story.sweep.adjoints[node]),
                                          equals(run.adjoints[node]), grid(run.adjoints[node], "gradient"))))
            for node in told[:most]]
    if back and not run.kinks and story.view.mode != "forward":
        blocks += [Heading(telling.say(BACKWARD), level=2), Equation(tuple(back))]
    return blocks + kink_notes(telling)


def given(telling: ShapedTelling) -> Equation:
    """The values of the point."""
    run = telling.story.passes
    return Equation(tuple(Line(telling.name(node), grid(rows), (telling.shape(telling.story.graph.shape(node)),))
                          for node, rows in list(run.point.items() if run is not None else ())[:MOST[telling.detail]]))


def chapter(telling: ShapedTelling) -> list[Block]:
    """The answers, their structure, and what the check found."""
    story = telling.story
    blocks: list[Block] = [Heading(telling.say(ANSWER))]
    lines: list[Line] = []
    after: list[Block] = []
    most = MOST[telling.detail]
    for gradient in story.gradients[:most]:
        if gradient.jacobian is not None and gradient.forward < 0:
            after += _jacobian(telling, gradient, gradient.jacobian)
        else:
            lines.append(_answer(telling, gradient))
    blocks += [Equation(tuple(lines))] if lines else []
    if len(story.gradients) > most:
        blocks.append(Note((telling.say(OTHERS, count=len(story.gradients) - most),)))
    blocks += after
    if telling.detail == "brief":
        blocks += kink_notes(telling)
    return [*blocks, *condition_note(telling), *_checked(telling)]


def led(telling: ShapedTelling) -> tuple[Block, ...]:
    """The answers in short, how they are found, and the check."""
    found = [block for block in chapter(telling) if isinstance(block, Equation)][:1]
    lines = [replace(block, lines=block.lines[:LED]) for block in found]
    return (*lines, Paragraph((telling.say(PLAN),)), *_checked(telling)[:1])


def _answer(telling: ShapedTelling, gradient: Gradient) -> Line:
    """∂L/∂x = 2Wᵀq = 2WᵀWx, and its shape."""
    story, derived = telling.story, gradient.derived
    if gradient.forward >= 0:
        items = [telling.in_names(gradient.forward)]
        shape = story.graph.shape(story.output)
    else:
        items, shape = [telling.best(derived)], gradient.shape
        if story.graph.size(derived.final) <= READABLE_SIZE:
            final = telling.in_inputs(derived.final)
            items += [] if same(final, items[0]) else [final]
    joined: list[Box] = []
    for box in items:
        joined += [Op("="), box] if joined else [box]
    if gradient.value is not None:
        joined += [equals(gradient.value), grid(gradient.value, "gradient")]
    none = f"; {telling.say(NO_GRADIENT)}" if is_without(story, gradient.node) else ""
    return Line(_left(telling, gradient), Row(tuple(joined)), (telling.shape(shape) + none,), here=bool(none))


def _left(telling: ShapedTelling, gradient: Gradient) -> Box:
    """∂L/∂x; ∂q/∂x·v along a vector, (∂q/∂x)ᵀ·u against one."""
    story, ratio = telling.story, telling.ratio(gradient.node)
    if story.direction is None:
        return ratio
    kind, name = story.direction
    shape = gradient.shape if kind == "along" else story.graph.shape(story.output)
    vector = Name(name, shape != NUMBER)
    return Row((ratio if kind == "along" else Sup(Paren(ratio), Op("T")), Op("dot"), vector))


def _jacobian(telling: ShapedTelling, gradient: Gradient, found: Jacobian) -> list[Block]:
    """∂q/∂x = W with its structure, or the rule dq = dW·x and what goes back."""
    facts = {"some": counted(found.nonzero[0]), "all": counted(found.nonzero[1]),
             "name": telling.name(gradient.node)}
    if found.structure == "zero":
        return [Equation((Line(telling.ratio(gradient.node), Name("0")),)), Paragraph(telling.sentence(ZERO, **facts))]
    if found.matrix >= 0:
        structure = {"diagonal": DIAGONAL, "low rank": LOW_RANK}.get(found.structure, FULL)
        items: list[Box] = [telling.in_names(found.matrix)]
        numbers = _entries(gradient.value)
        if numbers is not None:
            items += [equals(numbers), grid(numbers, "gradient")]
        return [Equation((Line(telling.ratio(gradient.node), Row(tuple(items)),
                               (full((telling.story.graph.shape(telling.story.output)[0], gradient.shape[0])),)),)),
                Paragraph(telling.sentence(structure, **facts))]
    lines = (Line(telling.change(telling.story.output), telling.rule(gradient, found)),
             Line(Row((Name(telling.big, True), Op("→"), telling.name(gradient.node))),
                  telling.in_names(gradient.derived.answer), (telling.shape(gradient.shape),), sign=":"))
    short = _shorthand(telling, gradient)
    structure = BY_ENTRIES if found.diagonal >= 0 else BLOCKS if found.structure == "blocks" else RULE_ENTRIES
    said = telling.sentence(RULE, name=telling.name(gradient.node), letter=Name(telling.big, True))
    return [Paragraph(said), Equation(lines), *short,
            Paragraph(telling.sentence(structure, **facts))]


def _shorthand(telling: ShapedTelling, gradient: Gradient) -> list[Block]:
    """That notes write xᵀ for a derivative by a matrix, and what they mean by it."""
    sweep = telling.story.sweep
    factors = sweep.factors(gradient.derived.answer)
    if len(factors) != 2 or sweep.seed not in factors:
        return []
    left = factors[0] == sweep.seed
    other = telling.in_names(factors[1 if left else 0])
    return [Paragraph(telling.sentence(SHORTHAND, short=other, ratio=telling.ratio(gradient.node),
                                       side=RIGHT if left else LEFT))]


def counted(count: Size) -> str:
    """16,777,216; m·n of letters."""
    return f"{count:,}" if isinstance(count, int) else count.replace("*", "·")


def _entries(value: Any) -> list[list[float]] | None:
    """The Jacobian of a vector by a vector as rows of numbers."""
    if value is None:
        return None
    return [[x for line in (entry if isinstance(entry, list) else [[entry]]) for x in line]
            for row in value for entry in row]


def _checked(telling: ShapedTelling) -> list[Block]:
    verified, run = telling.story.verified, telling.story.passes
    check = verified.check
    if run is not None and run.kinks and (run.settled is None or run.settled.gradients is None):
        check = replace(check, given=False)
    few = check.status == "checked" and check.points < POINTS and check.given is not False
    blocks: list[Block] = [Note((telling.say(FEW, points=check.points),), "good") if few else
                           check_note(check, telling.language)]
    if verified.check.status == "checked":
        if verified.entries and telling.detail != "brief":
            blocks.append(Note((telling.say(WRITTEN_OUT),)))
        if verified.sizes:
            said = "; ".join(", ".join(f"{name} = {size}" for name, size in sizes) for sizes in verified.sizes)
            blocks.append(Note((telling.say(SIZES, sizes=said),)))
    return blocks

