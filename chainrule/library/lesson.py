"""A lesson as an object with every face; its examples are computed once for each language."""
from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from ..errors import OptionError
from ..explaining.lessons import LESSONS, contents
from ..explaining.page import Page
from ..language import Language, Text
from ..render.json import blocks_of
from .faces import Faces, spoken

UNKNOWN = Text("There is no lesson `{name}`; there are: {known}.", "`{name}` 강의는 없습니다. 있는 강의: {known}.")
DID_YOU_MEAN = Text("Did you mean `{better}`?", "혹시 `{better}` 아닌가요?")


class ShownLesson(Faces):
    """One lesson, or (with no name) the list of all."""

    def __init__(self, name: str | None) -> None:
        self.name = name

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The lesson as data; it has one amount of detail."""
        return _page(self.name, spoken(lang))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The blocks of the page in order, schema chainrule-lesson/1; formulas as text that chainrule reads."""
        page = self.page(lang)
        return {"schema": "chainrule-lesson/1", "name": self.name, "title": page.title, "language": page.language,
                "blocks": blocks_of(page)}

    def __repr__(self) -> str:
        return f"<chainrule lesson: {self.name or ', '.join(LESSONS)}>"


@lru_cache(maxsize=32)
def _page(name: str | None, language: Language) -> Page:
    return contents(language) if name is None else LESSONS[name].page(language)


def lesson(name: str | None = None) -> ShownLesson:
    """A short lesson: chainrule.lesson("chain-rule"). Without a name, the list of all.

    Raises OptionError for a name that is none.
    """
    if name is not None and name not in LESSONS:
        near = get_close_matches(name, LESSONS, 1)
        raise OptionError("usage", UNKNOWN, facts={"name": name, "known": ", ".join(LESSONS),
                                                   "better": near[0] if near else ""},
                          hint=DID_YOU_MEAN if near else None)
    return ShownLesson(name)
