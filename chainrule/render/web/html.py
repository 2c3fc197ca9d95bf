"""A web page in one file: the explanation in both languages, the graph, and a player with live numbers."""
from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from html import escape, unescape
from importlib.resources import files
from typing import Any

from ...drawing.plot_svg import render as plotted
from ...explaining import meaning
from ...explaining.page import Block, Equation, Page, Parts, sentence
from ...language import LANGUAGES, Language, Text
from ...notation import text
from ...notation.boxes import Box, Name, Op, Row
from . import answer_box, controls
from .blocks import Blocks, inline, styles
from .scene import Scene

READY = Text("Step forward with the buttons or the arrow keys.", "단추나 화살표 키로 한 단계씩 넘겨 보세요.")
DONE = Text("All values (green) and gradients (red) are shown.", "값(초록)과 기울기(빨강)를 모두 보였습니다.")
SUM = Text("sum so far:", "지금까지의 합:")
TITLE = Text("The derivative of {name}, explained", "{name}의 도함수 설명")
PICTURE = Text("Graph: +, − and 0 change its size", "그래프: +, −, 0 키로 크기를 바꿉니다")
EDGES = Text("The graph in words", "그래프를 글로 읽기")
NONE = Text("none", "없음")
LONGEST_TITLE = 40  # signs of a function that stands in the title
NOTHING = Scene({}, {})
_WORD = re.compile(r"\w+'*")
_NAMED = re.compile("<(?:title|desc).*?</(?:title|desc)>")


def render(pages: Mapping[Language, Page], scene: Scene, first: Language, before: str = "") -> str:
    """The page. `first` is the language that is shown first; `before` is HTML that stands above it all."""
    data = scene.data
    script = script_of(data["functions"]) if data is not None else STILL
    body = "\n".join(_article(pages[lang], scene, lang, lang == first) for lang in LANGUAGES)
    sheets = _resource("page.css") + "".join(styles(body))
    words = {lang: _words(pages[lang], scene, lang) for lang in LANGUAGES}
    facts = _json({**{k: v for k, v in (data or {}).items() if k != "functions"}, "words": words})
    policy = (f"default-src 'none'; style-src 'unsafe-inline'; script-src '{_hash(script)}'; base-uri 'none'; "
              f"form-action '{'self' if before else 'none'}'")
    player = f'<script type="application/json" id="data">{facts}</script>\n<script>{script}</script>\n'
    return (f'<!doctype html>\n<html lang="{first}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(words[first]['title'])}</title>\n<style>{sheets}</style>\n</head>\n<body>\n"
            f"{before}{body}\n{player}</body>\n</html>\n")


def _resource(name: str) -> str:
    return (files("chainrule.render") / "web" / name).read_text(encoding="utf-8")


STILL = "\n".join(map(_resource, ("language.js", "sizes.js", "start.js")))


def script_of(functions: Mapping[str, str]) -> str:
    """The script of a page: arithmetic, the functions of its graph by name, and what moves on it."""
    table = "".join(f"  {name}: {body},\n" for name, body in functions.items())
    parts = (_resource("language.js"), _resource("numbers.js"), f"const FUNCTIONS = {{\n{table}}};\n",
             _resource("answers.js"), answer_box.calls(),
             *map(_resource, ("live.js", "plots.js", "player.js", "sizes.js", "answer_box.js", "start.js")))
    return "\n".join(parts)


def bare(body: str, language: Language) -> str:
    """A page with this HTML and nothing else."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'"
    return (f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<title>chainrule</title>\n'
            f'<style>{_resource("page.css")}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n')


def _words(page: Page, scene: Scene, lang: Language) -> dict[str, Any]:
    """What the script says."""
    picture = scene.pictures.get(lang, "")
    said = {"ready": READY.say(lang), "done": DONE.say(lang), "sum": SUM.say(lang), "none": NONE.say(lang),
            "title": _plain(_title(page, lang)), "meaning": meaning.templates(lang), **answer_box.words(lang),
            "picture": [unescape(re.sub(r"<.*?>", "", part)) for part in _NAMED.findall(picture)]}
    return said | ({"plot": scene.titles[lang]} if scene.plots else {})


def _title(page: Page, lang: Language) -> Parts:
    """What the page is about: the function itself, where it is short."""
    if page.headline:
        return (page.headline,)
    named = _function(page)
    if named is not None:
        return sentence(TITLE, lang, name=Row((Name(page.title), Op("="), named)))
    return sentence(TITLE, lang, name=Name(page.title) if _WORD.fullmatch(page.title) else page.title)


def _function(page: Page) -> Box | None:
    """The function itself where it is one line, and short."""
    lead = page.lead[0] if page.lead else None
    line = lead.lines[0] if isinstance(lead, Equation) and lead.lines else None
    if line is None or line.left != Name(page.title) or len(text.write(line.right)) > LONGEST_TITLE:
        return None
    return line.right


def _lead(page: Page) -> tuple[Block, ...]:
    """Answer and plan without what the title says."""
    first, *rest = page.lead
    if _function(page) is None or not isinstance(first, Equation):
        return page.lead
    return Equation(first.lines[1:]), *rest


def _plain(parts: Parts) -> str:
    return "".join(part if isinstance(part, str) else text.write(part) for part in parts)


def _article(page: Page, scene: Scene, lang: Language, shown: bool) -> str:
    other: Language = "ko" if lang == "en" else "en"
    data = scene.data
    name = "한국어" if other == "ko" else "English"
    switch = f'<button type="button" data-speak="{other}" lang="{other}">{name}</button>'
    blocks = Blocks(lang, controls.point(data) if data is not None and scene.told else "")
    lead = f'<section class="lead">{blocks.html(_lead(page))}</section>\n' if page.lead else ""
    asking = answer_box.box(data["parts"][data["drawn"]], lang) if data is not None else ""
    hidden = "" if shown else " hidden"
    return (f'<article lang="{lang}" data-lang="{lang}"{hidden}>\n<header><h1>{inline(_title(page, lang))}</h1>{switch}'
            f"</header>\n{lead}{_graph(scene, lang, shown)}{_plot(scene, lang)}{blocks.html(page.blocks)}\n{asking}"
            f"</article>")


def _graph(scene: Scene, lang: Language, shown: bool) -> str:
    """The picture, in the language that is shown first: the script takes it along. Its edges in words are for those
    who do not see it."""
    picture = scene.pictures.get(lang)
    if picture is None:
        return ""
    wide = re.search(r' width="([0-9.]+)"', picture)
    least = f"{0.6 * float(wide[1]):.0f}px" if wide else "0"  # a wide picture shrinks a little, then it scrolls
    drawn = picture if shown else ""
    spoken = "".join(f"<li>{escape(each)}</li>" for each in scene.spoken.get(lang, ()))
    moved = controls.alone(lang) if scene.data is None else controls.player(scene.data, lang, told=scene.told)
    return (f'<div class="picture graph" style="--least: {least}" tabindex="0" role="group" '
            f'aria-label="{escape(PICTURE.say(lang), quote=True)}">{drawn}</div>\n'
            f'<div class="unseen"><p>{escape(EDGES.say(lang))}</p><ul>{spoken}</ul></div>\n{moved}\n')


def _plot(scene: Scene, lang: Language) -> str:
    plot = scene.plots.get(lang)
    return "" if plot is None else f'<div class="picture plot moving">{plotted(plot, style=False)}</div>\n'


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _json(data: Mapping[str, Any]) -> str:
    """JSON that cannot end the element in which it stands."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
