"""What `chainrule check` was asked: an answer, a claim, a solution or files of notes; and its exit status."""
from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from ..errors import OptionError
from ..language import Language, Text
from ..records import record
from ..render.formats import FORMATS
from . import console, files, request
from .check_options import USAGES
from .showing import present

if TYPE_CHECKING:
    from ..library.faces import Faces
    from ..reading import Syntax

WHAT = Text("Nothing to check: name a problem and its answer, a solution, or files of notes.",
            "확인할 것이 없습니다. 문제와 답, 풀이, 또는 노트 파일을 적어 주세요.")
NO_FILE = Text("There is no file {name}; without --answer the arguments are files of notes.",
               "{name} 파일이 없습니다. --answer가 없으면 인자는 노트 파일입니다.")
ONE = Text("Give one of --answer, --claim, --solution, or files.",
           "--answer, --claim, --solution, 파일 가운데 하나만 쓰세요.")
PROBLEM = Text("Give the one expression that was differentiated.", "미분한 식 하나를 쓰세요.")
NO_SHAPES = Text("--shape is for an answer, or for files of notes.", "--shape는 답이나 노트 파일에만 쓸 수 있습니다.")
NO_POINT = Text("--at is for a claim.", "--at는 주장에만 쓸 수 있습니다.")
CLAIM_IT = Text("The value at the point is a claim: --claim {claim}",
                "한 점에서의 값은 주장으로 확인합니다: --claim {claim}")
NO_GITHUB = Text("--format github is for files of notes only.", "--format github는 노트 파일에만 쓸 수 있습니다.")


@record
class Checked:
    """What the options of `check` come to."""

    what: list[str]
    answer: str | None
    claim: str | None
    solution: str | None
    wrt: str | None
    at: str | None
    syntax: Syntax
    shapes: str | None = None

    def settled(self) -> str:
        """Which of the four is asked. Raises OptionError where it is none, or more than one."""
        given = {"answer": self.answer, "claim": self.claim, "solution": self.solution}
        named = [name for name, value in given.items() if value is not None]
        if len(named) > 1 or named and named != ["answer"] and self.what:
            raise OptionError("usage", ONE, hint=USAGES)
        if named == ["answer"] and len(self.what) != 1:
            raise OptionError("usage", PROBLEM, hint=USAGES)
        if self.shapes is not None and (self.claim is not None or self.solution is not None):
            raise OptionError("usage", NO_SHAPES)
        if self.at is not None and named == ["answer"]:
            raise OptionError("usage", NO_POINT, facts={"claim": self._as_claim()}, hint=CLAIM_IT)
        if self.at is not None and self.claim is None:
            raise OptionError("usage", NO_POINT, hint=USAGES)
        if not named and not self.what:
            raise OptionError("usage", WHAT, hint=USAGES)
        if not named:
            for name in self.what:
                if not os.path.exists(name):
                    raise OptionError("usage", NO_FILE, facts={"name": name}, hint=USAGES)
        return named[0] if named else "notes"

    def _as_claim(self) -> str:
        """What is asked, as a claim about one point."""
        return f'"D({self.what[0].strip()}, {self.wrt or "x"}) = {str(self.answer).strip()}" --at "{self.at}"'

    def checked(self, kind: str) -> Faces:
        """The verdict."""
        if kind == "answer":
            from ..library.checked import check_answer
            answer = str(self.answer).removeprefix(" ")
            return check_answer(self.what[0].removeprefix(" "), answer, self.wrt, self.syntax, self.shapes)
        if kind == "claim":
            from ..library.checked import check
            return check(str(self.claim).removeprefix(" "), self.at, self.syntax)
        from ..library.checked_text import check_notes, check_solution
        if kind == "notes":
            return check_notes(self.what, self.shapes)
        text = request.standard_input() if self.solution == "-" else files.read(str(self.solution))
        return check_solution(text.removeprefix("\ufeff"), self.wrt, self.syntax)


def run(asked: Checked, shape: request.Form, language: Language) -> None:
    """Check, show, and leave with status 1 where something is wrong."""
    kind = asked.settled()
    if shape.form == "github":
        _annotate(asked, kind, shape, language)
        return
    settled = shape.settled(FORMATS)
    faces = asked.checked(kind)
    present(faces, settled, language)
    _leave(faces)


def _annotate(asked: Checked, kind: str, shape: request.Form, language: Language) -> None:
    from ..library.checked_text import CheckedNotes
    if kind != "notes":
        raise OptionError("usage", NO_GITHUB)
    faces = asked.checked(kind)
    assert isinstance(faces, CheckedNotes)
    console.deliver(faces.to_github(language), shape.output, shape.force)
    _leave(faces)


_RIGHT: Mapping[str, bool] = {"right": True, "cannot_tell": True}


def _leave(faces: Faces) -> None:
    right = getattr(faces, "right", None)
    if right is None:
        right = _RIGHT.get(str(getattr(faces, "verdict", "right")), False)
    if not right:
        raise typer.Exit(1)
