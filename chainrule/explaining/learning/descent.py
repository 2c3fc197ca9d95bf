"""The page of a descent: what is learned from what, one update in full, the way as a table and in pictures."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...language import Language, Text
from ...notation.boxes import Box, Name, Op, Ratio, Row
from ...notation.numbers import number
from ...notation.text import write
from ...numbers.descent import Walk
from ...numbers.moving import Pace
from ...solution.failures import findings
from ...solution.learning import LearningStory
from ...solution.scenes import fit, valley
from ..chapters import shown, sign
from ..explain import function_lines
from ..notes import check_note, opening_notes
from ..page import Block, Equation, Heading, Line, Page, Paragraph, Part, Parts, Plot, Table, Trace, sentence
from ..telling import Telling
from .failures import told
from .updates import rule_lines, update_lines

HEADLINE = Text("Learning: {loss} is made small", "학습: {loss}의 값을 줄인다")
GIVEN = Text("What is learned", "무엇을 학습하는가")
MOVED = Text("Learned, with its value at the start: {names}.", "학습할 값과 그 출발값: {names}.")
DRAWN = Text("Drawn at random between -1 and 1 with the seed {seed}: {names}.",
             "씨앗값 {seed}로 -1과 1 사이에서 무작위로 정한 것: {names}.")
FIXED = Text("Given and not moved: {names}.", "주어진 값(움직이지 않음): {names}.")
SAMPLES = Text("{count} samples of {names} from {file}. What is made small is the mean of {loss} over them: the sum "
               "divided by {count}.",
               "{file}의 표본 {count}개({names}). 표본마다 구한 {loss}의 평균, 곧 모두 더해 {count}개로 나눈 값을 "
               "줄인다.")
UNUSED = Text("Columns that {loss} does not use: {names}.", "{loss}의 값을 구하는 데 쓰이지 않는 열: {names}.")
RULE = Text("The rule: {method}", "갱신 규칙: {method}")
ONE = Text("One update in full", "한 번의 갱신을 자세히")
MEAN = Text("The gradient is the mean over the samples.", "기울기는 표본에 대한 평균이다.")
OTHERS = Text("The other {count} are updated by the same rule at the same time.",
              "나머지 {count}개도 같은 규칙으로 한꺼번에 갱신한다.")
AT_ONCE = Text("All gradients are taken before anything moves.", "기울기를 모두 구한 다음 한꺼번에 움직인다.")
LOSS = Text("With this {loss} goes from {first} to {last}.", "이 갱신에 따른 {loss}의 값: {first} → {last}.")
WAY = Text("Step by step", "걸음마다")
STEP = Text("step", "걸음")
CURVE = Text("{loss} after every step", "걸음마다의 {loss}")
VALLEY = Text("Contour lines of {loss}, and the path over them", "{loss}의 등고선과 그 위의 경로")
LINE = Text("The line through the samples, step by step", "표본에 맞추어 가는 선")
SEEN = Text("What can be seen", "무엇을 알 수 있는가")
RESULT = Text("After {count} steps {loss} is {last}; at the start it was {first}.",
              "{count}걸음 뒤 {loss}의 값은 {last}이다(처음 값: {first}).")
ROWS = {"brief": 4, "normal": 8, "full": 1000}
PARAMETERS = {"brief": 2, "normal": 4, "full": 100}
COLUMNS = 4  # parameters with columns of their own in the table
POINTS = 400  # of a curve
STEEP = 1000.0  # losses that differ by such a factor are drawn in powers of ten


def explain(story: LearningStory, language: Language, detail: str = "normal", every: int | None = None) -> Page:
    """The whole page; the table has every n-th step, or as many as are read with pleasure."""
    telling = Telling(story.stage, language, detail)
    loss = Name(story.first.output_name)
    blocks: list[Block] = [Equation(function_lines(story.first, telling))]
    blocks += [note for note in opening_notes(story.first, telling) if not story.samples]
    blocks += _given(story, telling, loss)
    method = story.pace.method
    blocks += [Heading(telling.say(RULE, method=method.title)), Paragraph((method.words.say(language),)),
               Equation((*rule_lines(method, Name(story.parameters[0]), loss.text, story.stage.depends_on > 1),
                         *settings(story.pace)))]
    blocks += _one(story, telling, loss)
    blocks += [Heading(telling.say(WAY)), _table(story, telling, every)]
    drawn = list(plots(story, language).values())
    blocks += drawn[-1:] if detail == "brief" else drawn
    blocks += _seen(story, telling, loss)
    headline = HEADLINE.say(language, loss=write(loss))
    return Page(tuple(blocks), language, story.first.output_name, headline)


def plots(story: LearningStory, language: Language) -> dict[str, Plot]:
    """The pictures that there are, by name: loss, path, line."""
    loss = write(Name(story.first.output_name))
    found = {"loss": curve(story.walk, language, loss)}
    ground = valley(story)
    if ground is not None:
        across, up = (write(Name(name)) for name in story.parameters)
        found["path"] = Plot(VALLEY.say(language, loss=loss), across, up,
                             (*(Trace(line, "level") for line in ground.lines), Trace(ground.path, "path")))
    fitted = fit(story)
    if fitted is not None:
        frames = tuple((f"{STEP.say(language)} {step}", Trace(curve, "line")) for step, curve in fitted.curves)
        faint = tuple(Trace(curve, "earlier") for _, curve in fitted.curves[:1])
        found["line"] = Plot(LINE.say(language), write(Name(fitted.x)), write(Name(fitted.y)),
                             (*faint, Trace(fitted.samples, "data", joined=False)), frames=frames)
    return found


def curve(walk: Walk, language: Language, loss: str) -> Plot:
    """The loss after every step."""
    losses = [(k, x) for k, x in enumerate(walk.losses) if x < float("inf")]
    steps = [losses[k] for k in _evenly(len(losses), POINTS)]
    low, high = min(x for _, x in losses), max(x for _, x in losses)
    return Plot(CURVE.say(language, loss=loss), STEP.say(language), loss,
                (Trace(tuple((float(k), x) for k, x in steps), "loss"),), log=low > 0 and high > STEEP * low)


def _evenly(count: int, most: int) -> list[int]:
    return list(range(count)) if count <= most else sorted({round(k * (count - 1) / (most - 1)) for k in range(most)})


def _given(story: LearningStory, telling: Telling, loss: Box) -> list[Block]:
    """What moves, what does not, and the samples."""
    start = dict(zip(story.parameters, story.start, strict=True))
    blocks: list[Block] = [Heading(telling.say(GIVEN)),
                           Paragraph(telling.sentence(MOVED, names=_values(start.items(), telling)))]
    if story.drawn:
        names = _names(story.drawn, telling)
        blocks.append(Paragraph(telling.sentence(DRAWN, seed=story.asked.seed or 0, names=names)))
    if story.fixed:
        blocks.append(Paragraph(telling.sentence(FIXED, names=_values(story.fixed.items(), telling))))
    samples = story.samples
    if samples is not None:
        graph = story.objective.graph
        inputs = {graph.name(i) for i in graph.inputs([story.objective.output])}
        used = [c for c in samples.columns if c in inputs]
        spare = [c for c in samples.columns if c not in inputs]
        blocks.append(Paragraph(telling.sentence(SAMPLES, count=len(samples.rows), file=samples.file, loss=loss,
                                                 names=_names(used, telling))))
        if spare:
            blocks.append(Paragraph(telling.sentence(UNUSED, loss=loss, names=_names(spare, telling))))
    return blocks


def _names(names: Sequence[str], telling: Telling) -> Parts:
    parts: list[Part] = []
    for name in names[:telling.lines]:
        parts += [", "] if parts else []
        parts.append(Name(name))
    return (*parts, ", …") if len(names) > telling.lines else tuple(parts)


def _values(pairs: Iterable[tuple[str, object]], telling: Telling) -> Parts:
    """x = 4, y = 3."""
    parts: list[Part] = []
    listed = list(pairs)
    for name, value in listed[:telling.lines]:
        parts += [", "] if parts else []
        parts.append(Row((Name(name), Op(sign(value)), number(value)[0])))  # type: ignore[arg-type]
    return (*parts, ", …") if len(listed) > telling.lines else tuple(parts)


def settings(pace: Pace) -> list[Line]:
    """The learning rate and the numbers of the method."""
    pairs = (("eta", pace.rate), *pace.method.settings)
    return [Line(Name(name), number(value)[0], sign=sign(value)) for name, value in pairs]


def _one(story: LearningStory, telling: Telling, loss: Box) -> list[Block]:
    """The first step, parameter by parameter."""
    most = PARAMETERS[telling.detail]
    walk = story.walk
    blocks: list[Block] = [Heading(telling.say(ONE))]
    if len(story.objective.rows) > 1:
        blocks.append(Paragraph((telling.say(MEAN),)))
    if len(story.parameters) > 1:
        blocks.append(Paragraph((telling.say(AT_ONCE),)))
    blocks += [Equation(update_lines(story, k)) for k in range(min(most, len(story.parameters)))]
    if len(story.parameters) > most:
        blocks.append(Paragraph((telling.say(OTHERS, count=len(story.parameters) - most),)))
    if len(walk.losses) > 1:
        blocks.append(Paragraph(telling.sentence(LOSS, loss=loss, first=loss_box(walk.losses[0]),
                                                 last=loss_box(walk.losses[1]))))
    return blocks


def loss_box(value: float) -> Box:
    """A loss, ∞ where it is too large for a double."""
    return number(value)[0] if value < float("inf") else Op("inf")


def _table(story: LearningStory, telling: Telling, every: int | None) -> Table:
    walk, names = story.walk, story.parameters[:COLUMNS]
    curly = story.stage.depends_on > 1
    loss = Name(story.first.output_name)
    head: list[Part] = [telling.say(STEP), *map(Name, names)]
    head += [Ratio(loss, (Name(name),), curly) for name in names]
    head.append(loss)
    rows = []
    for step in told_steps(len(walk.points), telling.detail, every):
        row: list[Part] = [str(step)]
        row += [number(x)[0] for x in walk.points[step][:COLUMNS]]
        row += [shown(x, "gradient") for x in walk.gradients[step][:COLUMNS]]
        row.append(loss_box(walk.losses[step]))
        rows.append(tuple(row))
    return Table(tuple(head), with_gap(rows, every))


def with_gap(rows: Sequence[tuple[Part, ...]], every: int | None) -> tuple[tuple[Part, ...], ...]:
    """The rows of some steps, with a row of dots behind the second one where others follow that are not shown."""
    if every is not None or len(rows) < 3 or rows[2][0] == "2":
        return tuple(rows)
    return (*rows[:2], tuple("…" for _ in rows[0]), *rows[2:])


def told_steps(count: int, detail: str, every: int | None) -> list[int]:
    """The steps that a table shows: the first and the last, and every n-th, or as many as are read with pleasure;
    all of a few more."""
    if every is None and count <= 2 * ROWS[detail]:
        every = 1
    every = _stride(count - 1, ROWS[detail]) if every is None else every
    return sorted({0, min(1, count - 1), *range(0, count, every), count - 1})


def _stride(count: int, most: int) -> int:
    """1, 2 or 5 times a power of ten, so that no more than so many steps are shown."""
    stride = next(k * 10 ** power for power in range(9) for k in (1, 2, 5) if count <= k * 10 ** power * most)
    return int(stride)


def _seen(story: LearningStory, telling: Telling, loss: Box) -> list[Block]:
    walk, language = story.walk, telling.language
    blocks: list[Block] = [Heading(telling.say(SEEN)), Paragraph(sentence(
        RESULT, language, count=len(walk.points) - 1, loss=loss, first=loss_box(walk.losses[0]),
        last=loss_box(walk.losses[-1])))]
    blocks += [told(finding, story, language) for finding in findings(story)]
    return [*blocks, check_note(story.first.check, language)]
