"""A file of problems: its lines one at a time, and what tells it from another file."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import IO

from ...records import record
from .problem import LONGEST

BOM = b"\xef\xbb\xbf"


@record
class Content:
    """What a file holds: its digest, its lines, and how many of them are problems."""

    digest: str
    lines: int
    problems: int


def content_of(file: IO[bytes]) -> Content:
    """What a file holds, from where it stands; it is left there."""
    start, digest, lines, problems = file.tell(), hashlib.sha256(), 0, 0
    for raw in pieces(file):
        digest.update(raw)
        lines += 1
        problems += bool(raw.removeprefix(BOM).strip())
    file.seek(start)
    return Content(digest.hexdigest(), lines, problems)


def numbered(file: IO[bytes]) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers from 1. Bytes that are no text stay as signs of their own, and
    of a line that is too long only its beginning is given, still too long."""
    for number, raw in enumerate(pieces(file), 1):
        text = raw.removeprefix(BOM if number == 1 else b"").strip()
        if text:
            yield number, text.decode("utf-8", "surrogateescape")


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file, one at a time, each at most a little longer than a problem may be."""
    longest = 4 * LONGEST + 1
    while raw := file.readline(longest):
        rest = raw
        while len(rest) == longest and not rest.endswith(b"\n"):
            rest = file.readline(longest)
        yield raw
