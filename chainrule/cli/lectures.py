"""The commands that teach: rules, lesson and guide."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, cast

from ..language import Language
from ..render.formats import FORMATS
from . import options as usage
from . import request
from .declared import argument, option_of
from .showing import present

_rules = option_of(usage.RULES)


def rules(
    lang: Annotated[str, _rules("--lang")] = "",
    form: Annotated[str | None, _rules("--format")] = None,
    output: Annotated[str | None, _rules("--output")] = None,
    force: Annotated[bool, _rules("--force")] = False,
    standalone: Annotated[bool, _rules("--standalone")] = False,
    width: Annotated[int | None, _rules("--width")] = None,
    ascii: Annotated[bool, _rules("--ascii")] = False,
) -> None:
    """List every rule."""
    shape = request.Form(form, output, force, standalone=standalone, ascii=ascii, width=width).settled(FORMATS)
    from ..library.rule_list import RuleList

    present(RuleList(), shape, cast(Language, lang))


def _lessons() -> Iterable[str]:
    from ..explaining.lessons import LESSONS

    return LESSONS


_lesson = option_of(usage.LESSON)


def lesson(
    name: Annotated[str | None, argument(_lessons)] = None,
    function: Annotated[str | None, _lesson("--with")] = None,
    at: Annotated[str | None, _lesson("--at")] = None,
    lang: Annotated[str, _lesson("--lang")] = "",
    form: Annotated[str | None, _lesson("--format")] = None,
    output: Annotated[str | None, _lesson("--output")] = None,
    force: Annotated[bool, _lesson("--force")] = False,
    standalone: Annotated[bool, _lesson("--standalone")] = False,
    width: Annotated[int | None, _lesson("--width")] = None,
    ascii: Annotated[bool, _lesson("--ascii")] = False,
) -> None:
    """Show a short lesson, or the list of all."""
    shape = request.Form(form, output, force, standalone=standalone, ascii=ascii, width=width).settled(FORMATS)
    from ..library.lesson import lesson as told

    present(told(name, function, at), shape, cast(Language, lang))


def _topics() -> Iterable[str]:
    from ..library.guide import TOPICS

    return TOPICS


_guide = option_of(usage.GUIDE)


def guide(
    name: Annotated[str | None, argument(_topics)] = None,
    lang: Annotated[str, _guide("--lang")] = "",
    form: Annotated[str | None, _guide("--format")] = None,
    output: Annotated[str | None, _guide("--output")] = None,
    force: Annotated[bool, _guide("--force")] = False,
) -> None:
    """Show a page of the manual, or the list of all."""
    from . import manual

    manual.show(name, cast(Language, lang), request.Form(form, output, force).settled(manual.FORMS))
