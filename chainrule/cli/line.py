"""How a command line is read: in which language, with which options, and how it is refused.

Typer parses; what it would say and convert by itself is said and converted here, because its own messages are
English and because its conversion imports pydantic, which takes longer to load than SymPy.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ..errors import OptionError
from ..language import LANGUAGES, Language, Text, preferred
from .option import LANG, SHORT, Command, Option
from .options import COMMANDS, DIFF

FORMAT, OUTPUT = DIFF.by_sign()["--format"], DIFF.by_sign()["--output"]


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language asked for by --lang, CHAINRULE_LANG or the locale; else English."""
    asked = (_value(arguments, LANG) or "").casefold()
    return preferred(environment) if asked not in LANGUAGES else "ko" if asked == "ko" else "en"


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether a program reads the output, so that a refusal is told as JSON too."""
    return _value(arguments, FORMAT) == "json"


def writes_file(arguments: Sequence[str]) -> bool:
    """Whether the output goes into a file, which is in UTF-8 whatever the terminal shows."""
    return _value(arguments, OUTPUT) is not None


def _value(arguments: Sequence[str], option: Option) -> str | None:
    """What a line gives an option last, before the line is parsed."""
    found = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument in option.signs:
            found = "".join(arguments[place + 1:place + 2])
        elif argument.startswith(option.sign + "="):
            found = argument.partition("=")[2]
    return found


def shield(arguments: Sequence[str], command: Command) -> list[str]:
    """The same line, safe to parse: an expression that starts with a minus sign gets a space before it.

    Options that do not exist, lack their value or have one too many are refused here. A short sign stands by itself,
    so that -f(x) and -l=2x are what they look like.
    """
    options, shielded, rest = command.by_sign(), list[str](), iter(arguments)
    for argument in rest:
        sign, equals, given = argument.partition("=")
        option = options.get(argument if argument in SHORT.values() else sign if sign.startswith("--") else "")
        if argument == "--":
            return [*shielded, argument, *rest]
        if option is None:
            if argument in SHORT.values():
                raise _refusal(NO_OPTION, name=argument)
            if re.fullmatch(r"--[^\W\d][\w-]+", sign):
                raise _unknown(sign, options, NO_OPTION)
            minus = argument.startswith("-") and argument not in ("-", "-h")
            shielded.append(" " + argument if minus else argument)
        elif option.value is None:
            if equals:
                raise _refusal(Text("{name} takes no value.", "{name}에는 값을 줄 수 없습니다."), name=sign)
            shielded.append(option.sign)
        else:
            value = given if equals else next(rest, "")
            taken = value == "--" or value.startswith("--") and value.partition("=")[0] in options
            if not value.strip() or not equals and taken:
                text = Text("{name} needs a value: {name} {value}",
                            "{name}에는 값이 필요합니다: {name} {value}")
                error = _refusal(text, name=sign, value=option.value)
                raise error if sign == option.sign else error.with_hint(BEHIND)
            shielded.append(f"{option.sign}={value}")
    return shielded


def convert(option: Option, value: str) -> str | int | float:
    """The value of an option as what it stands for, or a refusal that says what it takes."""
    if option.choices:
        if value.casefold() not in option.choices:
            text = Text("{sign} cannot be {name}; it is one of {all}.",
                        "{sign}에는 {name} 값을 쓸 수 없습니다. 쓸 수 있는 값: {all}")
            facts = {"sign": option.sign, "all": ", ".join(option.choices)}
            raise _unknown(value, option.choices, text, facts)
        return value.casefold()
    if option.number:
        return _number(option, value)
    if option.least is None:
        return value
    if not re.fullmatch(r"\s*[0-9]{1,6}\s*", value) or int(value) < option.least:
        text = Text("{sign} needs a whole number, {least} or more, not {value}.",
                    "{sign}에는 {least} 이상의 정수가 필요합니다. 받은 값: {value}")
        if re.fullmatch(r"\s*[0-9]{7,}\s*", value):
            text = Text("{sign} is at most 999999, not {value}.",
                        "{sign}의 값은 999999 이하여야 합니다. 받은 값: {value}")
        raise _refusal(text, sign=option.sign, least=option.least, value=value or '""')
    return int(value)


def _number(option: Option, value: str) -> float:
    """Any number, as a decimal or a fraction."""
    if re.fullmatch(r"\s*[+-]?[0-9]*\.?[0-9]+(e[+-]?[0-9]+)?(/[1-9][0-9]*)?\s*", value, re.I):
        top, _, bottom = value.partition("/")
        return float(top) / float(bottom or 1)
    raise _refusal(Text("{sign} needs a number such as 0.1, not {value}.",
                        "{sign}에는 0.1 같은 수가 필요합니다. 받은 값: {value}"), sign=option.sign, value=value or '""')


BEHIND = Text("The expression {name} goes behind --: chainrule diff -- {name}",
              "식 {name}라면 -- 뒤에 씁니다: chainrule diff -- {name}")
NO_OPTION = Text("There is no option {name}.", "{name} 옵션은 없습니다.")
NO_COMMAND = Text("There is no command {name}.", "{name} 명령은 없습니다.")
_LETTERS = {"-w": "--wrt", "-h": "--help"}  # of other programs


def _unknown(name: str, known: Iterable[str], text: Text,
             facts: Mapping[str, object] | None = None) -> OptionError:
    """The refusal of a name that is not known, with the nearest known one as its hint."""
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), known, 1, 0.5)
    hint = Text(f"Did you mean {near[0]}?", f"{near[0]} 아닌가요?") if near else None
    return OptionError("usage", text, facts={"name": name, **(facts or {})}, hint=hint)


def no_command(name: str) -> OptionError:
    """The refusal of a first word that is no command: a slip, or an expression without `diff`."""
    if name == "help":
        hint = Text("Did you mean --help?", "--help 아닌가요?")
        return OptionError("usage", NO_COMMAND, facts={"name": name}, hint=hint)
    error = _unknown(name, COMMANDS, NO_COMMAND)
    if error.hint is not None:
        return error
    return error.with_hint(Text('An expression goes after diff: chainrule diff "{name}"',
                                '식은 diff 다음에 씁니다: chainrule diff "{name}"'))


def unexpected(argument: str, command: Command) -> OptionError:
    """The refusal of a second argument: mostly spaces without quotation marks, or one dash for two."""
    sign = "-" + argument.strip()
    hint = Text("An expression with spaces needs quotation marks.", "띄어 쓴 식은 따옴표로 감쌉니다.")
    sign = _LETTERS.get(argument.strip(), sign)
    if sign in command.by_sign():
        hint = Text(f"Did you mean {sign}?", f"{sign} 아닌가요?")
    return OptionError("usage", Text("Unexpected argument: {argument}", "남는 인자가 있습니다: {argument}"),
                       facts={"argument": argument.strip()}, hint=hint)


def _refusal(text: Text, **facts: object) -> OptionError:
    return OptionError("usage", text, facts=facts)
