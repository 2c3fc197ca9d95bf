"""Where the answers of a batch go: on standard output, into one file, or into a folder with a list of its pages."""
from __future__ import annotations

import os
import sys
import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from ..errors import OptionError
from ..language import Text
from . import console, files
from .ledger import CHANGED, Entry, Ledger

FULL = Text("The folder {path} is not empty.", "{path} 폴더가 비어 있지 않습니다.")
EMPTY = Text("Name a new folder, or an empty one.", "새 폴더나 빈 폴더의 이름을 쓰세요.")
NO_FOLDER = Text("{path} is a file, and the pages need a folder.", "{path}: 파일입니다. 웹 페이지는 폴더에 씁니다.")
STARTS = (b'{"id', "── ".encode()[:4])  # of an answer, for one of which only a part was written
ENDINGS = {"text": ".txt", "html": ".html"}
Row = tuple[int, str, str, str]


class Output(ABC):
    """What takes the answers in their order; `last` is the number of the last line that it has already."""

    last = 0

    @abstractmethod
    def add(self, line: int, kind: str, body: str) -> None:
        """Takes the answer of a line."""

    @abstractmethod
    def close(self) -> None:
        """Nothing more comes."""


class Screen(Output):
    """Standard output. `left` is True once its reader has gone."""

    def __init__(self, form: str) -> None:
        self.form, self.left = form, False

    def add(self, line: int, kind: str, body: str) -> None:
        if self.form == "text":
            self.left = not console.write(_headed(line, body), sys.stdout)
        elif sys.stdout is not None:
            self._bytes(body.encode("utf-8", "backslashreplace") + b"\n")  # JSON is UTF-8 everywhere

    def close(self) -> None:
        """It is nobody's to close."""

    def _bytes(self, said: bytes) -> None:
        try:
            sys.stdout.buffer.write(said)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self.left = True
        except OSError as error:
            raise OptionError("usage", console.UNWRITTEN, facts={"reason": error.strerror}) from error


class Kept(Output):
    """An output that can be gone on with, by its ledger."""

    ledger: Ledger

    @property
    def count(self) -> int:
        return self.ledger.count

    @property
    def refused(self) -> int:
        return self.ledger.refused


class Lines(Kept):
    """One file, answer after answer."""

    def __init__(self, path: str, form: str, head: Mapping[str, Any], force: bool) -> None:
        beside = os.path.join(os.path.dirname(path), f".{os.path.basename(path)}.batch")
        known = os.path.lexists(beside)
        files.check(path, force or known)
        self.form, self.path, self._ours = form, path, False
        self.ledger = Ledger(beside, path, head)
        try:
            self._file = open(path, "r+b" if os.path.lexists(path) else "x+b", buffering=0)  # noqa: SIM115  closed below
        except OSError as error:
            self.ledger.close()
            raise files.refusal(error, path, files.NOT_WRITTEN) from error
        try:
            self._go_on(force)
        except OptionError:
            self.close()
            raise
        self.last, self._ours = self.ledger.last.line, True

    def _go_on(self, force: bool) -> None:
        """Puts the end of the file where the last answer that counts ends. What is not ours is refused."""
        size = os.fstat(self._file.fileno()).st_size
        if force or not size:
            self.ledger.begin()
        else:
            self.ledger.resume(size)
            self._file.seek(self.ledger.start)
            said = self._file.read(self.ledger.last.end - self.ledger.start) or b""
            if zlib.crc32(said) != self.ledger.last.mark or not self.ledger.count and self._file.read(4) not in STARTS:
                raise self.ledger.other(CHANGED)
        self._file.truncate(self.ledger.last.end)
        self._file.seek(self.ledger.last.end)

    def add(self, line: int, kind: str, body: str) -> None:
        text = _headed(line, body) if self.form == "text" else body + "\n"
        said = text.encode("utf-8", "backslashreplace")
        left = memoryview(said)
        try:
            while left:
                left = left[self._file.write(left) or 0:]
            self.ledger.add(Entry(line, kind, self._file.tell(), zlib.crc32(said)))
        except OSError as error:
            raise files.refusal(error, self.path, files.NOT_WRITTEN) from error

    def close(self) -> None:
        """Leaves whole answers only, wherever it was stopped."""
        with suppress(OSError):
            if self._ours:
                self._file.truncate(self.ledger.last.end)
            os.fsync(self._file.fileno())
        self._file.close()
        self.ledger.close()


class Pages(Kept):
    """A folder with a file for every answer, named by its line, and a list of them."""

    def __init__(self, path: str, form: str, head: Mapping[str, Any], force: bool, lines: int) -> None:
        beside = os.path.join(path, ".batch")
        if os.path.lexists(path) and not os.path.isdir(path):
            raise OptionError("usage", NO_FOLDER, facts={"path": path})
        known = os.path.lexists(beside)
        try:
            os.makedirs(path, exist_ok=True)
            if not known and os.listdir(path):
                raise OptionError("usage", FULL, facts={"path": path}, hint=EMPTY)
        except OSError as error:
            raise files.refusal(error, path, files.NOT_WRITTEN) from error
        self.path, self.ending, self.digits = path, ENDINGS[form], len(str(lines))
        self.ledger = Ledger(beside, path, head)
        try:
            if force or not known:
                self._emptied()
                self.ledger.begin()
            else:
                self.ledger.resume(float("inf"))
        except OptionError:
            self.ledger.close()
            raise
        self.last = self.ledger.last.line

    def add(self, line: int, kind: str, body: str) -> None:
        path = os.path.join(self.path, self.page(line))
        try:
            with open(path, "wb") as file:
                file.write(body.encode("utf-8", "backslashreplace"))
            self.ledger.add(Entry(line, kind))
        except OSError as error:
            raise files.refusal(error, path, files.NOT_WRITTEN) from error

    def page(self, line: int) -> str:
        """The name of the page of a line; sorted by name they are in order."""
        return f"{line:0{self.digits}d}{self.ending}"

    def listed(self, problems: Iterator[tuple[int, str]], write: Callable[[Iterator[Row]], str]) -> None:
        """Writes the list of all pages so far; `problems` are the lines of the input from the first one on."""
        entries = self.ledger.entries()
        said = write((number, text, entry.kind, self.page(number))
                     for (number, text), entry in zip(problems, entries, strict=False))
        files.write(os.path.join(self.path, "index" + self.ending), said, force=True)

    def close(self) -> None:
        self.ledger.close()

    def _emptied(self) -> None:
        """Takes away the pages of an earlier batch."""
        for name in os.listdir(self.path):
            start, ending = os.path.splitext(name)
            if ending == self.ending and (start.isdecimal() or start == "index"):
                os.unlink(os.path.join(self.path, name))


def _headed(line: int, body: str) -> str:
    """A text among others, under the number of its line."""
    return f"── {line} ──\n\n{body.rstrip()}\n\n"
