"""A web page in one file: the explanation in both languages, the graph, and a player with live numbers."""
from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from typing import Any

from ...explaining.page import (
    Bars,
    Block,
    Drawing,
    Equation,
    Heading,
    Line,
    Neurons,
    Note,
    Page,
    Paragraph,
    Plot,
    Table,
    sentence_case,
)
from ...language import LANGUAGES, Language, Text
from ...notation.boxes import Box
from ...notation.mathml import write
from . import answer_box

READY = Text("Step forward with the buttons or the arrow keys.", "단추나 화살표 키로 한 단계씩 넘겨 보세요.")
DONE = Text("All values (green) and gradients (red) are shown.", "값(초록)과 기울기(빨강)를 모두 보였습니다.")
SUM = Text("sum so far:", "지금까지의 합:")
TITLE = Text("The derivative of {name}, explained", "{name}의 도함수 설명")
PICTURE = Text("Graph", "그래프")
TRY = Text("Change the inputs: the numbers of the picture are computed anew.",
           "입력값을 바꾸면 그림의 수를 모두 다시 계산합니다.")
STILL = Text("Some function of this graph is not known to the page, so its numbers stay as they are.",
             "이 그래프에는 웹 페이지가 계산하지 못하는 함수가 있어 수를 바꿀 수 없습니다.")
CHOSEN = Text("No point was given; the numbers in the picture belong to the inputs below.",
              "점을 주지 않았으므로, 그림에는 아래 입력값에 대한 수를 적었습니다.")
TOLD_FOR = Text("The text below is still about {point}.", "아래 설명에 나오는 수는 {point}일 때의 값입니다.")
REFUSED = Text("This is not a number. Write 0.5, 1e-3 or 1/3.", "수가 아닙니다. 0.5, 1e-3, 1/3처럼 써 주세요.")
FIRST, LAST = Text("To the start", "처음으로"), Text("To the end", "끝으로")
BACK, NEXT = Text("Back", "이전"), Text("Next", "다음")
STEP = Text("step", "걸음")
VALUE = Text("value of {name}", "{name}의 값")
_MARKS = {"good": "✓ ", "warn": "⚠ ", "plain": ""}


def render(pages: Mapping[Language, Page], pictures: Mapping[Language, str], data: Mapping[str, Any] | None,
           first: Language, before: str = "") -> str:
    """The page. `pictures` are <svg> elements; `data` is what the player computes with (None: no player), as in
    `player.record`; `first` is the language that is shown first; `before` is HTML that stands above it all."""
    style = _resource("page.css")
    name = pages[first].title
    words = {lang: {"ready": READY.say(lang), "done": DONE.say(lang), "sum": SUM.say(lang),
                    "title": pages[lang].headline or TITLE.say(lang, name=name), **answer_box.words(lang)}
             for lang in LANGUAGES}
    script = script_of(data.get("functions", {})) if data is not None else ""
    body = "\n".join(_article(pages[lang], pictures.get(lang), data, lang, lang == first) for lang in LANGUAGES)
    facts = "" if data is None else _json({**{k: v for k, v in data.items() if k != "functions"}, "words": words})
    policy = (f"default-src 'none'; style-src 'unsafe-inline'; script-src '{_hash(script)}'; base-uri 'none'; "
              f"form-action '{'self' if before else 'none'}'")
    player = (f'<script type="application/json" id="data">{facts}</script>\n<script>{script}</script>\n'
              if data is not None else "")
    return (f'<!doctype html>\n<html lang="{first}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(words[first]['title'])}</title>\n<style>{style}</style>\n</head>\n<body>\n{before}{body}\n{player}"
            f"</body>\n</html>\n")


def script_of(functions: Mapping[str, str]) -> str:
    """The script of a page: arithmetic, the functions of its graph by name, the player, and the box for answers."""
    table = "".join(f"  {name}: {body},\n" for name, body in functions.items())
    parts = (_resource("numbers.js"), f"const FUNCTIONS = {{\n{table}}};\n", _resource("answers.js"),
             answer_box.calls(), _resource("player.js"), _resource("answer_box.js"))
    return "\n".join(parts)


