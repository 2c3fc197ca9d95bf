"""What a batch has written so far: a file beside its output says of which input it is, and where answers end.

An answer counts as written when its line stands here, which is after the answer itself. Whatever ends the program in
between, the output is cut back to the last answer that counts, and the rest is done again.
"""
from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import IO, Any

from ..errors import OptionError
from ..language import Text
from ..records import record
from . import files

SCHEMA = "chainrule-batch/1"
FORCE = Text("--force begins anew; another --output keeps what is there.",
             "--force를 쓰면 새로 시작하고, --output을 바꾸면 있던 파일은 그대로 남습니다.")
OTHER = Text("{path} belongs to something else: {what}.", "{path}: 다른 작업의 출력입니다. {what}.")
BUSY = Text("Another batch is writing {path}.", "다른 batch가 {path} 파일을 쓰고 있습니다.")
CHANGED = Text("it has been changed since it was written", "쓴 뒤에 내용이 바뀌었습니다")
# What an output depends on, and how it is said that it is another.
DIFFERENT: Mapping[str, Text] = {
    "schema": Text("not a batch of this version", "이 버전의 batch가 쓴 것이 아닙니다"),
    "version": Text("it was begun by another version of chainrule", "다른 버전의 chainrule로 시작했습니다"),
    "digest": Text("the problems have changed since it was begun", "시작한 뒤에 문제 파일이 바뀌었습니다"),
    "form": Text("it was begun with another --format", "다른 --format으로 시작했습니다"),
    "language": Text("it was begun in another language", "다른 언어로 시작했습니다"),
    "detail": Text("it was begun with another --detail", "다른 --detail로 시작했습니다"),
}


@record
class Entry:
    """One answer: the number of its line, the kind of its refusal ("" where it is none), where it ends in the file, and
    a checksum by which it is known again."""

    line: int
    kind: str
    end: int = 0
    mark: int = 0


class Ledger:
    """The entries of an output, on disk; in memory only how many there are, the last one, and where
    its answer starts."""

    def __init__(self, path: str, output: str, head: Mapping[str, Any]) -> None:
        """Opens the ledger at this path, or makes it. Raises OptionError where another process writes the output."""
        self.count, self.refused, self.last, self.start = 0, 0, Entry(0, ""), 0
        self._head, self._output = {"schema": SCHEMA, **head}, output
        try:
            self._file: IO[bytes] = open(path, "r+b" if os.path.lexists(path) else "x+b")  # noqa: SIM115  closed below
        except OSError as error:
            raise files.refusal(error, path, files.NOT_WRITTEN) from error
        try:
            self._lock()
        except OptionError:
            self._file.close()
            raise

    def begin(self) -> None:
        """Nothing is written yet."""
        self._file.seek(0)
        self._file.truncate()
        self._say(self._head)

    def resume(self, size: float) -> None:
        """Goes on behind the last entry that is whole and ends within an output of this size. Raises OptionError where
        the output is that of something else."""
        self._file.seek(0)
        head = _object(self._file.readline())
        for name in DIFFERENT:
            if head.get(name) != self._head.get(name):
                raise self.other(DIFFERENT[name])
        good = self._file.tell()
        for entry in self._entries():
            if entry.end > size:
                break
            good = self._file.tell()
            self._counted(entry)
        self._file.seek(good)
        self._file.truncate()

    def add(self, entry: Entry) -> None:
        self._counted(entry)
        self._say([entry.line, entry.kind, entry.end, entry.mark])

    def other(self, what: Text) -> OptionError:
        """The refusal of an output that is not what this ledger tells of."""
        return OptionError("usage", OTHER, facts={"path": self._output, "what": what}, hint=FORCE)

    def entries(self) -> Iterator[Entry]:
        """All entries, read anew; nothing can be added after that."""
        self._file.seek(0)
        self._file.readline()
        return self._entries()

    def close(self) -> None:
        with suppress(OSError):
            os.fsync(self._file.fileno())
        self._file.close()

    def _counted(self, entry: Entry) -> None:
        self.count += 1
        self.refused += bool(entry.kind)
        self.start, self.last = self.last.end, entry

    def _entries(self) -> Iterator[Entry]:
        """The entries from here on, up to a line that is not whole."""
        while line := self._file.readline():
            try:
                entry = Entry(*json.loads(line))
            except (ValueError, TypeError):
                return
            if not line.endswith(b"\n"):
                return
            yield entry

    def _say(self, line: Any) -> None:
        self._file.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")
        self._file.flush()

    def _lock(self) -> None:
        """Refuses to write what another process is writing; Windows cannot tell."""
        try:
            import fcntl
        except ImportError:
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OptionError("usage", BUSY, facts={"path": self._output}) from None
        except OSError:
            return  # a file system without locks


def _object(line: bytes) -> dict[str, Any]:
    """The object of a line; an empty one where there is none."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
