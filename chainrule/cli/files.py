"""Files that the user names: read with a limit, written whole or not at all."""
from __future__ import annotations

import os
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ..errors import OptionError, TooLargeError
from ..language import Text

NOT_READ = Text("cannot be read", "읽을 수 없습니다")
NOT_WRITTEN = Text("cannot be written", "쓸 수 없습니다")
LARGE = Text("{name} is larger than {limit} bytes.", "{name}의 크기가 {limit}바이트를 넘습니다.")
KEPT = 86_400  # seconds that a page in the temporary folder is kept
LIMIT = 16_000_000  # bytes of a problem; the reader's own limits are far below


def read(path: str) -> str:
    """The text of a file."""
    try:
        with open(path, "rb") as file:
            return decode(file, path, "utf-8")
    except OSError as error:
        raise refusal(error, path, NOT_READ) from error


def readable(path: str) -> None:
    """Refuses a file that is not there, or is larger than files may be."""
    try:
        size = os.stat(path).st_size
    except OSError as error:
        raise refusal(error, path, NOT_READ) from error
    if size > LIMIT:
        raise TooLargeError("too_large", LARGE, facts={"name": path, "limit": LIMIT})


def decode(stream: BinaryIO, name: str, encoding: str) -> str:
    """The text of an open stream of bytes."""
    content = stream.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise TooLargeError("too_large", LARGE, facts={"name": name, "limit": LIMIT})
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise OptionError("usage", Text("{name} is not text in {encoding} (byte {place}).",
                                        "{name}의 내용이 {encoding} 텍스트가 아닙니다({place}번째 바이트)."),
                          facts={"name": name, "encoding": encoding.upper(),
                                 "place": error.start + 1}) from error


def check(path: str, force: bool) -> None:
    """Refuses a path that could not be written, before any work is done for it."""
    folder = os.path.dirname(path) or "."
    if os.path.isdir(path):
        raise _no(path, Text("{path} is a folder, not a file.", "경로 {path}: 파일이 아니라 폴더입니다."))
    if not os.path.isdir(folder):
        raise _no(folder, Text("There is no folder {path}.", "{path} 폴더가 없습니다."))
    if os.path.lexists(path):
        if not force:
            raise exists(path)
        if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):
            raise _no(path, Text("{path} is not an ordinary file.", "경로 {path}: 보통 파일이 아닙니다."))


def write(path: str, text: str | bytes, force: bool) -> None:
    """Writes a file beside its place and moves it there, so that nobody ever sees half of it."""
    check(path, force)
    goal = os.path.realpath(path) if force else path  # a link is kept, what it leads to is replaced
    beside = os.path.join(os.path.dirname(goal), f".chainrule-{os.urandom(6).hex()}.tmp")
    try:
        try:
            replaced = force and os.path.exists(goal)  # nobody else may read what replaces a private file
            with open(beside, "xb", opener=_private if replaced else None) as file:
                file.write(text.encode() if isinstance(text, str) else text)
                file.flush()
                os.fsync(file.fileno())
            if force:
                if replaced:
                    os.chmod(beside, stat.S_IMODE(os.stat(goal).st_mode))
                os.replace(beside, goal)
            else:
                _place(beside, goal)
        finally:
            if os.path.lexists(beside):
                os.unlink(beside)
    except FileExistsError:
        raise exists(path) from None
    except OSError as error:
        raise refusal(error, path, NOT_WRITTEN) from error


def _private(path: str, flags: int) -> int:
    """Opens a new file that only its owner can read."""
    return os.open(path, flags, 0o600)


def temporary(text: str, ending: str) -> str:
    """The path of a new file in the system's temporary folder with this text; those of the day before are removed."""
    for old in Path(tempfile.gettempdir()).glob(f"chainrule-*{ending}"):
        with suppress(OSError):
            if old.lstat().st_mtime < time.time() - KEPT and not old.is_symlink():
                old.unlink()
    handle, path = tempfile.mkstemp(ending, "chainrule-")
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode())
    return path


def _place(beside: str, goal: str) -> None:
    """Gives the finished file its name unless something took that name meanwhile."""
    try:
        os.link(beside, goal)
    except FileExistsError:
        raise
    except (OSError, AttributeError):  # a file system without hard links: a small gap in time remains
        if os.path.lexists(goal):
            raise FileExistsError from None
        os.replace(beside, goal)


def exists(path: str) -> OptionError:
    return OptionError("usage", Text("{path} exists already.", "{path} 파일이 이미 있습니다."),
                       facts={"path": path}, hint=Text("--force replaces it.", "--force를 쓰면 바꿉니다."))


def _no(path: str, text: Text) -> OptionError:
    return OptionError("usage", text, facts={"path": path})


def refusal(error: OSError, path: str, what: Text) -> OptionError:
    """The system's refusal in both languages; an unusual one keeps the system's own words."""
    own = error.strerror or str(error)
    reason = {
        FileNotFoundError: Text("there is no such file", "그런 파일이 없습니다"),
        PermissionError: Text("permission is missing", "권한이 없습니다"),
        IsADirectoryError: Text("it is a folder", "폴더입니다"),
        NotADirectoryError: Text("part of the path is not a folder", "경로 가운데 폴더가 아닌 것이 있습니다"),
    }.get(type(error), Text(own, own))
    return OptionError("usage", Text("{path} {what}: {reason}.", "{path} 파일을 {what}: {reason}."),
                       facts={"path": path, "what": what, "reason": reason})
