"""The command plot."""
from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

from ..drawing.formats import PICTURES
from ..errors import OptionError
from ..language import Language
from ..render.formats import FORMATS
from . import request
from .declared import argument, option_of
from .learning import ALL_FORMATS, draw, problem
from .plot_options import PLOT, WANTED
from .showing import exit_unless_checked, present

if TYPE_CHECKING:
    from ..reading import Syntax


_option = option_of(PLOT)


def plot(
    expression: Annotated[str | None, argument()] = None,
    at: Annotated[str | None, _option("--at")] = None,
    between: Annotated[str | None, _option("--between")] = None,
    of: Annotated[str | None, _option("--of")] = None,
    source: Annotated[str | None, _option("--from")] = None,
    syntax: Annotated[str, _option("--syntax")] = "auto",
    lang: Annotated[str, _option("--lang")] = "",
    form: Annotated[str | None, _option("--format")] = None,
    output: Annotated[str | None, _option("--output")] = None,
    force: Annotated[bool, _option("--force")] = False,
    standalone: Annotated[bool, _option("--standalone")] = False,
    width: Annotated[int | None, _option("--width")] = None,
    ascii: Annotated[bool, _option("--ascii")] = False,
) -> None:
    """Draw a function with its derivative and a tangent."""
    shape = request.Form(form, output, force, standalone=standalone, ascii=ascii, width=width).settled(ALL_FORMATS)
    from ..library.curve import plot as drawn

    read, _, point = problem(expression, source, [], at, cast("Syntax", syntax))
    found = drawn(read, point, _stretch(between), of, cast("Syntax", syntax))
    if shape.name in PICTURES and shape.name not in FORMATS:
        draw(lambda: found.to_svg(cast(Language, lang)), shape)
        exit_unless_checked(found)
    else:
        present(found, shape, cast(Language, lang))


def _stretch(between: str | None) -> list[float] | None:
    """Two numbers of a text."""
    if between is None:
        return None
    try:
        return [float(part) for part in between.split(",")]
    except ValueError:
        raise OptionError("usage", WANTED) from None
