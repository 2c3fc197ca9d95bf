"""PNG from SVG by resvg (the extra chainrule[png]), with fonts of our own so that no text is ever missing."""
from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

from ..errors import UnsupportedError
from ..language import Text
from ..notation.colours import GRADIENT, INK, INPUT, QUIET, VALUE

MISSING = Text("PNG needs the package resvg-py.", "PNG를 만들려면 resvg-py 패키지가 필요합니다.")
HOW = Text('Install it: pip install "chainrule[png]"', 'pip install "chainrule[png]"로 설치해 주세요')
UNDRAWN = Text("The font for PNG does not have the letter `{letter}`; take SVG instead.",
               "PNG용 글꼴에 `{letter}` 글자가 없습니다. SVG를 쓰십시오.")
FONTS = ("ChainruleMath.otf", "ChainruleSans.ttf", "ChainruleHangul.ttf")
_SLANTED = re.compile(r' font-style="italic">([A-Za-zα-ω])<')
_COLOURED = re.compile(r'<text class="(\w+)"(?:(?!</text>).)*font-weight="bold".*?</text>', re.S)
_INKS = {"input": INPUT, "quiet": QUIET, "value": VALUE, "gradient": GRADIENT, "partial": GRADIENT}
_TEXT = re.compile(r">([^<]+)<")


def render(svg: str, scale: float) -> bytes:
    """The picture as a PNG file's bytes on white ground."""
    try:
        import resvg_py
    except ImportError:
        raise UnsupportedError("unsupported", MISSING, hint=HOW) from None
    folder = files("chainrule.drawing") / "fonts"
    covered = (folder / "covered.txt").read_text(encoding="utf-8")
    letters = {c for piece in _TEXT.findall(svg[svg.index("</desc>"):]) for c in piece}
    for letter in sorted(letters):
        if "가" <= letter <= "힣" and letter not in covered:
            raise UnsupportedError("unsupported", UNDRAWN, facts={"letter": letter})
        if unicodedata.category(letter) == "Lo" and not ("가" <= letter <= "힣"):
            raise UnsupportedError("unsupported", UNDRAWN, facts={"letter": letter})
    own = _SLANTED.sub(lambda found: f">{slanted(found[1])}<", svg)
    own = _COLOURED.sub(lambda found: _thickened(found[0], found[1]), own)
    own = re.sub(r"font-family: [^;]+;", "font-family: 'Chainrule Math', 'Chainrule Sans', 'Chainrule Hangul';", own)
    made = resvg_py.svg_to_bytes(svg_string=own, zoom=scale, background="#ffffff", skip_system_fonts=True,
                                 font_files=[str(folder / name) for name in FONTS])
    return bytes(made)


def _thickened(text: str, kind: str) -> str:
    """Bold letters drawn with a line around them: the fonts have none."""
    ink = _INKS.get(kind, INK).light
    return text.replace('font-weight="bold"', f'stroke="{ink}" stroke-width="0.7"')


def slanted(letter: str) -> str:
    """A letter's own slanted sign: of two fonts in one text resvg would draw all in the one that has more signs."""
    if letter == "h":
        return "ℎ"
    first, block = ("A", 0x1D434) if letter <= "Z" else ("a", 0x1D44E) if letter <= "z" else ("α", 0x1D6FC)
    return chr(block + ord(letter) - ord(first))
