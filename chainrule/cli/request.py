"""What the options of a command ask for: the derivation, its format, the file it goes to."""
from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ..errors import OptionError
from ..language import Language, Text
from . import files

if TYPE_CHECKING:
    from ..library.explained import Explained
    from ..library.lesson import Told
    from ..reading import Syntax


def explained(expression: str | None, source: str | None, wrt: list[str] | None, then: list[str] | None,
             order: int, at: str | None, syntax: Syntax, of: list[str] | None, view: dict[str, Any]) -> Explained:
    """The derivation that the options ask for; what they say counts before what a file says."""
    from ..library import pipeline

    if (expression is None) == (source is None):
        raise OptionError("usage", Text("Give one expression, or one file with --from.",
                                        "식 하나를 쓰거나, --from으로 파일 하나를 주세요."),
                          hint=Text('chainrule diff "(x+y)*z" --wrt x', 'chainrule diff "(x+y)*z" --wrt x'))
    if expression is not None and expression.strip() != "-":
        return pipeline.diff(expression.removeprefix(" "), wrt or None, then or (), order, at, syntax, of, **view)
    from ..reading import read_problem

    if source in (None, "-"):
        text = files.decode(sys.stdin.buffer, "-", sys.stdin.encoding) if sys.stdin else ""
    else:
        text = files.read(str(source))
    problem = read_problem(text.removeprefix("\ufeff"), syntax)
    names, point = wrt or problem.wrt or None, problem.at if at is None else at
    return pipeline.diff(problem.program, names, then or (), order, point, of=of, **view)


def output_of(form: str, output: str | None, force: bool, standalone: bool, width: int | None, ascii: bool
              ) -> str | None:
    """The file to write, after options that do not go together have been refused."""
    for sign, given, only in (("--standalone", standalone, "latex"), ("--ascii", ascii, "text"),
                              ("--width", width, "text")):
        if given and form != only:
            raise OptionError("usage", Text("{sign} goes with --format {only}, not with {form}.",
                                            "{sign} 옵션은 --format {only}에만 씁니다. 지금 형식: {form}"),
                              facts={"sign": sign, "only": only, "form": form})
    output = None if output == "-" else output
    if output is not None:
        files.check(output, force)
    return output


def said(explained: Explained | Told, form: str, language: Language, detail: str, width: int, ascii: bool,
          standalone: bool) -> str:
    if form == "json":
        import json

        return json.dumps(explained.to_dict(language), ensure_ascii=False, indent=2)
    if form == "html":
        return explained.to_html(language, detail)
    if form == "markdown":
        return explained.to_markdown(language, detail)
    if form == "latex":
        return explained.to_latex(language, detail, standalone=standalone)
    return explained.to_text(language, detail, width, ascii)
