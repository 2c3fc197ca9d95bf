"""The command line: options in, text out. With `console`, the only module that prints or exits.

Exit status: 0; 1 where the answer was not verified; 2 for bad input or usage; 130 after Ctrl-C.
"""
from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from ..drawing.formats import PICTURES
from ..errors import OptionError
from ..language import Language, Text
from ..render.formats import FORMATS
from . import batching, console, files, learning, networks, plotting, request
from . import options as usage
from .check_options import CHECK
from .group import Command, Group
from .showing import exit_unless_checked, present

if TYPE_CHECKING:
    from ..reading import Syntax
    from ..solution.question import Level

app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
                  add_help_option=False)  # --help is answered above


def _option(sign: str) -> Any:
    """An option of Typer's with the sign and the words of its row in `usage`."""
    commands = (usage.SHOW, usage.LESSON, usage.IMPLICIT, usage.DIFF, usage.PROGRAM, CHECK)
    row = next(rows[sign] for rows in (command.by_sign() for command in commands) if sign in rows)
    return typer.Option(sign, help=row.words.en, metavar=row.value.en if row.value else None)


@app.command(cls=Command, add_help_option=False)
def diff(
    expression: Annotated[str | None, typer.Argument()] = None,
    wrt: Annotated[list[str] | None, _option("--wrt")] = None,
    of: Annotated[list[str] | None, _option("--of")] = None,
    order: Annotated[int, _option("--order")] = 1,
    then: Annotated[list[str] | None, _option("--then")] = None,
    at: Annotated[str | None, _option("--at")] = None,
    shapes: Annotated[list[str] | None, _option("--shape")] = None,
    assume: Annotated[list[str] | None, _option("--assume")] = None,
    along: Annotated[str | None, _option("--along")] = None,
    against: Annotated[str | None, _option("--against")] = None,
    source: Annotated[str | None, _option("--from")] = None,
    syntax: Annotated[str, _option("--syntax")] = "auto",
    open: Annotated[list[str] | None, _option("--open")] = None,
    steps: Annotated[str, _option("--steps")] = "gates",
    mode: Annotated[str, _option("--mode")] = "paths",
    notation: Annotated[str, _option("--notation")] = "leibniz",
    level: Annotated[str, _option("--level")] = "university",
    written: Annotated[str, _option("--form")] = "short",
    picture: Annotated[bool, _option("--picture")] = False,
    detail: Annotated[str, _option("--detail")] = "normal",
    lang: Annotated[str, _option("--lang")] = "",
    form: Annotated[str | None, _option("--format")] = None,
    output: Annotated[str | None, _option("--output")] = None,
    force: Annotated[bool, _option("--force")] = False,
    standalone: Annotated[bool, _option("--standalone")] = False,
    width: Annotated[int | None, _option("--width")] = None,
    ascii: Annotated[bool, _option("--ascii")] = False,
) -> None:
    """Explain a derivative by the chain rule."""
    shape = request.Form(form, output, force, detail, standalone, ascii, width).settled(FORMATS)
    view = {"open": ",".join(open) if open else None, "steps": steps, "mode": mode, "notation": notation,
            "picture": picture, "level": level, "form": written, "assume": assume or (), "along": along,
            "against": against}
    asked = request.Asked(expression, source, wrt, then, order, at, cast("Syntax", syntax), of, view,
                          ", ".join(shapes) if shapes else None)
    present(asked.explained(), shape, cast(Language, lang))


@app.command(cls=Command, add_help_option=False)
def implicit(
    relation: Annotated[str | None, typer.Argument()] = None,
    of: Annotated[str | None, _option("--of")] = None,
    wrt: Annotated[str | None, _option("--wrt")] = None,
    order: Annotated[int, _option("--order")] = 1,
    then: Annotated[list[str] | None, _option("--then")] = None,
    at: Annotated[str | None, _option("--at")] = None,
    syntax: Annotated[str, _option("--syntax")] = "auto",
    level: Annotated[str, _option("--level")] = "university",
    detail: Annotated[str, _option("--detail")] = "normal",
    lang: Annotated[str, _option("--lang")] = "",
    form: Annotated[str | None, _option("--format")] = None,
    output: Annotated[str | None, _option("--output")] = None,
    force: Annotated[bool, _option("--force")] = False,
    standalone: Annotated[bool, _option("--standalone")] = False,
    width: Annotated[int | None, _option("--width")] = None,
    ascii: Annotated[bool, _option("--ascii")] = False,
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
                      cast("Level", level))
    present(explained, shape, cast(Language, lang))


@app.command(cls=Command, add_help_option=False)
def check(
    what: Annotated[list[str] | None, typer.Argument()] = None,
    answer: Annotated[str | None, _option("--answer")] = None,
    claim: Annotated[str | None, _option("--claim")] = None,
    solution: Annotated[str | None, _option("--solution")] = None,
    wrt: Annotated[str | None, _option("--wrt")] = None,
    at: Annotated[str | None, _option("--at")] = None,
    syntax: Annotated[str, _option("--syntax")] = "auto",
    reveal: Annotated[bool, _option("--reveal")] = False,
    lang: Annotated[str, _option("--lang")] = "",
    form: Annotated[str | None, _option("--format")] = None,
    output: Annotated[str | None, _option("--output")] = None,
    force: Annotated[bool, _option("--force")] = False,
) -> None:
    """Check answers, solutions and notes."""
    from . import checking

    asked = checking.Checked(what or [], answer, claim, solution, wrt, at, cast("Syntax", syntax))
    shape = request.Form(form, output, force, "full" if reveal else "normal")
    checking.run(asked, shape, cast(Language, lang))


