"""The command line: options in, text out. With `console`, the only module that prints or exits.

Exit status: 0; 1 where the answer was not verified; 2 for bad input or usage; 130 after Ctrl-C.
"""
from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, cast

import typer
from typer.core import TyperCommand, TyperGroup

from .. import __version__
from ..drawing.formats import PICTURES
from ..errors import ChainruleError, OptionError
from ..language import Language, Text
from ..render.formats import FORMATS
from . import console, files, line, request
from . import options as usage
from .refusal import complaint

if TYPE_CHECKING:
    from ..library.faces import Faces
    from ..reading import Syntax


class _Command(TyperCommand):
    """A command whose line is checked and converted by `usage` and parsed by Typer."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        command = usage.COMMANDS[str(self.name)]
        safe = line.shield(args, command)
        asked = safe[:safe.index("--")] if "--" in safe else safe
        if "--help" in asked or "-h" in asked:
            _finish(usage.help_page(command, ctx.obj, min(100, console.width_of(sys.stdout))))
        if "--version" in asked:
            _finish(f"chainrule {__version__}\n")
        given, extra, _ = self.make_parser(ctx).parse_args(args=safe)
        if extra:
            raise line.unexpected(extra[0], command)
        options = {option.name: option for option in command.options}
        for parameter in self.params:
            name = str(parameter.name)
            value = given.get(name)
            if isinstance(value, str) and name in options:
                value = line.convert(options[name], value)
            if not isinstance(value, (str, int, list)):  # not given: None, or a mark of the parser's own
                value = [] if getattr(parameter, "multiple", False) else parameter.default
            ctx.params[name] = value
        ctx.params["lang"] = ctx.obj
        ctx.args = []
        return []


class _Group(TyperGroup):
    """The program: its own options, then a command."""

    def main(self, args: Any = None, *others: Any, **settings: Any) -> Any:
        given = list(sys.argv[1:] if args is None else args)
        try:
            return super().main(given, *others, **settings)
        except ChainruleError as error:
            language = line.language_of(given, os.environ)
            if line.wants_json(given):
                import json

                console.write(json.dumps({"error": error.to_dict(language)}, ensure_ascii=False, indent=2), sys.stdout)
            console.write(complaint(error, language if console.shows(sys.stderr, "오류") else "en"), sys.stderr)
            sys.exit(2)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.obj = line.language_of(args, os.environ)
        rest = list(args)
        while rest and rest[0].startswith("-"):
            taken = 2 if rest[0] == "--lang" else 1
            sign, _, value = line.shield(rest[:taken], usage.PROGRAM)[0].partition("=")
            if sign in ("--help", "-h"):
                _finish(usage.help_page(usage.PROGRAM, ctx.obj, min(100, console.width_of(sys.stdout))))
            if sign == "--version":
                _finish(f"chainrule {__version__}\n")
            if sign != "--lang":
                break
            line.convert(usage.LANG, value)
            rest = rest[taken:]
        if not rest:
            _finish(usage.help_page(usage.PROGRAM, ctx.obj, min(100, console.width_of(sys.stdout))))
        if rest[0] not in usage.COMMANDS:
            raise line.no_command(rest[0])
        return super().parse_args(ctx, rest)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(130) from None


_TREE = {"value": "green", "gradient": "red", "quiet": "dim", "path": "yellow"}  # colours of the tree of a graph
app = typer.Typer(cls=_Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
                  add_help_option=False)  # --help is answered above


def _option(sign: str) -> Any:
    """An option of Typer's with the sign and the words of its row in `usage`."""
    row = (usage.SHOW.by_sign() | usage.IMPLICIT.by_sign() | usage.DIFF.by_sign() | usage.PROGRAM.by_sign())[sign]
    return typer.Option(sign, help=row.words.en, metavar=row.value.en if row.value else None)


