"""The whole page about a program with vectors and matrices."""
from __future__ import annotations

from dataclasses import fields

from ...language import Language, Text
from ...rules.shape import NUMBER, full
from ...solution.matrices.story import MatrixStory
from ...solution.question import View
from ..page import Block, Drawing, Equation, Heading, Line, Note, Page
from .answers import chapter, point_chapter
from .backward import back_chapter, local_chapter
from .symbols import ShapedTelling

GRAPH = Text("Computational graph", "계산 그래프")
WITH_SHAPES = Text("every value with its shape, rows × columns", "값마다 크기(행×열)를 적는다")
INFERRED = Text("Shape of {names} found from the others: {shapes}.", "{names}의 크기는 다른 값에서 정해진다: {shapes}.")
UNUSED = Text("With vectors and matrices {options} changes nothing.",
              "벡터와 행렬에는 {options} 옵션이 쓰이지 않는다.")
ASSUMED = Text("Assumed: {facts}.", "가정: {facts}.")
FACTS = {"symmetric": Text("{name} is symmetric", "{name} 대칭"), "one-hot": Text("{name} is one-hot", "{name} 원-핫"),
         "probability": Text("the entries of {name} add up to 1", "{name}의 성분의 합은 1")}
EVERYWHERE = Text("The usual formula of this gradient has no value at this point, where it would invert a matrix that "
                  "has no inverse, or divide by 0. The gradient exists all the same, in another form.",
                  "이 그래디언트의 흔한 공식은 이 점에서 역행렬이 없거나 0으로 나누게 되어 값이 없다. 그러나 "
                  "그래디언트는 있으며, 다른 꼴로 적는다.")
SECOND = Text("The gradient differentiated once more: the Hessian matrix", "그래디언트를 한 번 더 미분: 헤세 행렬")
HEEDED = ("picture",)  # options of the view that are heeded
MOST = {"brief": 12, "normal": 40, "full": 1000}


def explain_shaped(story: MatrixStory, language: Language, detail: str = "normal") -> Page:
    """The explanation. `detail` is brief (answers with shapes), normal (proof lines), or full (index proofs)."""
    telling = ShapedTelling(story, language, detail)
    blocks = [*_function(telling), *_chapters(telling)]
    if story.seconds is not None:
        inner = ShapedTelling(story.seconds, language, detail)
        blocks += [Heading(telling.say(SECOND)), *_gates(inner, [story.seconds.output]), *_chapters(inner)]
    return Page(tuple(blocks), language, story.output_name)


def _chapters(telling: ShapedTelling) -> list[Block]:
    if telling.detail == "brief":
        return chapter(telling)
    return [*local_chapter(telling), *back_chapter(telling), *point_chapter(telling), *chapter(telling)]


def _function(telling: ShapedTelling) -> list[Block]:
    """Every line of the program with its shape; what was read how; the gates."""
    story, graph = telling.story, telling.story.graph
    inputs = graph.inputs([story.output])
    given = Note(tuple(part for k, i in enumerate(inputs[:MOST[telling.detail]]) for part in
                       ([", "] if k else []) + [telling.name(i), ": " + telling.shape(graph.shape(i))]))
    blocks: list[Block] = [given] if inputs else []
    own = sorted(node for node in story.names if node in story.sweep.function)
    typed = [node for node in own if node in story.user_named or node == story.output]
    if telling.detail == "brief":
        return [*_gates(telling, typed), *blocks, *_picture(telling), *_notes(telling)]
    return [Heading(telling.say(GRAPH), (telling.say(WITH_SHAPES),)), *blocks, *_gates(telling, own),
            *_picture(telling), *_notes(telling)]


def _picture(telling: ShapedTelling) -> list[Block]:
    story = telling.story
    return [Drawing(story, story.output_name, telling.language)] if story.view.picture else []


def _gates(telling: ShapedTelling, nodes: list[int]) -> list[Block]:
    """q = W·x, with its shape."""
    graph = telling.story.graph
    lines = [Line(telling.name(node), telling.formula(node), _what(telling, node, telling.shape(graph.shape(node))))
             for node in nodes[:MOST[telling.detail]]]
    return [Equation(tuple(lines))] if lines else []


def _what(telling: ShapedTelling, node: int, shape: str) -> tuple[str, ...]:
    graph = telling.story.graph
    rule = graph.matrix_rule(node)
    title = rule.title if rule is not None else graph.rule(node).title
    return (shape,) if telling.detail == "brief" else (f"{shape}   {telling.say(title)}",)


def _notes(telling: ShapedTelling) -> list[Block]:
    story = telling.story
    notes: list[Block] = [Note((telling.say(text),)) for text in story.said]
    if story.inferred:
        shapes = ", ".join(_shape_of(story, name) for name in story.inferred)
        notes.append(Note((telling.say(INFERRED, names=", ".join(story.inferred), shapes=shapes),)))
    if story.sweep.everywhere:
        notes.append(Note((telling.say(EVERYWHERE),)))
    unused = [each.name for each in fields(View) if getattr(story.view, each.name) != each.default
              and each.name not in HEEDED]
    if unused:
        notes.append(Note((telling.say(UNUSED, options=", ".join(unused)),)))
    if story.facts:
        said = ", ".join(telling.say(FACTS[kind], name=name) for name, kind in story.facts)
        notes.append(Note((telling.say(ASSUMED, facts=said),)))
    return notes


def _shape_of(story: MatrixStory, name: str) -> str:
    shape = story.graph.declared.get(name, NUMBER)
    return f"{name} {full(shape)}"
