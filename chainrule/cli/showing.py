"""What was asked for, on the terminal or in a file, and the exit status that it has."""
from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from ..language import Language
from . import console, request

if TYPE_CHECKING:
    from ..library.faces import Faces


def present(faces: Faces, shape: request.Form, language: Language) -> None:
    """What was asked for on the terminal, in colour where there is one, or in a file."""
    wide = shape.width or console.width_of(None if shape.output else sys.stdout)
    if shape.name == "text" and shape.output is None and console.coloured_by(sys.stdout):
        console.show(faces.renderable(language, shape.detail, wide, shape.ascii), wide)
    else:
        console.deliver(shape.written(faces, language, wide), shape.output, shape.force)
    exit_unless_checked(faces)


def exit_unless_checked(faces: Faces) -> None:
    check = getattr(faces, "check", None)  # lessons and lists claim nothing
    if check is not None and check.status != "checked":
        raise typer.Exit(1)
