"""The whole page about a program with vectors and matrices."""
from __future__ import annotations

from ...language import Language, Text
from ...rules.shape import NUMBER, full
from ...solution.matrices.story import MatrixStory
from ..page import Block, Drawing, Equation, Heading, Line, Note, Page
from .answers import chapter, led, point_chapter
from .backward import back_chapter, local_chapter
from .seconds import quadratic, second_heading
from .symbols import ShapedTelling
from .ways import cost, forward_chapter

GRAPH = Text("Computational graph", "계산 그래프")
WITH_SHAPES = Text("every value with its shape, rows × columns", "값마다 크기(행×열)를 적는다")
INFERRED = Text("Shape of {names} found from the others: {shapes}.", "{names}의 크기는 다른 값에서 정해진다: {shapes}.")
ASSUMED = Text("Assumed: {facts}.", "가정: {facts}.")
FACTS = {"symmetric": Text("{name} is symmetric", "{name} 대칭"), "one-hot": Text("{name} is one-hot", "{name} 원-핫"),
         "probability": Text("the entries of {name} add up to 1", "{name}의 성분의 합은 1")}
EVERYWHERE = Text("The usual formula of this gradient has no value at this point, where it would invert a matrix that "
                  "has no inverse, or divide by 0. The gradient exists all the same, in another form.",
                  "이 그래디언트의 흔한 공식은 이 점에서 역행렬이 없거나 0으로 나누게 되어 값이 없다. 그러나 "
                  "그래디언트는 있으며, 다른 꼴로 적는다.")
OF_ROWS = {"one-hot": Text("every row of {name} is one-hot", "{name}의 모든 행이 원-핫"),
            "probability": Text("the entries of every row of {name} add up to 1", "{name}의 행마다 성분의 합은 1")}
MOST = {"brief": 12, "normal": 40, "full": 1000}


def explain_shaped(story: MatrixStory, language: Language, detail: str = "normal") -> Page:
    """The explanation. `detail` is brief (answers with shapes), normal (proof lines), or full (index proofs)."""
    telling = ShapedTelling(story, language, detail)
    blocks = [*function_blocks(telling), *_chapters(telling)]
    if story.seconds is not None:
        inner = ShapedTelling(story.seconds, language, detail)
        new = sorted(node for node in story.seconds.names
                     if node in story.seconds.sweep.function and node not in story.names)
        blocks += [second_heading(inner, telling),
                   *_gates(inner, new if detail != "brief" else [story.seconds.output]), *_chapters(inner),
                   *quadratic(inner, telling)]
    return Page(tuple(blocks), language, story.output_name, lead=led(telling))


def _chapters(telling: ShapedTelling) -> list[Block]:
    if telling.detail == "brief":
        return chapter(telling)
    way = forward_chapter(telling) if telling.story.view.mode == "forward" else back_chapter(telling)
    return [*local_chapter(telling), *way, *cost(telling), *point_chapter(telling), *chapter(telling)]


def function_blocks(telling: ShapedTelling) -> list[Block]:
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
    if story.facts:
        said = ", ".join(telling.say(_fact(story, name, kind), name=name) for name, kind in story.facts)
        notes.append(Note((telling.say(ASSUMED, facts=said),)))
    return notes


def _fact(story: MatrixStory, name: str, kind: str) -> Text:
    """What is assumed of a vector, or of every row of a matrix."""
    rows = story.graph.declared.get(name, NUMBER)[1] != 1
    return OF_ROWS.get(kind, FACTS[kind]) if rows else FACTS[kind]


def _shape_of(story: MatrixStory, name: str) -> str:
    shape = story.graph.declared.get(name, NUMBER)
    return f"{name} {full(shape)}"
