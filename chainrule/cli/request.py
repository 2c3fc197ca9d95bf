"""What the options of a command ask for: a question, and the form and the file of its answer."""
from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from ..drawing.formats import PICTURES
from ..errors import OptionError
from ..language import Language, Text
from ..library.variables import listed
from ..records import record
from ..render.formats import FORMATS, Look
from . import files

if TYPE_CHECKING:
    from ..library.explained import Explained
    from ..library.faces import Faces
    from ..reading import Syntax

APART = Text("{sign} goes with --format {only}, not with {form}.",
             "{sign} 옵션은 --format {only}에만 씁니다. 지금 형식: {form}")
MISNAMED = Text("{output} is the name of a {named} file, but the format is {form}.",
                "{output}: {named} 파일의 이름인데 출력 형식은 {form}입니다.")
NO_PICTURE = Text("{output} is the name of a picture, and this command writes an explanation.",
                  "{output}: 그림 파일의 이름인데 이 명령은 설명을 씁니다.")
DRAW = Text("A picture comes from chainrule graph … --output {output}",
            "그림은 chainrule graph … --output {output} 명령으로 그립니다")
NO_TEXT = Text("{output} is the name of a text, and this command draws a picture.",
               "{output}: 글 파일의 이름인데 이 명령은 그림을 그립니다.")
TELL = Text("An explanation comes from chainrule diff … --output {output}",
            "설명은 chainrule diff … --output {output} 명령으로 씁니다")
NO_ENDING = Text("{output}: files that end in {ending} are not written.", "{output}: {ending} 파일은 쓰지 못합니다.")
NAMED = Text("Let it end in one of {known}, or say with --format what shall stand in it.",
             "이름 끝을 {known} 가운데 하나로 하거나, 무엇을 쓸지 --format으로 정해 주세요.")
RENAMED = Text("Leave out --format, or let the name end in {suffix}.",
               "--format을 빼거나 이름 끝을 {suffix} 확장자로 바꾸세요.")


@record
class Asked:
    """The options that say what is differentiated, as they were given; `view` are those that say how it is told."""

    expression: str | None
    source: str | None = None
    wrt: Sequence[str] | None = None
    then: Sequence[str] | None = None
    order: int = 1
    at: str | None = None
    syntax: Syntax = "auto"
    of: Sequence[str] | None = None
    view: dict[str, Any] | None = None
    shapes: str | None = None

    def explained(self) -> Explained:
        """The derivation; what the options say counts before what a file says."""
        from ..library import pipeline

        wrt, then = listed(self.wrt), listed(self.then)
        if (self.expression is None) == (self.source is None):
            raise OptionError("usage", Text("Give one expression, or one file with --from.",
                                            "식 하나를 쓰거나, --from으로 파일 하나를 주세요."),
                              hint=Text('chainrule diff "(x+y)*z" --wrt x', 'chainrule diff "(x+y)*z" --wrt x'))
        if self.expression is None or self.expression.strip() == "-":
            return self.problem(standard_input() if self.source in (None, "-") else files.read(str(self.source)))
        return pipeline.diff(self.expression.removeprefix(" "), wrt or None, then, self.order, self.at,
                             self.syntax, self.of, shapes=self.shapes, **self.view or {})

    def problem(self, text: str) -> Explained:
        """The derivation of a problem: lines with definitions, `at` and `wrt`."""
        from ..library import pipeline
        from ..reading import read_point, read_problem

        given = None if self.at is None else read_point(self.at)
        named, then = listed(self.wrt), listed(self.then)
        known = {*named, *then, *(given or ())}
        read = read_problem(text.removeprefix("\ufeff"), self.syntax, known, self.shapes, given)
        wrt, point = named or read.wrt or None, read.at if given is None else given
        return pipeline.diff(read.program, wrt, then, self.order, point, of=self.of, **self.view or {})


class Ending(Protocol):
    """A row of a table of formats: the endings of its files, and which options it alone heeds."""

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    @property
    def heeds(self) -> tuple[str, ...]: ...


@record
class Form:
    """In which form an answer is given (None: as its file is called, or text), in which file (None: the terminal)."""

    form: str | None = None
    output: str | None = None
    force: bool = False
    detail: str = "normal"
    standalone: bool = False
    ascii: bool = False
    width: int | None = None

    @property
    def name(self) -> str:
        """The form that it comes to."""
        return self.form or "text"

    def settled(self, formats: Mapping[str, Ending]) -> Form:
        """The same with its form, after options that do not go together and files that may not be written have been
        refused."""
        output = None if self.output == "-" else self.output
        ending = (output or "").lower()
        named = next((name for name, each in formats.items() if ending.endswith(each.suffixes)), None)
        form = self.form or named or self.name
        for option in ("standalone", "ascii", "width"):
            only = next((name for name, each in formats.items() if option in each.heeds), "latex")
            if getattr(self, option) and form != only:
                raise OptionError("usage", APART, facts={"sign": f"--{option}", "only": only, "form": form})
        if named is not None and named != form:
            raise OptionError("usage", MISNAMED, facts={
                "output": output, "named": named, "form": form, "suffix": formats[form].suffixes[0]}, hint=RENAMED)
        if output is not None and self.form is None and named is None:
            _refuse_ending(output, formats)
        if output is not None:
            files.check(output, self.force)
        return replace(self, form=form, output=output)

    def written(self, faces: Faces, language: Language, width: int) -> str:
        """The answer in this form."""
        look = Look(language, self.detail, self.width or width, self.ascii, self.standalone)
        return faces.written(self.name, look)


def _refuse_ending(output: str, formats: Mapping[str, Ending]) -> None:
    """Refuse a file whose name promises what this command does not write."""
    ending = os.path.splitext(output)[1].lower()
    pictures = {suffix for each in PICTURES.values() for suffix in each.suffixes}
    if ending in pictures and set(formats) <= set(FORMATS):
        raise OptionError("usage", NO_PICTURE, facts={"output": output}, hint=DRAW)
    if ending in {suffix for each in FORMATS.values() for suffix in each.suffixes} and formats is PICTURES:
        raise OptionError("usage", NO_TEXT, facts={"output": output}, hint=TELL)
    if ending and not ending[1:].isdigit():
        known = ", ".join(suffix for each in formats.values() for suffix in each.suffixes)
        raise OptionError("usage", NO_ENDING, facts={"output": output, "ending": ending, "known": known}, hint=NAMED)


def standard_input() -> str:
    """Everything that is piped in."""
    return files.decode(sys.stdin.buffer, "-", sys.stdin.encoding) if sys.stdin else ""
