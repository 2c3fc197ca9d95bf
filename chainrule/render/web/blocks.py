"""The blocks of a page as HTML: words, formulas in MathML, tables, plots."""
from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ...drawing import neurons, plot_svg, svg
from ...explaining.page import (
    Bars,
    Block,
    Drawing,
    Equation,
    Heading,
    Line,
    Neurons,
    Note,
    Paragraph,
    Parts,
    Plot,
    Table,
    sentence_case,
)
from ...language import Language, Text
from ...notation import text
from ...notation.boxes import Box
from ...notation.mathml import write
from .cut import shortened

_MARKS = {"good": "✓ ", "warn": "⚠ ", "plain": ""}
HERE = Text("At {point}: ", "{point}일 때: ")
WHOLE = Text("the whole formula", "식 전체")


_STYLES = {'class="chainrule"': svg.STYLE, 'class="chainrule-plot"': plot_svg.STYLE,
           'class="chainrule-net"': neurons.STYLE}


def styles(html: str) -> tuple[str, ...]:
    """The style sheets of the pictures that stand in it without one; on paper they are light."""
    return tuple(style.replace("@media (", "@media screen and (") for mark, style in _STYLES.items() if mark in html)


class Blocks:
    """Blocks in one language; `point` names the given point for what is about it alone."""

    def __init__(self, language: Language, point: str = "") -> None:
        self._language = language
        self._here = f' data-here="{escape(HERE.say(language, point=point), quote=True)}"' if point else ""

    def html(self, blocks: Iterable[Block]) -> str:
        return "\n".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Heading(words, aside, level):
                beside = inline(sentence_case(aside) if words else aside)
                small = f" <small>{beside}</small>" if words and beside else beside
                return f"<h{level + 1}>{escape(words)}{small}</h{level + 1}>"
            case Paragraph(parts, means):
                of = f' data-means="{escape(means, quote=True)}"' if means else ""
                return f"<p{of}>{inline(parts)}</p>"
            case Note(parts, mood, here):
                return f'<p class="note {mood}"{self._here if here else ""}>{_MARKS[mood]}{inline(parts)}</p>'
            case Equation(lines, here):
                rows = "".join(map(self._line, lines))
                return self._framed(f'<table role="presentation">{rows}</table>', here=here)
            case Drawing():
                return ""  # the page has its picture at the top
            case Neurons():
                return f'<div class="picture plot">{neurons.svg(block, style=False)}</div>'
            case Plot() | Bars():
                return f'<div class="picture plot">{plot_svg.render(block, style=False)}</div>'
            case Table():
                return self._table(block)

    def _table(self, table: Table) -> str:
        top = "".join(f"<th>{inline((cell,))}</th>" for cell in table.head)
        body = "".join(f"<tr>{''.join(f'<td>{inline((cell,))}</td>' for cell in row)}</tr>" for row in table.rows)
        return self._framed(f'<table class="rows"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>',
                            here=table.here)

    def _framed(self, table: str, *, here: bool) -> str:
        """In a box of its own, which scrolls where the table is wide."""
        return f'<div class="formulas"{self._here if here else ""}>{table}</div>'

    def _line(self, line: Line) -> str:
        left = write(line.left) if line.left is not None else ""
        rounded = f' data-rounded="{escape(line.rounded)}"' if line.rounded else ""
        sign = f"<math><mo{rounded}>{escape(line.sign)}</mo></math>" if line.sign.strip() else ""
        here = ' data-passing=""' if line.here else ""
        remark = f'<td class="remark"{here}>{inline(line.remark)}</td>' if line.remark else ""
        products = f' data-products="{escape(line.products)}"' if line.products else ""
        return f"<tr{products}><td>{left}</td><td>{sign}</td><td>{self._side(line.right)}</td>{remark}</tr>"

    def _side(self, box: Box) -> str:
        """The right side; of an endless one the beginning, and behind a button the rest as text."""
        short = shortened(box)
        if short is None:
            return write(box)
        return (f'{write(short)}<details class="whole"><summary>{escape(WHOLE.say(self._language))}</summary>'
                f"<pre>{escape(text.write(box))}</pre></details>")


def inline(parts: Parts) -> str:
    """Words with formulas between them."""
    return "".join(escape(part) if isinstance(part, str) else write(part) for part in parts)
