"""The manual that ships with the program: its topics, and the text of one page."""
from __future__ import annotations

import re
from difflib import get_close_matches
from importlib.resources import files
from typing import TYPE_CHECKING

from ..errors import OptionError
from ..language import Language, Text

if TYPE_CHECKING:
    from rich.console import RenderableType

TOPICS = ("start", "tutorial", "reading", "options", "points", "views", "implicit", "matrices", "pages", "formats",
          "library", "notebook", "networks", "batch", "json", "checked", "checking", "speed", "gallery", "changes")
ALSO = {"latex": "reading", "notes": "formats", "markdown": "formats", "python": "library", "pictures": "pages",
        "html": "pages", "learning": "networks", "mistakes": "checking", "answers": "checking",
        "jsonl": "batch", "cluster": "batch", "dask": "batch",
        "kinks": "points", "vectors": "matrices", "shapes": "matrices", "numpy": "matrices",
        "help": "start", "install": "start"}  # what else people call a topic
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
UNKNOWN = Text("There is no page {name} in the guide; there are: {known}.",
               "안내서에 다음 이름의 글은 없습니다: {name}. 있는 것: {known}.")
DID_YOU_MEAN = Text("Did you mean {better}?", "{better} 아닌가요?")
HEADING = Text("Guide", "안내서")
FOOT = Text("`chainrule guide TOPIC` shows one of them.", "`chainrule guide 주제`를 입력하면 그 글을 볼 수 있다.")


def page(topic: str, language: Language) -> str:
    """The Markdown of one page. Raises OptionError for a topic that is none."""
    topic = ALSO.get(topic.casefold(), topic)
    if topic not in TOPICS:
        near = get_close_matches(topic.casefold(), (*TOPICS, *ALSO), 1, 0.5)
        raise OptionError("usage", UNKNOWN, facts={"name": topic, "known": ", ".join(TOPICS), "better": "".join(near)},
                          hint=DID_YOU_MEAN if near else None)
    return files("chainrule").joinpath("guide", language, f"{topic}.md").read_text(encoding="utf-8")


def contents(language: Language, form: str = "text") -> str:
    """The topics, each with the question that its page answers, as text or as Markdown."""
    questions = {topic: page(topic, language).partition("\n")[0].removeprefix("# ") for topic in TOPICS}
    heading, foot = HEADING.say(language), FOOT.say(language)
    if form == "markdown":
        rows = [f"* [{topic}]({topic}.md): {question}" for topic, question in questions.items()]
        return "\n".join([f"# {heading}", "", *rows, "", foot, ""])
    wide = max(map(len, TOPICS))
    rows = [f"  {topic:{wide}}  {question}" for topic, question in questions.items()]
    return "\n".join([heading, *rows, f"  {foot}", ""])


def renderable(topic: str, language: Language) -> RenderableType:
    """A page for Rich; links and pictures, which lead to files, are told by their words."""
    from rich.markdown import Markdown

    return Markdown(LINK.sub(r"\1", page(topic, language)), code_theme="ansi_dark")
