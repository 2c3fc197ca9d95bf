"""The page of a plot: the function and its derivative, the picture, and what the slope at the point says."""
from __future__ import annotations

from fractions import Fraction

from ..language import Language, Text
from ..notation import primes
from ..notation.boxes import ATOM, Box, Name, Op, Paren, Row, Written
from ..notation.numbers import number
from ..notation.text import write
from ..solution.curves import Curve, Hills
from . import answer, notes
from .chapters import sign
from .page import Block, Equation, Line, Page, Paragraph, Plot, Trace
from .telling import Telling

TITLE = Text("{f} (solid) and its derivative {slope} (dashed)", "{f}의 그래프(실선)와 도함수 {slope}의 그래프(점선)")
WITH_TANGENT = Text("{f} (solid), its derivative {slope} (dashed), the tangent at {x} = {at}",
                    "{f}의 그래프(실선), 도함수 {slope}의 그래프(점선), {x} = {at}에서의 접선")
HILLS = Text("Contour lines of {f}", "{f}의 등고선")
ARROW = Text("Contour lines of {f} and the gradient at the point", "{f}의 등고선과 이 점의 그래디언트")
TANGENT = Text("The slope of the tangent is {slope} = {value}; the tangent:", "접선의 기울기는 {slope} = {value}이다. "
                                                                              "접선의 방정식:")
FLAT = Text("The tangent is level there: {slope} = 0.", "그 점에서 접선은 x축에 평행하다: {slope} = 0.")
NO_TANGENT = Text("At this point there is no derivative, so no tangent is drawn.",
                  "이 점에서는 미분할 수 없으므로 접선을 그리지 않는다.")
PERPENDICULAR = Text("In the direction of the gradient {gradient} the value grows fastest; it stands at right angles "
                     "to the contour line "
                     "through the point.",
                     "그래디언트 {gradient}의 방향으로 갈 때 값이 가장 빨리 커진다. 이 방향은 이 점을 지나는 등고선과 "
                     "수직이다.")
ARROW_LENGTH = 0.12  # of what is seen


def explain(found: Curve | Hills, language: Language) -> Page:
    """The page in one language."""
    story = found.story
    telling = Telling(story.stages[0], language)
    stage, symbols = telling.stage, telling.symbols
    totals = [answer.symbol(story, (name,), stage) for name in stage.variables]
    lines = [Line(symbols.label(stage.output), symbols.result(stage.output)[0])]
    lines += [Line(total, symbols.best(derived)[0]) for total, derived in zip(totals, stage.derivations, strict=True)]
    blocks: list[Block] = [Equation(tuple(lines)), plot(found, language)]
    blocks += _tangent(found, telling) if isinstance(found, Curve) else _perpendicular(found, telling)
    blocks += notes.condition_note(telling)
    if stage.check is not None:
        blocks.append(notes.check_note(stage.check, language, stage.unknown))
    return Page(tuple(blocks), language, story.output_name)


def plot(found: Curve | Hills, language: Language) -> Plot:
    """The picture alone."""
    stage = found.story.stages[0]
    name = found.story.output_name
    inputs = [stage.graph.name(i) for i in stage.graph.inputs([stage.output])]
    f = write(Name(name))
    if isinstance(found, Hills):
        title = (HILLS if found.gradient is None else ARROW).say(language, f=f)
        return Plot(title, write(Name(inputs[0])), write(Name(inputs[1])), _on_hills(found))
    x = write(Name(inputs[0]))
    slope = write(primes.applied(name, Name(inputs[0])))
    traces = [Trace(piece, "function") for piece in found.function]
    traces += [Trace(piece, "slope") for piece in found.slope]
    at = ""
    if found.point is not None:
        at = write(number(found.point[0])[0])
        if found.rise is not None:
            traces.append(Trace(_line(found, found.point, found.rise), "tangent"))
        traces.append(Trace((found.point,), "point", joined=False))
    words = TITLE if found.rise is None else WITH_TANGENT
    return Plot(words.say(language, f=f, slope=slope, x=x, at=at), x, f, tuple(traces))


