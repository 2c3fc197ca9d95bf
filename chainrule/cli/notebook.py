"""The magics %chainrule and %%chainrule: the command line in a notebook, its results shown as the notebook shows them.

Only `%load_ext chainrule` imports this, so IPython is there already.
"""
from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from .. import __version__
from ..drawing.formats import PICTURES
from ..errors import ChainruleError, OptionError, TooLargeError
from ..language import Language, Text
from ..library.explained import Explained
from ..library.faces import Faces
from ..render.formats import DEFAULT_WIDTH, FORMATS, Look, bundle
from ..render.refusal import complaint
from . import files, request
from . import line as arguments
from . import options as usage
from .option import Command

QUOTES = Text("A quotation mark is not closed.", "따옴표를 닫지 않았습니다.")
IN_QUOTES = Text("Put an expression with ' in double quotation marks, or below %%chainrule.",
                 "' 기호가 있는 식은 큰따옴표로 감싸거나 %%chainrule 아래에 쓰십시오.")
NO_INPUT = Text("There is no standard input in a notebook.", "노트북에는 표준 입력이 없습니다.")
BELOW = Text("Write the lines below %%chainrule.", "여러 줄은 %%chainrule 아래에 쓰십시오.")
NO_SHOW = Text("`show` opens a page in a browser of its own, which a notebook does not need.",
               "`show`는 브라우저를 따로 여는 명령이므로 노트북에서는 쓰지 않습니다.")
NOT_HERE = Text("{name} is a command of the terminal.", "{name}: 터미널에서 쓰는 명령입니다.")
IN_PYTHON = Text("In a notebook it is chainrule.{name}(…).", "노트북에서는 chainrule.{name}(…) 꼴로 씁니다.")
IN_PLACE = Text("%chainrule x^2 shows the derivation here.", "%chainrule x^2 꼴로 쓰면 여기에 풀이가 나옵니다.")
TWICE = Text("There is an expression below %%chainrule already.", "%%chainrule 아래에 이미 식이 있습니다.")
ALONE = Text("{name} takes no lines below it.", "{name} 명령은 아래에 줄을 두지 않습니다.")
ONE_LINE = Text("Give an expression, or lines below %%chainrule.", "식을 쓰거나 %%chainrule 아래에 줄을 쓰십시오.")


class Shown:
    """What a magic gives: its faces for the notebook. All else is asked of the result itself: `_.answer`, `_.value`."""

    def __init__(self, faces: dict[str, Any], result: Any = None) -> None:
        self._faces = faces
        self.result = result

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return self._faces

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or self.result is None:
            raise AttributeError(name)
        return getattr(self.result, name)

    def __repr__(self) -> str:
        return str(self._faces["text/plain"])


class Given:
    """A line as it was given: the values of its options by name, and the text that is left."""

    def __init__(self, words: list[str], command: Command) -> None:
        options, rest = command.by_sign(), list[str]()
        self.values: dict[str, list[Any]] = {}
        shielded = arguments.shield(words, command)
        end = shielded.index("--") if "--" in shielded else len(shielded)
        for word in shielded[:end]:
            sign, _, value = ("--help", "", "") if word == "-h" else word.partition("=")
            option = options.get(sign)
            if option is None:
                rest.append(word)
            else:
                found = True if option.value is None else arguments.convert(option, value)
                self.values.setdefault(option.name, []).append(found)
        self.text = " ".join([*rest, *shielded[end + 1:]]).strip()

    def every(self, name: str) -> list[Any]:
        return self.values.get(name, [])

    def one(self, name: str, otherwise: Any = None) -> Any:
        """The last value of an option, as on the command line."""
        return self.values.get(name, [otherwise])[-1]


def load(shell: Any) -> None:
    """Make the magics known to IPython. Their text is taken as it stands: {x} and $x are not replaced by variables."""
    from IPython.core.magic import no_var_expand

    shell.register_magic_function(no_var_expand(magic), "line_cell", "chainrule")


def magic(line: str, cell: str | None = None) -> Shown | None:
    """Explain derivatives: %chainrule diff "(x+y)*z" --wrt x, or lines of a problem below %%chainrule.

    The commands and options are those of the command line; `diff` may be left out. `%chainrule --help` lists them.
    """
    language = arguments.language_of(line.split(), os.environ)
    try:
        words = _words(line)
        language = arguments.language_of(words, os.environ)
        return _run(words, cell, language)
    except ChainruleError as error:
        said = complaint(error, language).splitlines()
        error.__dict__["_render_traceback_"] = lambda: said  # IPython shows this and no traceback
        raise


