"""One update in full: the rule of a method in formulas, with its numbers, and what comes of it."""
from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ...graph.build import add_tree
from ...graph.evaluate import Number, evaluate
from ...graph.graph import Graph
from ...graph.holes import NoValue
from ...notation.boxes import ATOM, FRACTION, Colour, Name, Op, Ratio, Row, Written
from ...notation.numbers import number
from ...notation.write import written
from ...numbers.methods import Method
from ...reading import read_template
from ...solution.learning import LearningStory
from ..chapters import sign
from ..page import Line


def rule_lines(method: Method, name: Name, output: str, curly: bool) -> tuple[Line, ...]:
    """w ← w − η·∂L/∂w, in the letters of one parameter."""
    letters = _letters(method, name, output, curly)
    return tuple(Line(letters[left][0], _filled(right, letters)[0], sign="←") for left, right in method.rules)


def update_lines(story: LearningStory, place: int) -> tuple[Line, ...]:
    """The first update of one parameter with its numbers; it ends where one is too large for a number."""
    name, method = Name(story.parameters[place]), story.pace.method
    slope = story.walk.gradients[0][place]
    letters = _letters(method, name, story.first.output_name, story.stage.depends_on > 1)
    slope_box = letters["g"][0]
    lines = [Line(slope_box, Colour(number(slope)[0], "gradient"), sign=sign(slope))]
    known: dict[str, Number] = {"p": story.start[place], "g": slope, "eta": story.pace.rate, "k": 1,
                                **dict(method.settings), **dict.fromkeys(method.memory, 0)}
    for left, right in method.rules:
        value = _value(right, known)
        exact = _exact(right, known)
        put_in = _filled(right, {key: number(x) for key, x in known.items()})[0]
        used = [known[key] for key in _names(right)]
        if value is None:
            unfinished = Row((_filled(right, letters)[0], Op(sign(*used)), put_in))
            return (*lines, Line(letters[left][0], unfinished, sign="←"))
        lines.append(Line(letters[left][0], Row((
            _filled(right, letters)[0], Op(sign(*used)), put_in, Op(sign(exact or value, *used)),
            Colour(number(value)[0], "value"))), sign="←"))
        known[left] = value
    return tuple(lines)


def _letters(method: Method, name: Name, output: str, curly: bool) -> dict[str, Written]:
    """How the letters of a rule are written for a parameter."""
    slope = Ratio(Name(output), (name,), curly)
    return {"p": (name, ATOM), "g": (slope, FRACTION),
            **{letter: (Name(letter), ATOM) for letter in ("eta", "k", *method.memory)},
            **{letter: (Name(letter), ATOM) for letter, _ in method.settings}}


def _filled(formula: str, leaves: Mapping[str, Written]) -> Written:
    """A rule with something put in for each of its letters."""
    graph = Graph()
    node = add_tree(graph, read_template(formula), {})
    return written(graph, node, {graph.input(name): box for name, box in leaves.items()}, open_root=False)


def _names(formula: str) -> list[str]:
    graph = Graph()
    return [graph.name(i) for i in graph.inputs([add_tree(graph, read_template(formula), {})])]


def _exact(formula: str, known: Mapping[str, Number]) -> Fraction | None:
    """What the shown numbers make, as a fraction: 0 - 0.1·(-6) is 0.6, though doubles miss it by a little."""
    graph = Graph()
    node = add_tree(graph, read_template(formula), {})
    inputs = graph.inputs([node])
    try:
        point = {i: Fraction(repr(float(known[graph.name(i)]))) for i in inputs}
        value = evaluate(graph, graph.cone([node]), point)[node]
    except (NoValue, ValueError):
        return None
    return value if isinstance(value, Fraction) else None


def _value(formula: str, known: Mapping[str, Number]) -> float | None:
    graph = Graph()
    node = add_tree(graph, read_template(formula), {})
    point = {i: float(known[graph.name(i)]) for i in graph.inputs([node])}
    try:
        return float(evaluate(graph, graph.cone([node]), point)[node])
    except NoValue:
        return None
