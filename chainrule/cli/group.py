"""What chainrule does in Typer's place: its own checks and messages, because Typer's are English and load pydantic."""
from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from .. import __version__
from ..errors import ChainruleError
from ..language import Language, Text
from ..render.refusal import complaint, printable
from . import console, declared, line
from . import options as usage
from .option import INSTALL, LANG, SHOW_COMPLETION

BUG = Text("error: this is a bug in chainrule ({error}). Please report the command; CHAINRULE_DEBUG=1 shows where.",
           "오류: chainrule의 버그입니다({error}). 실행한 명령과 함께 알려 주세요. CHAINRULE_DEBUG=1이면 자세한 "
           "위치가 나옵니다.")
MEMORY = Text("error: there is not enough memory for this.", "오류: 메모리가 모자랍니다.")
FAULT = 70  # EX_SOFTWARE of sysexits.h
SHOWN = 100  # signs of an exception's own words


class Command(TyperCommand):
    """A command whose line is checked and converted by `usage` and parsed by Typer."""

    def get_params(self, ctx: Any) -> list[Any]:
        return declared.told(super().get_params(ctx), usage.COMMANDS[str(self.name)])

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:  # a shell asks what could stand here: the words before are not read
            return []
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
            if isinstance(value, tuple):  # several arguments
                value = list(value)
            if not isinstance(value, (str, int, float, list)):  # not given: None, or a mark of the parser's own
                several = getattr(parameter, "multiple", False) or parameter.nargs == -1
                value = [] if several else parameter.default
            ctx.params[name] = value
        ctx.params["lang"] = ctx.obj
        ctx.args = []
        return []


class Group(TyperGroup):
    """The program: its own options, then a command. `asked` is the language that the line asks for."""

    asked: Language = "en"
    installs = False  # whether the line is about completion, which is Typer's

    def main(self, args: Any = None, *others: Any, **settings: Any) -> Any:
        given = list(sys.argv[1:] if args is None else args)
        try:
            return super().main(given, *others, **settings)
        except ChainruleError as error:
            language = line.language_of(given, os.environ)
            if line.wants_json(given) and error.text is not console.UNWRITTEN:
                import json

                said = json.dumps({"error": error.to_dict(language)}, ensure_ascii=False, indent=2)
                with suppress(ChainruleError):  # standard output may be full
                    console.write(console.escaped(said), sys.stdout)
            console.write(complaint(error, language if console.shows(sys.stderr, "오류") else "en"), sys.stderr)
            sys.exit(2)
        except MemoryError:
            _say(MEMORY, given)
            sys.exit(2)
        except Exception as error:  # noqa: BLE001  a fault of chainrule's own, whatever it is: the user gets one line
            if os.environ.get("CHAINRULE_DEBUG") == "1":
                raise
            _say(BUG, given, error=f"{type(error).__name__}: {' '.join(str(error).split())[:SHOWN]}")
            sys.exit(FAULT)

    def get_params(self, ctx: Any) -> list[Any]:
        """The options of the program, for shells; none for a line, where Typer would load pydantic to convert them."""
        return declared.told(super().get_params(ctx), usage.PROGRAM) if ctx.resilient_parsing or self.installs else []

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        self.asked = line.language_of(args, os.environ)
        ctx.obj = console.showable(line.language_of(args, os.environ), line.writes_file(args))
        rest = list(args)
        while rest and rest[0].startswith("-"):
            taken = 2 if rest[0] in LANG.signs else 1
            sign, _, value = line.shield(rest[:taken], usage.PROGRAM)[0].partition("=")
            if sign in ("--help", "-h"):
                finish(usage.help_page(usage.PROGRAM, ctx.obj, min(100, console.width_of(sys.stdout))))
            if sign == "--version":
                finish(f"chainrule {__version__}\n")
            if sign in (INSTALL.sign, SHOW_COMPLETION.sign):
                self.installs = True
                return super().parse_args(ctx, [sign])
            if sign != "--lang":
                break
            line.convert(LANG, value)
            rest = rest[taken:]
        if not rest:
            finish(usage.help_page(usage.PROGRAM, ctx.obj, min(100, console.width_of(sys.stdout))))
        if rest[0] not in usage.COMMANDS:
            raise line.no_command(rest[0])
        return super().parse_args(ctx, rest)

    def invoke(self, ctx: Any) -> Any:
        try:
            found = super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(130) from None
        except typer.Exit:
            self._tell_language(ctx)
            raise
        self._tell_language(ctx)
        return found

    def _tell_language(self, ctx: Any) -> None:
        """Why the output is not in the language that was asked for; a refusal goes without."""
        if ctx.obj != self.asked:
            console.write(console.NO_HANGUL.say("en", encoding=sys.stdout.encoding), sys.stderr)


def _say(text: Text, given: list[str], **facts: object) -> None:
    """One line on standard error."""
    language = line.language_of(given, os.environ)
    console.write(printable(text.say(language if console.shows(sys.stderr, "오류") else "en", **facts)), sys.stderr)


def finish(text: str) -> NoReturn:
    """Print this, and be done."""
    console.deliver(text)
    raise typer.Exit(0)