@app.command(cls=_Command, add_help_option=False)
def diff(
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
            "picture": picture}
    asked = request.Asked(expression, source, wrt, then, order, at, cast("Syntax", syntax), of, view)
    _show(asked.explained(), shape, cast(Language, lang))


@app.command(cls=_Command, add_help_option=False)
def implicit(
    relation: Annotated[str | None, typer.Argument()] = None,
    of: Annotated[str | None, _option("--of")] = None,
    wrt: Annotated[str | None, _option("--wrt")] = None,
    order: Annotated[int, _option("--order")] = 1,
    then: Annotated[list[str] | None, _option("--then")] = None,
    at: Annotated[str | None, _option("--at")] = None,
    syntax: Annotated[str, _option("--syntax")] = "auto",
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

    explained = solve(relation.removeprefix(" "), of, wrt, then or (), at, order, cast("Syntax", syntax))
    _show(explained, shape, cast(Language, lang))


def _show(faces: Faces, shape: request.Form, language: Language) -> None:
    """What was asked for on the terminal, in colour where there is one, or in a file."""
    wide = shape.width or console.width_of(None if shape.output else sys.stdout)
    if shape.name == "text" and shape.output is None and console.coloured_by(sys.stdout):
        from rich.console import Console

        shown = faces.renderable(language, shape.detail, wide, shape.ascii)
        Console(width=wide, highlight=False).print(shown, soft_wrap=True, end="")
    else:
        console.deliver(shape.written(faces, language, wide), shape.output, shape.force)
    _exit_unless_checked(faces)


def _exit_unless_checked(faces: Faces) -> None:
    check = getattr(faces, "check", None)  # lessons and lists claim nothing
    if check is not None and check.status != "checked":
        raise typer.Exit(1)


@app.command(cls=_Command, add_help_option=False)
def rules(
    lang: Annotated[str, _option("--lang")] = "",
    form: Annotated[str | None, _option("--format")] = None,
) -> None:
    """List every rule."""
    from ..library.rule_list import RuleList

    _show(RuleList(), request.Form(form), cast(Language, lang))


@app.command(cls=_Command, add_help_option=False)
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

        from ..drawing.textual import lines
        from ..render.terminal import coloured

        Console(highlight=False).print(coloured(lines(picture.model, language), _TREE), soft_wrap=True, end="")
    else:
        if shape.name == "png" and shape.output is None and sys.stdout.isatty():
            raise OptionError("usage", Text("PNG is no text: name a file with --output.",
                                            "PNG는 글이 아닙니다. --output으로 파일을 정해 주세요."))
        console.deliver(PICTURES[shape.name].write(picture, language), shape.output, force)
    _exit_unless_checked(explained)


@app.command(cls=_Command, add_help_option=False)
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
    detail: Annotated[str, _option("--detail")] = "normal",
    lang: Annotated[str, _option("--lang")] = "",
    serve: Annotated[int | None, _option("--serve")] = None,
) -> None:
    """Open the explanation in the browser, or serve a page to type in."""
    language = cast(Language, lang)
    if serve is not None:
        _serve(serve, language)
        return
    view = {"open": ",".join(open) if open else None, "steps": steps, "mode": mode, "notation": notation}
    explained = request.Asked(expression, source, wrt, then, order, at, cast("Syntax", syntax), of, view).explained()
    path = files.temporary(explained.to_html(language, detail), ".html")
    console.write(path, sys.stdout)
    import webbrowser

    webbrowser.open("file://" + path)
    _exit_unless_checked(explained)


def _serve(port: int, language: Language) -> None:
    from .server import HOST, server

    with server(port, language) as running:
        console.write(f"http://{HOST}:{running.server_address[1]}/", sys.stdout)
        running.serve_forever()


@app.command(cls=_Command, add_help_option=False)
def lesson(
    name: Annotated[str | None, typer.Argument()] = None,
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

    _show(told(name), shape, cast(Language, lang))


def _finish(text: str) -> NoReturn:
    console.deliver(text)
    raise typer.Exit(0)
