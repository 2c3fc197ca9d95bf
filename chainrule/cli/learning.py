"""The commands that act on a gradient: influence and learn."""
from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from ..drawing.formats import PICTURES
from ..errors import OptionError
from ..language import Language, Text
from ..library.variables import listed
from ..render.formats import FORMATS
from . import console, files, request
from . import learning_options as usage
from .declared import argument, option_of
from .showing import exit_unless_checked, present

if TYPE_CHECKING:
    from ..reading import Syntax
    from ..tree import Program

SLOW = 20_000  # steps from which on a bar says how far it is
ONE_PROGRAM = Text("Give one program, or one file with --from.",
                   "프로그램 하나를 쓰거나, --from으로 파일 하나를 주세요.")
NO_TEXT = Text("PNG is no text: name a file with --output.", "PNG는 글이 아닙니다. --output으로 파일을 정해 주세요.")
ALL_FORMATS: dict[str, request.Ending] = {**FORMATS, **{name: PICTURES[name] for name in usage.DRAWN}}
NO_BARS = Text("A target has no picture of its own.", "목푯값을 구할 때는 그림이 없습니다.")
LEARNING = Text("learning", "학습")


_learn = option_of(usage.LEARN)


def learn(
    expression: Annotated[str | None, argument()] = None,
    wrt: Annotated[list[str] | None, _learn("--wrt")] = None,
    at: Annotated[str | None, _learn("--at")] = None,
    shapes: Annotated[list[str] | None, _learn("--shape")] = None,
    rate: Annotated[str, _learn("--rate")] = "0.1",
    steps: Annotated[int, _learn("--steps")] = 100,
    method: Annotated[str, _learn("--method")] = "gradient",
    data: Annotated[str | None, _learn("--data")] = None,
    seed: Annotated[int | None, _learn("--seed")] = None,
    every: Annotated[int | None, _learn("--every")] = None,
    chart: Annotated[str | None, _learn("--chart")] = None,
    of: Annotated[str | None, _learn("--of")] = None,
    source: Annotated[str | None, _learn("--from")] = None,
    syntax: Annotated[str, _learn("--syntax")] = "auto",
    detail: Annotated[str, _learn("--detail")] = "normal",
    lang: Annotated[str, _learn("--lang")] = "",
    form: Annotated[str | None, _learn("--format")] = None,
    output: Annotated[str | None, _learn("--output")] = None,
    force: Annotated[bool, _learn("--force")] = False,
    standalone: Annotated[bool, _learn("--standalone")] = False,
    width: Annotated[int | None, _learn("--width")] = None,
    ascii: Annotated[bool, _learn("--ascii")] = False,
) -> None:
    """Make a loss small by gradient descent."""
    shape = request.Form(form, output, force, detail, standalone, ascii, width).settled(ALL_FORMATS)
    language = cast(Language, lang)
    if chart is not None and shape.name not in usage.DRAWN:
        raise OptionError("usage", request.APART, facts={"sign": "--chart", "only": "svg", "form": shape.name})
    from ..library.learning import learn as learned
    from ..reading.samples import read_samples

    sizes = ", ".join(shapes) if shapes else None
    read, names, point = problem(expression, source, listed(wrt), at, cast("Syntax", syntax), sizes)
    samples = None if data is None else read_samples(files.read(data), os.path.basename(data))
    with watching(steps, language) as tick:
        found = learned(read, names, point, float(rate), steps, method, samples, seed, of,  # a number by now
                        cast("Syntax", syntax), every, tick, sizes)
    if shape.name in usage.DRAWN:
        draw(lambda: found.to_svg(language, chart or "loss"), shape)
        exit_unless_checked(found)
    else:
        present(found, shape, language)
    if found.stopped == "interrupted":
        raise typer.Exit(130)


_influence = option_of(usage.INFLUENCE)


def influence(
    expression: Annotated[str | None, argument()] = None,
    wrt: Annotated[list[str] | None, _influence("--wrt")] = None,
    at: Annotated[str | None, _influence("--at")] = None,
    by: Annotated[str, _influence("--by")] = "1",
    target: Annotated[str | None, _influence("--target")] = None,
    of: Annotated[str | None, _influence("--of")] = None,
    source: Annotated[str | None, _influence("--from")] = None,
    syntax: Annotated[str, _influence("--syntax")] = "auto",
    detail: Annotated[str, _influence("--detail")] = "normal",
    lang: Annotated[str, _influence("--lang")] = "",
    form: Annotated[str | None, _influence("--format")] = None,
    output: Annotated[str | None, _influence("--output")] = None,
    force: Annotated[bool, _influence("--force")] = False,
    standalone: Annotated[bool, _influence("--standalone")] = False,
    width: Annotated[int | None, _influence("--width")] = None,
    ascii: Annotated[bool, _influence("--ascii")] = False,
) -> None:
    """What each variable does to the output at a point."""
    shape = request.Form(form, output, force, detail, standalone, ascii, width).settled(ALL_FORMATS)
    language = cast(Language, lang)
    from ..library.influence import Target
    from ..library.influence import influence as found_by

    read, names, point = problem(expression, source, listed(wrt), at, cast("Syntax", syntax))
    names = names if wrt or target is not None else []
    raised = Fraction(str(by)).limit_denominator(10 ** 12)
    found = found_by(read, point, names or None, raised, target, of, cast("Syntax", syntax))
    if shape.name in usage.DRAWN:
        if isinstance(found, Target):
            raise OptionError("usage", NO_BARS)
        draw(lambda: found.to_svg(language), shape)
        exit_unless_checked(found)
    else:
        present(found, shape, language)
    if isinstance(found, Target) and found.root is None:
        raise typer.Exit(1)


def draw(picture: Callable[[], str], shape: request.Form) -> None:
    """A picture as SVG or PNG, in a file or on standard output."""
    if shape.name == "png" and shape.output is None and sys.stdout is not None and sys.stdout.isatty():
        raise OptionError("usage", NO_TEXT)
    made: str | bytes = picture()
    if shape.name == "png":
        from ..drawing.png import render
        made = render(str(made), 2)
    console.deliver(made, shape.output, shape.force)


def problem(program: str | None, source: str | None, wrt: list[str], at: str | None, syntax: Syntax,
            shapes: str | None = None) -> tuple[str | Program, list[str], Any]:
    """The program, the variables and the point; what the options say counts before what a file says."""
    from ..reading import read_point, read_problem

    if (program is None) == (source is None):
        raise OptionError("usage", ONE_PROGRAM)
    given = None if at is None else read_point(at)
    if program is not None and program.strip() != "-":
        return program.removeprefix(" "), wrt, given
    text = request.standard_input() if source in (None, "-") else files.read(str(source))
    read = read_problem(text.removeprefix("\ufeff"), syntax, {*wrt, *(given or ())}, shapes, given)
    point = {**(read.at or {}), **(given or {})}
    return read.program, wrt or list(read.wrt), point or None


@contextmanager
def watching(steps: int, language: Language) -> Iterator[Callable[[int], None]]:
    """Whom to tell after every step: a bar on the terminal, where it takes long."""
    if steps < SLOW or not console.coloured_by(sys.stderr) or not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(LEARNING.say(language), total=steps)

        def tick(step: int) -> None:
            if step % 256 == 0 or step == steps:
                progress.update(task, completed=step)
        yield tick
