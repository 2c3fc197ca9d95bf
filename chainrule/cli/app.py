"""The command line: options in, text out. With `console`, the only module that prints or exits.

Exit status: 0; 1 where the answer was not verified; 2 for bad input or usage; 130 after Ctrl-C.
"""
from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar, cast

import typer

from ..drawing.formats import PICTURES
from ..errors import OptionError
from ..language import Language, Text
from ..render.formats import FORMATS
from . import batching, console, files, learning, lectures, networks, plotting, request
from . import options as usage
from .check_options import CHECK
from .declared import argument, option_of, short
from .group import Command, Group
from .showing import exit_unless_checked, present

if TYPE_CHECKING:
    from ..drawing.formats import View
    from ..reading import Syntax
    from ..solution.question import Form as WrittenForm
    from ..solution.question import Level

app = typer.Typer(cls=Group, rich_markup_mode=None, pretty_exceptions_enable=False)


_Function = TypeVar("_Function", bound=Callable[..., None])


def _command(function: _Function) -> _Function:
    """A function as the command of its name."""
    return app.command(cls=Command, help=short(usage.COMMANDS[function.__name__].words))(function)


_program = option_of(usage.PROGRAM)


@app.callback()
def program(
    lang: Annotated[str, _program("--lang")] = "",
    version: Annotated[bool, _program("--version")] = False,
) -> None:
    """What a shell completes before the name of a command; `Group` reads it."""


_diff = option_of(usage.DIFF)


@_command
def diff(
    expression: Annotated[str | None, argument()] = None,
    wrt: Annotated[list[str] | None, _diff("--wrt")] = None,
    of: Annotated[list[str] | None, _diff("--of")] = None,
    order: Annotated[int, _diff("--order")] = 1,
    then: Annotated[list[str] | None, _diff("--then")] = None,
    at: Annotated[str | None, _diff("--at")] = None,
    shapes: Annotated[list[str] | None, _diff("--shape")] = None,
    assume: Annotated[list[str] | None, _diff("--assume")] = None,
    along: Annotated[str | None, _diff("--along")] = None,
    against: Annotated[str | None, _diff("--against")] = None,
    source: Annotated[str | None, _diff("--from")] = None,
    syntax: Annotated[str, _diff("--syntax")] = "auto",
    open: Annotated[list[str] | None, _diff("--open")] = None,
    steps: Annotated[str, _diff("--steps")] = "gates",
    mode: Annotated[str, _diff("--mode")] = "paths",
    notation: Annotated[str, _diff("--notation")] = "leibniz",
    level: Annotated[str, _diff("--level")] = "university",
    written: Annotated[str, _diff("--form")] = "short",
    picture: Annotated[bool, _diff("--picture")] = False,
    detail: Annotated[str, _diff("--detail")] = "normal",
    lang: Annotated[str, _diff("--lang")] = "",
    form: Annotated[str | None, _diff("--format")] = None,
    output: Annotated[str | None, _diff("--output")] = None,
    force: Annotated[bool, _diff("--force")] = False,
    standalone: Annotated[bool, _diff("--standalone")] = False,
    width: Annotated[int | None, _diff("--width")] = None,
    ascii: Annotated[bool, _diff("--ascii")] = False,
) -> None:
    """Explain a derivative by the chain rule."""
    shape = request.Form(form, output, force, detail, standalone, ascii, width).settled(FORMATS)
    view = {"open": ",".join(open) if open else None, "steps": steps, "mode": mode, "notation": notation,
            "picture": picture, "level": level, "form": written, "assume": assume or (), "along": along,
            "against": against}
    asked = request.Asked(expression, source, wrt, then, order, at, cast("Syntax", syntax), of, view,
                          ", ".join(shapes) if shapes else None)
    present(asked.explained(), shape, cast(Language, lang))


_implicit = option_of(usage.IMPLICIT)


@_command
def implicit(
    relation: Annotated[str | None, argument()] = None,
    of: Annotated[str | None, _implicit("--of")] = None,
    wrt: Annotated[str | None, _implicit("--wrt")] = None,
    order: Annotated[int, _implicit("--order")] = 1,
    then: Annotated[list[str] | None, _implicit("--then")] = None,
    at: Annotated[str | None, _implicit("--at")] = None,
    syntax: Annotated[str, _implicit("--syntax")] = "auto",
    level: Annotated[str, _implicit("--level")] = "university",
    written: Annotated[str, _implicit("--form")] = "short",
    detail: Annotated[str, _implicit("--detail")] = "normal",
    lang: Annotated[str, _implicit("--lang")] = "",
    form: Annotated[str | None, _implicit("--format")] = None,
    output: Annotated[str | None, _implicit("--output")] = None,
    force: Annotated[bool, _implicit("--force")] = False,
    standalone: Annotated[bool, _implicit("--standalone")] = False,
    width: Annotated[int | None, _implicit("--width")] = None,
    ascii: Annotated[bool, _implicit("--ascii")] = False,
) -> None:
    """Differentiate a variable that a relation determines."""
    shape = request.Form(form, output, force, detail, standalone, ascii, width).settled(FORMATS)
    if relation is None:
        raise OptionError("usage", Text("Give one relation.", "관계식 하나를 쓰세요."),
                          hint=Text('chainrule implicit "x^2 + y^2 = 25"', 'chainrule implicit "x^2 + y^2 = 25"'))
    if relation.strip() == "-":
        relation = request.standard_input()
    from ..library.implicit import implicit as solve

    explained = solve(relation.removeprefix(" "), of, wrt, then or (), at, order, cast("Syntax", syntax),
                      cast("Level", level), cast("WrittenForm", written))
    present(explained, shape, cast(Language, lang))


