"""What chainrule does in Typer's place: its own checks and messages, because Typer's are English and load pydantic."""
from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from .. import __version__
from ..errors import ChainruleError
from ..language import Language
from . import console, line
from . import options as usage
from .refusal import complaint


class Command(TyperCommand):
    """A command whose line is checked and converted by `usage` and parsed by Typer."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        command = usage.COMMANDS[str(self.name)]
        safe = line.shield(args, command)
        asked = safe[:safe.index("--")] if "--" in safe else safe
        if "--help" in asked or "-h" in asked:
            finish(usage.help_page(command, ctx.obj, min(100, console.width_of(sys.stdout))))
        if "--version" in asked:
            finish(f"chainrule {__version__}\n")
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


class Group(TyperGroup):
    """The program: its own options, then a command. `asked` is the language that the line asks for."""

    asked: Language = "en"

    def main(self, args: Any = None, *others: Any, **settings: Any) -> Any:
        given = list(sys.argv[1:] if args is None else args)
        try:
            return super().main(given, *others, **settings)
        except ChainruleError as error:
            language = line.language_of(given, os.environ)
            if line.wants_json(given):
                import json

                said = json.dumps({"error": error.to_dict(language)}, ensure_ascii=False, indent=2)
                console.write(console.escaped(said), sys.stdout)
            console.write(complaint(error, language if console.shows(sys.stderr, "오류") else "en"), sys.stderr)
            sys.exit(2)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        self.asked = line.language_of(args, os.environ)
        ctx.obj = console.showable(line.language_of(args, os.environ), line.writes_file(args))
        rest = list(args)
        while rest and rest[0].startswith("-"):
            taken = 2 if rest[0] == "--lang" else 1
            sign, _, value = line.shield(rest[:taken], usage.PROGRAM)[0].partition("=")
            if sign in ("--help", "-h"):
                finish(usage.help_page(usage.PROGRAM, ctx.obj, min(100, console.width_of(sys.stdout))))
            if sign == "--version":
                finish(f"chainrule {__version__}\n")
            if sign != "--lang":
                break
            line.convert(usage.LANG, value)
            rest = rest[taken:]
        if not rest:
            finish(usage.help_page(usage.PROGRAM, ctx.obj, min(100, console.width_of(sys.stdout))))
        if rest[0] not in usage.COMMANDS:
            raise line.no_command(rest[0])
        return super().parse_args(ctx, rest)

    def invoke(self, ctx: Any) -> Any:
        refused = False
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(130) from None
        except ChainruleError:
            refused = True
            raise
        finally:
            if not refused and ctx.obj != self.asked:
                console.write(console.NO_HANGUL.say("en", encoding=sys.stdout.encoding), sys.stderr)


def finish(text: str) -> NoReturn:
    """Print this, and be done."""
    console.deliver(text)
    raise typer.Exit(0)
