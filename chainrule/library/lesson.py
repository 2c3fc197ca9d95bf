"""A lesson as an object with every face; its examples are computed once for each language."""
from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from ..errors import OptionError
from ..explaining.lessons import LESSONS, Own, contents
from ..explaining.page import Page
from ..language import Language, Text
from ..numbers.point import numbers
from ..reading import read_point
from ..render.json import blocks_of
from .faces import Faces, spoken

UNKNOWN = Text("There is no lesson `{name}`; there are: {known}.", "`{name}` 강의는 없습니다. 있는 강의: {known}.")
FIXED = Text("A function of your own goes with one of these lessons: {known}.",
             "직접 고른 함수는 다음 강의에만 쓸 수 있습니다: {known}.")
DID_YOU_MEAN = Text("Did you mean `{better}`?", "혹시 `{better}` 아닌가요?")


class ShownLesson(Faces):
    """One lesson, or (with no name) the list of all."""

    def __init__(self, name: str | None, own: Own | None = None) -> None:
        self.name = name
        self._own = own

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The lesson as data; it has one amount of detail."""
        language = spoken(lang)
        if self.name is not None and self._own is not None:
            return LESSONS[self.name].page(language, self._own)
        return _page(self.name, language)

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


def lesson(name: str | None = None, function: str | None = None,
           at: Mapping[Any, Any] | str | None = None) -> ShownLesson:
    """A short lesson: chainrule.lesson("chain-rule"). Without a name, the list of all.

    function   a function of your own, told in the way of the lesson at its end: "sin(x^2)"
    at         a point for it

    Raises OptionError for a name that is none and for a lesson that takes no function, and what reading the function
    raises.
    """
    if name is not None and name not in LESSONS:
        near = get_close_matches(name, LESSONS, 1)
        raise OptionError("usage", UNKNOWN, facts={"name": name, "known": ", ".join(LESSONS),
                                                   "better": near[0] if near else ""},
                          hint=DID_YOU_MEAN if near else None)
    if function is None:
        return ShownLesson(name)
    if name is None or LESSONS[name].own is None:
        taking = ", ".join(each.name for each in LESSONS.values() if each.own is not None)
        raise OptionError("usage", FIXED, facts={"known": taking})
    point = read_point(at) if isinstance(at, str) else at
    return ShownLesson(name, Own(function, None if point is None else numbers(point, {})))
