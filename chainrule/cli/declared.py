"""Options and arguments as Typer is told of them: their signs, and what the completion of a shell offers for them."""
from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

import typer

from ..language import Text, preferred
from .option import Command


def option_of(command: Command) -> Callable[[str], Any]:
    """What makes an option of Typer's from a row of this command."""
    rows = command.by_sign()

    def option(sign: str) -> Any:
        """An option of Typer's with the signs, the words and the values of its row."""
        row = rows[sign]
        return typer.Option(*row.signs, help=short(row.words), metavar=row.value.en if row.value else None,
                            autocompletion=_beginning(row.choices) if row.choices else None)
    return option


def argument(names: Callable[[], Iterable[str]] | None = None) -> Any:
    """An argument of Typer's; its values are asked for when a shell wants them, because they may take SymPy."""
    return typer.Argument(autocompletion=(lambda incomplete: _beginning(names())(incomplete)) if names else None)


def _beginning(names: Iterable[str]) -> Callable[[str], list[str]]:
    """Which of the names begin with what was typed, in large letters or small ones."""
    return lambda incomplete: [name for name in names if name.startswith(incomplete.casefold())]


def short(words: Text) -> str:
    """The first clause, as a shell shows it beside a name, in the language of the system."""
    said = re.sub(r" ?(?<!')\([^)]*\)", "", words.say(preferred(os.environ)))
    return re.split("[.;:]", said)[0].strip().replace("'", "’")  # zsh would take a plain one for its own


def told(parameters: list[Any], command: Command) -> list[Any]:
    """The parameters of a command, those that Typer adds by itself in our words too."""
    rows = command.by_sign()
    for parameter in parameters:
        row = next((rows[sign] for sign in parameter.opts if sign in rows), None)
        if row is not None:
            parameter.help = short(row.words)
    return parameters
