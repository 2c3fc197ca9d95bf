"""Text and bytes on their way out: to a terminal that may not show every sign, to a pipe that may close, to a file."""
from __future__ import annotations

import os
import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

from ..errors import OptionError
from ..language import Language, Text
from . import files

if TYPE_CHECKING:
    from rich.console import RenderableType

UNWRITTEN = Text("The output cannot be written: {reason}", "출력할 수 없습니다: {reason}")
NO_HANGUL = Text("note: the encoding {encoding} has no Hangul, so this is in English",
                 "알림: {encoding} 인코딩에는 한글이 없으므로 영어로 적습니다")


def deliver(content: str | bytes, output: str | None = None, force: bool = False) -> None:
    """Text, which ends its last line, or bytes: into a file, or on standard output."""
    if isinstance(content, str):
        content = content.rstrip("\n") + "\n"
    if output is not None:
        files.write(output, content, force)
    elif isinstance(content, str):
        write(content, sys.stdout)
    elif sys.stdout is not None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def write(text: str, stream: TextIO | None) -> bool:
    """Writes to a stream, whatever it can show; a reader who has left (`| head`) is no error. Whether one is there."""
    if stream is None:
        return False
    if not shows(stream, text):
        from ..notation.columns import encodable

        text = encodable(text, stream.encoding)
    try:
        stream.write(text if text.endswith("\n") else text + "\n")
        stream.flush()
    except BrokenPipeError:
        # What is still in the buffer would be tried again, and complained about, when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return False
    except OSError as error:
        if stream is sys.stderr:
            return False
        raise OptionError("usage", UNWRITTEN, facts={"reason": error.strerror}) from error
    return True


def escaped(text: str) -> str:
    """JSON in which every sign that would command a terminal is written as its number."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" if ord(c) < 0x10000 else "\ufffd"
                   for c in text)


def showable(language: Language, in_file: bool) -> Language:
    """The language, or English where the terminal has no Hangul."""
    return "en" if not in_file and sys.stdout is not None and not shows(sys.stdout, "한글") else language


def shows(stream: TextIO | None, text: str) -> bool:
    """Whether a stream's encoding has every sign of a text."""
    try:
        text.encode(stream and stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def coloured_by(stream: TextIO | None) -> bool:
    """Whether colour goes there: to a terminal, or anywhere where the user insists; nowhere where they refuse."""
    insisted = any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE"))
    return (stream is not None and (insisted or stream.isatty()) and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb" and (stream.encoding or "").lower().startswith("utf"))


def show(content: RenderableType, width: int | None = None, wrapped: bool = True) -> None:
    """In colour on standard output; `wrapped` says that its lines are as they shall be."""
    from rich.console import Console

    shown = Console(width=width, highlight=False, force_terminal=True, legacy_windows=False)
    shown.print(content, soft_wrap=wrapped, end="" if wrapped else "\n")


def width_of(stream: TextIO | None) -> int:
    """Columns: COLUMNS, then the terminal's if the text goes there, then 80; never below 40."""
    if stream is None:
        return max(40, int(os.environ["COLUMNS"]) if os.environ.get("COLUMNS", "").isdecimal() else 80)
    return max(40, get_terminal_size().columns)