def _words(line: str) -> list[str]:
    """The words of a line, with quotation marks as on a command line; a backslash stands for itself."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.commenters, lexer.escape = True, "", ""
    try:
        return list(lexer)
    except ValueError:
        raise OptionError("usage", QUOTES, hint=IN_QUOTES) from None


def _run(words: list[str], cell: str | None, language: Language) -> Shown | None:
    name = words[0] if words and words[0] in usage.COMMANDS else ""
    command = usage.COMMANDS[name or "diff"]
    given = Given(words[1:] if name else words, command)
    if given.one("help") or not words and cell is None:
        return Shown({"text/plain": usage.help_page(command if name else usage.PROGRAM, language, DEFAULT_WIDTH)})
    if given.one("version"):
        return Shown({"text/plain": f"chainrule {__version__}"})
    if given.text == "-" or given.one("source") == "-":
        raise OptionError("usage", NO_INPUT, hint=BELOW)
    if cell is not None:
        if name in ("guide", "lesson", "rules"):
            raise OptionError("usage", ALONE, facts={"name": name})
        if given.text or given.one("source"):
            raise OptionError("usage", TWICE)
    if name == "show":
        raise OptionError("usage", NO_SHOW, hint=IN_PLACE)
    if name and name not in _COMMANDS:
        raise OptionError("usage", NOT_HERE, facts={"name": name}, hint=IN_PYTHON)
    return _COMMANDS[name or "diff"](given, cell, language)


def _derived(given: Given, cell: str | None) -> Any:
    """The derivation that the options ask for. Lines in a cell are read as a problem file is."""
    wrt, of, then = given.every("wrt"), given.every("of"), given.every("then")
    view: dict[str, Any] = {"open": ",".join(given.every("open")) or None}
    view |= {name: given.one(name) for name in ("steps", "mode", "notation", "level") if given.one(name)}
    view |= {"form": given.one("written")} if given.one("written") else {}
    view |= {name: given.one(name) for name in ("along", "against", "picture") if given.one(name)}
    view |= {"assume": given.every("assume")} if given.every("assume") else {}
    asked = request.Asked(given.text or None, given.one("source"), wrt, then, given.one("order", 1), given.one("at"),
                          given.one("syntax", "auto"), of, view, ", ".join(given.every("shapes")) or None)
    if cell is not None:
        return asked.problem(cell)
    if asked.expression is None and asked.source is None:
        raise OptionError("usage", ONE_LINE)
    return asked.explained()


def _form(given: Given, formats: Mapping[str, request.Ending]) -> request.Form:
    """In which form and file, after options that do not go together have been refused."""
    names = ("form", "output", "force", "detail", "standalone", "ascii", "width")
    return request.Form(**{name: given.one(name) for name in names if given.every(name)}).settled(formats)


def _shown(faces: Faces, given: Given, language: Language) -> Shown | None:
    """An explanation in all the forms that a notebook may choose from, or in the one that was asked for."""
    shape = _form(given, FORMATS)
    if not given.every("form") and shape.output is None:
        return Shown(_bundle(faces, shape, language), faces)
    said = shape.written(faces, language, DEFAULT_WIDTH)
    return _kept(said, shape) or Shown({"text/plain": said.rstrip("\n")}, faces)


def _bundle(faces: Faces, shape: request.Form, language: Language) -> dict[str, Any]:
    look = Look(language, shape.detail, shape.width or DEFAULT_WIDTH, shape.ascii)
    found: dict[str, Any] = bundle(faces, look)
    if isinstance(faces, Explained):
        with suppress(TooLargeError):  # a picture too large to see; the text says it all
            found["image/svg+xml"] = faces.to_svg(language)
    return found


def _kept(content: str | bytes, shape: request.Form) -> Shown | None:
    """Writes the file that was named, and says so; None where none was."""
    if shape.output is None:
        return None
    ended = content if isinstance(content, bytes) else content.rstrip("\n") + "\n"
    files.write(shape.output, ended, shape.force)
    return Shown({"text/plain": shape.output})


def _diff(given: Given, cell: str | None, language: Language) -> Shown | None:
    return _shown(_derived(given, cell), given, language)


def _implicit(given: Given, cell: str | None, language: Language) -> Shown | None:
    from ..library.implicit import implicit

    relation = (given.text if cell is None else cell).strip()
    if not relation:
        raise OptionError("usage", ONE_LINE)
    solved = implicit(relation, given.one("of"), given.one("wrt"), given.every("then"), given.one("at"),
                      given.one("order", 1), given.one("syntax", "auto"))
    return _shown(solved, given, language)


def _graph(given: Given, cell: str | None, language: Language) -> Shown | None:
    shape = _form(given, PICTURES)
    picture = _derived(given, cell).picture
    if not given.every("form") and shape.output is None:
        return Shown({"text/plain": picture.text(language), "image/svg+xml": picture.svg(language)}, picture)
    content = PICTURES[shape.name].write(picture, language, shape.standalone)
    kept = _kept(content, shape)
    if kept is not None:
        return kept
    pixels = {"text/plain": "PNG", "image/png": content}
    return Shown(pixels if isinstance(content, bytes) else {"text/plain": content}, picture)


def _lesson(given: Given, _: str | None, language: Language) -> Shown | None:
    from ..library.lesson import lesson

    return _shown(lesson(given.text or None), given, language)


def _rules(given: Given, _: str | None, language: Language) -> Shown | None:
    from ..library.rule_list import RuleList

    return _shown(RuleList(), given, language)


def _guide(given: Given, _: str | None, language: Language) -> Shown | None:
    from ..library import guide

    text = guide.page(given.text, language) if given.text else guide.contents(language, "markdown")
    return Shown({"text/plain": text, "text/markdown": text})


_COMMANDS: dict[str, Callable[[Given, str | None, Language], Shown | None]] = {
    "diff": _diff, "graph": _graph, "guide": _guide, "implicit": _implicit, "lesson": _lesson, "rules": _rules}