def bare(body: str, language: Language) -> str:
    """A page with this HTML and nothing else."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'"
    return (f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<title>chainrule</title>\n'
            f'<style>{_resource("page.css")}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n')


def _article(page: Page, picture: str | None, data: Mapping[str, Any] | None, lang: Language, shown: bool) -> str:
    other: Language = "ko" if lang == "en" else "en"
    switch = ('<button type="button" data-speak="{0}" lang="{0}">{1}</button>'.format(
        other, "한국어" if other == "ko" else "English") if data is not None else "")
    top = (f"<header><h1>{escape(page.headline or TITLE.say(lang, name=page.title))}</h1>{switch}</header>")
    graph = _player(picture, data, lang) if picture is not None else ""
    content = "\n".join(_block(block) for block in page.blocks)
    hidden = "" if shown else " hidden"
    asking = answer_box.box(data, lang) if data is not None else ""
    return f'<article lang="{lang}" data-lang="{lang}"{hidden}>\n{top}\n{graph}\n{content}\n{asking}</article>'


def _player(picture: str | None, data: Mapping[str, Any] | None, lang: Language) -> str:
    wide = re.search(r' width="([0-9.]+)"', picture or "")
    least = f"{0.6 * float(wide[1]):.0f}px" if wide else "0"  # a wide picture shrinks a little, then it scrolls
    drawn = (f'<div class="picture" style="--least: {least}" tabindex="0" role="group" '
             f'aria-label="{escape(PICTURE.say(lang))}">{picture}</div>')
    if data is None:
        return drawn
    buttons = "".join(
        f'<button type="button" data-go="{go}" aria-label="{escape(words.say(lang))}">{sign}</button>'
        for go, words, sign in (("first", FIRST, "|◀"), ("back", BACK, "◀"), ("next", NEXT, "▶"), ("last", LAST, "▶|")))
    live = bool(data["live"])
    path = _path(len(data["path"]), lang) if live and data.get("path") else ""
    inputs = "".join(_input(name, value, lang, live) for name, value in data["point"].items())
    remark = escape((TRY if live else STILL).say(lang))
    if data["chosen"]:
        remark += " " + escape(CHOSEN.say(lang))
    return (f'{drawn}\n<div class="player">{buttons}<output aria-live="polite"></output></div>\n{path}'
            f'<p>{remark}</p>\n<div class="inputs">{inputs}</div>\n'
            f'<p class="note warn refused" role="alert" hidden>{escape(REFUSED.say(lang))}</p>\n'
            f'<p class="gradient answers"></p>\n<p class="note warn moved" hidden>{_told_for(data["point"], lang)}</p>')


def _path(count: int, lang: Language) -> str:
    """A slider that goes along a way, step by step."""
    words = escape(STEP.say(lang), quote=True)
    return (f'<div class="inputs"><label><span>{words} <output data-walked>0</output></span>'
            f'<input type="range" min="0" max="{count - 1}" step="1" value="0" data-walk aria-label="{words}"></label>'
            "</div>\n")


def _told_for(point: Mapping[str, float], lang: Language) -> str:
    """Which point the sentences belong to."""
    named = [f"{name} = {repr(value).removesuffix('.0')}" for name, value in point.items()]
    return escape(TOLD_FOR.say(lang, point=", ".join(named[:12]) + (", …" if len(named) > 12 else "")))


def _input(name: str, value: float, lang: Language, live: bool) -> str:
    reach = max(5.0, 2 * abs(value))
    shown = repr(value).removesuffix(".0")
    label = escape(VALUE.say(lang, name=name), quote=True)
    off = "" if live else " disabled"
    same = f'data-name="{escape(name, quote=True)}" aria-label="{label}"{off}'
    return (f"<label><span>{escape(name)}</span>"
            f'<input type="text" inputmode="text" autocomplete="off" value="{shown}" {same}>'
            f'<input type="range" min="{-reach:g}" max="{reach:g}" step="any" value="{shown}" {same}></label>')


def _block(block: Block) -> str:
    match block:
        case Heading(words, aside, level):
            beside = _inline(sentence_case(aside) if words else aside)
            small = f" <small>{beside}</small>" if words and beside else beside
            return f"<h{level + 1}>{escape(words)}{small}</h{level + 1}>"
        case Paragraph(parts):
            return f"<p>{_inline(parts)}</p>"
        case Note(parts, mood):
            return f'<p class="note {mood}">{_MARKS[mood]}{_inline(parts)}</p>'
        case Equation(lines):
            return f'<div class="formulas"><table role="presentation">{"".join(map(_line, lines))}</table></div>'
        case Drawing():
            return ""  # the page has its picture at the top
        case Neurons():
            from ...drawing.neurons import svg
            return f'<div class="picture plot">{svg(block)}</div>'
        case Plot() | Bars():
            from ...drawing.plot_svg import render as drawn
            return f'<div class="picture plot">{drawn(block)}</div>'
        case Table(head, rows):
            top = "".join(f"<th>{_inline((cell,))}</th>" for cell in head)
            body = "".join(f"<tr>{''.join(f'<td>{_inline((cell,))}</td>' for cell in row)}</tr>" for row in rows)
            rows_ = f'<table class="rows"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'
            return f'<div class="formulas">{rows_}</div>'


def _line(line: Line) -> str:
    left = write(line.left) if line.left is not None else ""
    sign = f"<math><mo>{escape(line.sign)}</mo></math>" if line.sign.strip() else ""
    remark = f'<td class="remark">{_inline(line.remark)}</td>' if line.remark else ""
    return f"<tr><td>{left}</td><td>{sign}</td><td>{write(line.right)}</td>{remark}</tr>"


def _inline(parts: tuple[str | Box, ...]) -> str:
    return "".join(escape(part) if isinstance(part, str) else write(part) for part in parts)


def _resource(name: str) -> str:
    return (files("chainrule.render") / "web" / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _json(data: Mapping[str, Any]) -> str:
    """JSON that cannot end the element in which it stands."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