@app.command(cls=Command, add_help_option=False)
def rules(
    lang: Annotated[str, _option("--lang")] = "",
    form: Annotated[str | None, _option("--format")] = None,
) -> None:
    """List every rule."""
    from ..library.rule_list import RuleList

    present(RuleList(), request.Form(form), cast(Language, lang))


@app.command(cls=Command, add_help_option=False)
def graph(
    expression: Annotated[str | None, typer.Argument()] = None,
    wrt: Annotated[list[str] | None, _option("--wrt")] = None,
    of: Annotated[str | None, _option("--of")] = None,
    at: Annotated[str | None, _option("--at")] = None,
    source: Annotated[str | None, _option("--from")] = None,
    syntax: Annotated[str, _option("--syntax")] = "auto",
    open: Annotated[list[str] | None, _option("--open")] = None,
    steps: Annotated[str, _option("--steps")] = "gates",
    lang: Annotated[str, _option("--lang")] = "",
    form: Annotated[str | None, _option("--format")] = None,
    output: Annotated[str | None, _option("--output")] = None,
    force: Annotated[bool, _option("--force")] = False,
) -> None:
    """Draw the dependency graph."""
    shape = request.Form(form, output, force).settled(PICTURES)
    view = {"open": ",".join(open) if open else None, "steps": steps}
    asked = request.Asked(expression, source, wrt, at=at, syntax=cast("Syntax", syntax), of=[of] if of else None,
                          view=view)
    explained = asked.explained()
    picture, language = explained.picture, cast(Language, lang)
    if shape.name == "text" and shape.output is None and console.coloured_by(sys.stdout):
        from rich.console import Console

        from ..drawing.tree_text import lines
        from ..notation.colours import TERMINAL
        from ..render.terminal import coloured

        Console(highlight=False).print(coloured(lines(picture.model, language), TERMINAL), soft_wrap=True, end="")
    else:
        if shape.name == "png" and shape.output is None and sys.stdout is not None and sys.stdout.isatty():
            raise OptionError("usage", Text("PNG is no text: name a file with --output.",
                                            "PNG는 글이 아닙니다. --output으로 파일을 정해 주세요."))
        console.deliver(PICTURES[shape.name].write(picture, language), shape.output, force)
    exit_unless_checked(explained)


@app.command(cls=Command, add_help_option=False)
def show(
    expression: Annotated[str | None, typer.Argument()] = None,
    wrt: Annotated[list[str] | None, _option("--wrt")] = None,
    of: Annotated[list[str] | None, _option("--of")] = None,
    order: Annotated[int, _option("--order")] = 1,
    then: Annotated[list[str] | None, _option("--then")] = None,
    at: Annotated[str | None, _option("--at")] = None,
    source: Annotated[str | None, _option("--from")] = None,
    syntax: Annotated[str, _option("--syntax")] = "auto",
    open: Annotated[list[str] | None, _option("--open")] = None,
    steps: Annotated[str, _option("--steps")] = "gates",
    mode: Annotated[str, _option("--mode")] = "paths",
    notation: Annotated[str, _option("--notation")] = "leibniz",
    level: Annotated[str, _option("--level")] = "university",
    written: Annotated[str, _option("--form")] = "short",
    detail: Annotated[str, _option("--detail")] = "normal",
    lang: Annotated[str, _option("--lang")] = "",
    serve: Annotated[int | None, _option("--serve")] = None,
) -> None:
    """Open the explanation in the browser, or serve a page to type in."""
    language = cast(Language, lang)
    if serve is not None:
        _serve(serve, language)
        return
    view = {"open": ",".join(open) if open else None, "steps": steps, "mode": mode, "notation": notation,
            "level": level, "form": written}
    explained = request.Asked(expression, source, wrt, then, order, at, cast("Syntax", syntax), of, view).explained()
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


@app.command(cls=Command, add_help_option=False)
def lesson(
    name: Annotated[str | None, typer.Argument()] = None,
    function: Annotated[str | None, _option("--with")] = None,
    at: Annotated[str | None, _option("--at")] = None,
    lang: Annotated[str, _option("--lang")] = "",
    form: Annotated[str | None, _option("--format")] = None,
    output: Annotated[str | None, _option("--output")] = None,
    force: Annotated[bool, _option("--force")] = False,
    standalone: Annotated[bool, _option("--standalone")] = False,
    width: Annotated[int | None, _option("--width")] = None,
    ascii: Annotated[bool, _option("--ascii")] = False,
) -> None:
    """Show a short lesson, or the list of all."""
    shape = request.Form(form, output, force, standalone=standalone, ascii=ascii, width=width).settled(FORMATS)
    from ..library.lesson import lesson as told

    present(told(name, function, at), shape, cast(Language, lang))


app.command(cls=Command, add_help_option=False)(batching.batch)
app.command(cls=Command, add_help_option=False)(learning.learn)
app.command(cls=Command, add_help_option=False)(learning.influence)
app.command(cls=Command, add_help_option=False)(networks.network)
app.command(cls=Command, add_help_option=False)(plotting.plot)


@app.command(cls=Command, add_help_option=False)
def guide(
    name: Annotated[str | None, typer.Argument()] = None,
    lang: Annotated[str, _option("--lang")] = "",
    form: Annotated[str, _option("--format")] = "text",
) -> None:
    """Show a page of the manual, or the list of all."""
    from . import manual

    manual.show(name, cast(Language, lang), form)
