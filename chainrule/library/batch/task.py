"""What is asked of a process that computes, and what it gives back; both go through a pipe as JSON."""
from __future__ import annotations

import json
from dataclasses import asdict

from ...language import Language
from ...records import record


@record
class Task:
    """The line of a problem, its number, and how its answer is written; `above` is HTML at the top of a web page."""

    number: int
    text: str
    form: str = "json"
    language: Language = "en"
    detail: str = "normal"
    above: str = ""

    def packed(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def unpacked(cls, message: bytes) -> Task:
        return cls(**json.loads(message))


@record
class Reply:
    """The answer as it is written, and `kind`: "" where it is one, else the kind of the refusal."""

    kind: str
    body: str

    def packed(self) -> bytes:
        return f"{self.kind}\n{self.body}".encode("utf-8", "backslashreplace")

    @classmethod
    def unpacked(cls, message: bytes) -> Reply:
        kind, _, body = message.decode().partition("\n")
        return cls(kind, body)


@record
class Limits:
    """What one problem may take: seconds, and megabytes beyond what the program itself takes."""

    seconds: float = 60.0
    megabytes: int = 1024
