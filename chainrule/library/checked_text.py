"""`check_solution` and `check_notes`: a solution line by line, notes claim by claim, with every face."""
from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import OptionError, TooLargeError
from ..explaining.checking.lines import why_of
from ..explaining.checking.notes import notes_page
from ..explaining.checking.solutions import solution_page
from ..explaining.page import Page
from ..language import Language, Text
from ..reading import Syntax
from ..reading.lines.solutions import solution
from ..records import record
from ..render.formats import DEFAULT_WIDTH, Look
from ..solution.lines.notes import LARGE, LARGEST, NotesStory, checked_notes
from ..solution.lines.solutions import SolutionStory, judged_solution
from .faces import Faces, spoken

UNREADABLE = Text("{name} cannot be read: {reason}.", "{name} 파일을 읽을 수 없습니다: {reason}.")
NOT_UTF8 = Text("{name} is not text in UTF-8 (byte {place}).",
                "{name}의 내용이 UTF-8 텍스트가 아닙니다({place}번째 바이트).")
NOTHING = Text("There is no solution to check.", "확인할 풀이가 없습니다.")
TEX = (".tex", ".latex", ".ltx", ".sty", ".cls")


class CheckedSolution(Faces):
    """A solution and the verdict on each of its lines; lines count from 0."""

    def __init__(self, story: SolutionStory) -> None:
        self._story = story

    @property
    def first_wrong(self) -> int | None:
        """The index of the first wrong line of the text; None where none is."""
        return None if self._story.first is None else self._story.first.line

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The names of the mistakes that explain the first wrong line, likeliest first."""
        return self._story.mistakes

    @property
    def carried_on(self) -> bool:
        """Whether everything that is wrong behind it follows from it."""
        return self._story.carried_on

    @property
    def right(self) -> bool:
        """Whether no line is wrong."""
        return self._story.first is None

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The verdicts as data; they have one amount of detail."""
        return solution_page(self._story, spoken(lang))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The verdicts as plain data, schema chainrule-solution/1."""
        from ..render.notes import solution_record
        return solution_record(self._story, spoken(lang))

    def __repr__(self) -> str:
        first = self.first_wrong
        return f"<chainrule: solution, {'right' if first is None else f'wrong from line {first + 1}'}>"


@record
class CheckedNote:
    """One claim of notes: the `line` it stands in, from 1, its `verdict` (true, true_where, false, not_checkable), why
    it cannot be checked, its `text`, the likely mistakes, and whether the text itself calls it wrong."""

    line: int
    verdict: str
    why: str | None
    text: str
    mistakes: tuple[str, ...] = ()
    quoted: bool = False


class CheckedNotes(Faces):
    """Files of notes and the verdict on every claim about a derivative in them."""

    def __init__(self, stories: Sequence[NotesStory]) -> None:
        self._stories = tuple(stories)

    @property
    def claims(self) -> tuple[CheckedNote, ...]:
        """Every claim, in order."""
        return tuple(CheckedNote(c.line, c.weighed.found, why_of(c.weighed, spoken(None)) or None,
                                 " ".join(c.shown.split()), c.mistakes, c.quoted)
                     for story in self._stories for c in story.claims)

    @property
    def right(self) -> bool:
        """Whether nothing is false but what the text itself calls wrong."""
        return not any(story.slips for story in self._stories)

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The verdicts as data; they have one amount of detail."""
        return notes_page(self._stories, spoken(lang))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The verdicts as plain data, schema chainrule-notes/1."""
        from ..render.notes import notes_record
        return notes_record(self._stories, spoken(lang))

    def to_text(self, lang: Language | None = None, detail: str = "normal", width: int = DEFAULT_WIDTH,
                ascii: bool = False) -> str:
        """A line for each claim that is not right, as a compiler writes them."""
        from ..render.notes import messages
        return messages(self._stories, spoken(lang))

    def to_github(self, lang: Language | None = None) -> str:
        """Annotations for a workflow of GitHub."""
        from ..render.notes import github
        return github(self._stories, spoken(lang))

    def written(self, form: str, look: Look) -> str:
        """In one of the formats, by its name."""
        return self.to_text(look.language) if form == "text" else super().written(form, look)

    def __repr__(self) -> str:
        slips = sum(len(story.slips) for story in self._stories)
        return f"<chainrule: notes, {len(self.claims)} claims, {slips} wrong>"


def check_solution(text: str, wrt: str | None = None, syntax: Syntax = "auto") -> CheckedSolution:
    """A solution judged line by line: the first wrong line, the mistake in it, whether the rest follows from it.

    text     lines of definitions (u = x^2 + 1), claims (dy/dx = 5u^4*2x) and words; a line beginning with = goes on
             from the last left side. LaTeX may stand in align, gather or between dollars
    wrt      the variable that a prime differentiates by, where the text leaves it open
    syntax   "plain", "latex", or "auto"

    Raises a ChainruleError for a text that is empty or too long.
    """
    if not text.strip():
        raise OptionError("usage", NOTHING)
    if len(text) > LARGEST:
        raise TooLargeError("too_large", LARGE, facts={"name": "", "limit": LARGEST})
    return CheckedSolution(judged_solution(text, solution(text, syntax), wrt))


def check_notes(path: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
                shapes: Mapping[str, Any] | str | None = None) -> CheckedNotes:
    """Every claim about a derivative in notes (Markdown or LaTeX): which are true, which are false, which cannot be
    checked. `path` is a file, or several. Gradients by vectors and matrices are checked where the text says the shapes,
    W \\in \\mathbb{R}^{3\\times 2}, or `shapes` does: "W: 3x2, x: 2".

    Raises a ChainruleError for a file that cannot be read, is not UTF-8 or is too large.
    """
    paths = [path] if isinstance(path, str | os.PathLike) else list(path)
    known = _shapes(shapes)
    return CheckedNotes([checked_notes(_read(Path(each)), os.fspath(each), _is_tex(Path(each)), known)
                         for each in paths])


def _shapes(shapes: Mapping[str, Any] | str | None) -> dict[str, tuple[Any, ...]]:
    """The shapes that the caller gives, by name."""
    if shapes is None:
        return {}
    from ..reading.shaped.declarations import given
    return given(shapes).declared


def _is_tex(path: Path) -> bool:
    return path.suffix.lower() in TEX


def _read(path: Path) -> str:
    """The text of a file."""
    try:
        with path.open("rb") as file:
            content = file.read(4 * LARGEST + 1)
    except OSError as error:
        own = error.strerror or str(error)
        raise OptionError("usage", UNREADABLE, facts={"name": str(path), "reason": own}) from error
    if len(content) > 4 * LARGEST:
        raise TooLargeError("too_large", LARGE, facts={"name": str(path), "limit": LARGEST})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OptionError("usage", NOT_UTF8, facts={"name": str(path), "place": error.start + 1}) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