def moving_titles(found: Curve | Hills, language: Language) -> tuple[str, str]:
    """The title where the point moves, with a gap for where it is: with a tangent or a gradient, and without."""
    stage = found.story.stages[0]
    f, name = write(Name(found.story.output_name)), stage.graph.name(stage.graph.inputs([stage.output])[0])
    if isinstance(found, Hills):
        return ARROW.say(language, f=f), HILLS.say(language, f=f)
    slope = write(primes.applied(found.story.output_name, Name(name)))
    facts = {"f": f, "slope": slope, "x": write(Name(name)), "at": "{at}"}
    return WITH_TANGENT.say(language, **facts), TITLE.say(language, **facts)


def _line(found: Curve, point: tuple[float, float], rise: float) -> tuple[tuple[float, float], ...]:
    """The tangent, as far as what is seen of the curve."""
    half = (found.window[1] - found.window[0]) / 4
    heights = [y for piece in found.function for _, y in piece]
    if rise:
        half = min(half, (max(heights) - min(heights) or 1.0) / 2 / abs(rise))
    return tuple((point[0] + s * half, point[1] + s * half * rise) for s in (-1, 1))


def _on_hills(found: Hills) -> tuple[Trace, ...]:
    traces = [Trace(piece, "level") for _, pieces in found.lines for piece in pieces]
    if found.point is not None:
        if found.gradient is not None and any(found.gradient):
            size = max(map(abs, found.gradient))
            reach = ARROW_LENGTH * (found.window[1] - found.window[0])
            end = tuple(p + reach * g / size for p, g in zip(found.point, found.gradient, strict=True))
            traces.append(Trace((found.point, (end[0], end[1])), "tangent"))
        traces.append(Trace((found.point,), "point", joined=False))
    return tuple(traces)


def _tangent(found: Curve, telling: Telling) -> list[Block]:
    """y = 2·(x - 1) + 1."""
    stage = telling.stage
    if found.point is None:
        return []
    if found.rise is None:
        return [Paragraph((telling.say(NO_TANGENT),))]
    assert stage.passes is not None
    x = stage.derivations[0].variable
    at, height, rise = stage.passes.point[x], stage.passes.forward[stage.output], stage.results[0].value
    assert rise is not None
    here = primes.applied(found.story.output_name, number(at)[0])
    if rise == 0:
        return [Paragraph(telling.sentence(FLAT, slope=here))]
    inner: Box = telling.symbols.label(x) if at == 0 else Paren(_plus(telling.symbols.label(x), -at))
    exact = all(isinstance(value, int | Fraction) for value in (at, height, rise))
    right = _plus(_times(rise, (telling.symbols.label(x), ATOM)), height - rise * at) if exact else \
        _plus(_times(rise, (inner, 5)), height)
    said = telling.sentence(TANGENT, slope=here, value=number(rise)[0])
    return [Paragraph(said), Equation((Line(Name("y"), right, sign=sign(at, height, rise)),))]


def _times(rise: object, factor: Written) -> Box:
    """2·x; x and -x for the slopes 1 and -1."""
    if rise == 1:
        return factor[0]
    return Row((Op("neg"), factor[0])) if rise == -1 else Row((number(rise)[0], Op("dot"), factor[0]))


def _plus(box: Box, value: object) -> Box:
    """box + 3, box - 3; the box alone for 0."""
    if value == 0:
        return box
    negative = value < 0  # type: ignore[operator]
    return Row((box, Op("-" if negative else "+"), number(-value if negative else value)[0]))  # type: ignore[operator]


def _perpendicular(found: Hills, telling: Telling) -> list[Block]:
    if found.gradient is None or not any(found.gradient):
        return []
    values = [result.value for result in telling.stage.results]
    first, second = (number(v)[0] for v in values)
    pair = Paren(Row((first, Op(","), second)))
    return [Paragraph(telling.sentence(PERPENDICULAR, gradient=pair))]