_check = option_of(CHECK)


@_command
def check(
    what: Annotated[list[str] | None, argument()] = None,
    answer: Annotated[str | None, _check("--answer")] = None,
    claim: Annotated[str | None, _check("--claim")] = None,
    solution: Annotated[str | None, _check("--solution")] = None,
    wrt: Annotated[str | None, _check("--wrt")] = None,
    at: Annotated[str | None, _check("--at")] = None,
    shapes: Annotated[list[str] | None, _check("--shape")] = None,
    syntax: Annotated[str, _check("--syntax")] = "auto",
    reveal: Annotated[bool, _check("--reveal")] = False,
    lang: Annotated[str, _check("--lang")] = "",
    form: Annotated[str | None, _check("--format")] = None,
    output: Annotated[str | None, _check("--output")] = None,
    force: Annotated[bool, _check("--force")] = False,
) -> None:
    """Check answers, solutions and notes."""
    from . import checking

    asked = checking.Checked(what or [], answer, claim, solution, wrt, at, cast("Syntax", syntax),
                               ", ".join(shapes) if shapes else None)
    shape = request.Form(form, output, force, "full" if reveal else "normal")
    checking.run(asked, shape, cast(Language, lang))


_graph = option_of(usage.GRAPH)


@_command
def graph(
    expression: Annotated[str | None, argument()] = None,
    wrt: Annotated[list[str] | None, _graph("--wrt")] = None,
    of: Annotated[str | None, _graph("--of")] = None,
    at: Annotated[str | None, _graph("--at")] = None,
    shapes: Annotated[list[str] | None, _graph("--shape")] = None,
    source: Annotated[str | None, _graph("--from")] = None,
    syntax: Annotated[str, _graph("--syntax")] = "auto",
    open: Annotated[list[str] | None, _graph("--open")] = None,
    steps: Annotated[str, _graph("--steps")] = "gates",
    view: Annotated[str, _graph("--view")] = "graph",
    lang: Annotated[str, _graph("--lang")] = "",
    form: Annotated[str | None, _graph("--format")] = None,
    output: Annotated[str | None, _graph("--output")] = None,
    force: Annotated[bool, _graph("--force")] = False,
    standalone: Annotated[bool, _graph("--standalone")] = False,
) -> None:
    """Draw the dependency graph."""
    shape = request.Form(form, output, force, standalone=standalone).settled(PICTURES)
    told = {"open": ",".join(open) if open else None, "steps": steps}
    asked = request.Asked(expression, source, wrt, at=at, syntax=cast("Syntax", syntax), of=[of] if of else None,
                          view=told, shapes=", ".join(shapes) if shapes else None)
    explained = asked.explained()
    picture, language = explained.picture(cast("View", view)), cast(Language, lang)
    if shape.name == "text" and shape.output is None and console.coloured_by(sys.stdout):
        from ..drawing.tree_text import lines
        from ..notation.colours import TERMINAL
        from ..render.terminal import coloured

        console.show(coloured(lines(picture.shown(language), language), TERMINAL))
    else:
        if shape.name == "png" and shape.output is None and sys.stdout is not None and sys.stdout.isatty():
            raise OptionError("usage", Text("PNG is no text: name a file with --output.",
                                            "PNG는 글이 아닙니다. --output으로 파일을 정해 주세요."))
        console.deliver(PICTURES[shape.name].write(picture, language, standalone), shape.output, force)
    exit_unless_checked(explained)


_show = option_of(usage.SHOW)


@_command
def show(
    expression: Annotated[str | None, argument()] = None,
    wrt: Annotated[list[str] | None, _show("--wrt")] = None,
    of: Annotated[list[str] | None, _show("--of")] = None,
    order: Annotated[int, _show("--order")] = 1,
    then: Annotated[list[str] | None, _show("--then")] = None,
    at: Annotated[str | None, _show("--at")] = None,
    shapes: Annotated[list[str] | None, _show("--shape")] = None,
    source: Annotated[str | None, _show("--from")] = None,
    syntax: Annotated[str, _show("--syntax")] = "auto",
    open: Annotated[list[str] | None, _show("--open")] = None,
    steps: Annotated[str, _show("--steps")] = "gates",
    mode: Annotated[str, _show("--mode")] = "paths",
    notation: Annotated[str, _show("--notation")] = "leibniz",
    level: Annotated[str, _show("--level")] = "university",
    written: Annotated[str, _show("--form")] = "short",
    detail: Annotated[str, _show("--detail")] = "normal",
    lang: Annotated[str, _show("--lang")] = "",
    serve: Annotated[int | None, _show("--serve")] = None,
) -> None:
    """Open the explanation in the browser, or serve a page to type in."""
    language = cast(Language, lang)
    if serve is not None:
        _serve(serve, language)
        return
    view = {"open": ",".join(open) if open else None, "steps": steps, "mode": mode, "notation": notation,
            "level": level, "form": written}
    explained = request.Asked(expression, source, wrt, then, order, at, cast("Syntax", syntax), of, view,
                              ", ".join(shapes) if shapes else None).explained()
    path = files.temporary(explained.to_html(language, detail), ".html")
    console.write(path, sys.stdout)
    import webbrowser

    webbrowser.open("file://" + path)
    exit_unless_checked(explained)


def _serve(port: int, language: Language) -> None:
    from .server import HOST, server

    with server(port, language) as running:
        console.write(f"http://{HOST}:{running.server_address[1]}/", sys.stdout)
        running.serve_forever()


for _other in (lectures.rules, lectures.lesson, lectures.guide, learning.learn, learning.influence, networks.network,
               plotting.plot, batching.batch):
    _command(_other)
