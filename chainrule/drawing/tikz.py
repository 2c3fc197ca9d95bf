"""The picture as TikZ, from the same coordinates; compiles in pdflatex, xelatex and lualatex (kotex for Hangul)."""
from __future__ import annotations

from ..notation.boxes import Box
from ..notation.colours import GRADIENT, INPUT, PATH, VALUE
from ..notation.latex import escape, write
from .diagram import Diagram, Label, Shape, Wire
from .model import Edge, Node
from .typeset import typeset

_SIGNS = {
    "+": "$+$", "−": "$-$", "±": r"$\pm$", "×": r"$\times$", "÷": r"$\div$", "√": r"$\sqrt{\ }$", "| |": r"$|\cdot|$",
    "σ": r"$\sigma$", "^": r"$x^y$", "=": "$=$", "⌊ ⌋": r"$\lfloor\cdot\rfloor$", "⌈ ⌉": r"$\lceil\cdot\rceil$",
    "{": r"$\{$",
}
_WITHIN = (("−", "$-$"),
           ("·", r"$\cdot$"), ("∂", r"$\partial$"), ("σ", r"$\sigma$"), ("√", r"$\surd$"), ("≥", r"$\ge$"),
           ("≤", r"$\le$"), ("≠", r"$\ne$"), ("π", r"$\pi$"), ("|", "$|$"), ("′", "$'$"), ("<", "$<$"), (">", "$>$"),
           ("×", r"$\times$"), ("∘", r"$\circ$"), ("⊘", r"$\oslash$"), ("Σ", r"$\Sigma$"))
_COLOURS = {"value": "chainvalue", "gradient": "chaingradient", "partial": "chaingradient", "input": "chaininput",
            "constant": "gray", "name": "gray", "shape": "gray", "sign": "black", "output": "black"}
BUILT = 0.85  # of a label's size, where TeX sets the parts of its fractions as large as the rest
_HEAD = r"""\begin{tikzpicture}[x=1pt, y=-1pt, scale=0.75, line width=0.8pt,
  every node/.style={inner sep=0pt, outer sep=0pt}]
""" + "".join(f"\\definecolor{{chain{name}}}{{HTML}}{{{role.digits}}}{end}" for name, role, end in (
    ("value", VALUE, ""), ("gradient", GRADIENT, "\n"), ("input", INPUT, ""), ("path", PATH, "\n")))


_MARGIN = 8  # points around a picture that is a document


def document(diagram: Diagram) -> str:
    """A document with a page of the picture's size; needs nothing that the picture does not need, besides geometry."""
    drawn = render(diagram)
    wide, high = (0.75 * size + 2 * _MARGIN for size in (diagram.width, diagram.height))
    korean = "\\usepackage{kotex}\n" if any("\uac00" <= sign <= "\ud7a3" for sign in drawn) else ""
    return (f"\\documentclass{{article}}\n\\usepackage[paperwidth={wide:g}pt, paperheight={high:g}pt, "
            f"margin={_MARGIN}pt]{{geometry}}\n\\usepackage{{amsmath,amssymb,tikz}}\n{korean}\\pagestyle{{empty}}\n"
            f"\\topskip=0pt \\parindent=0pt\n\\begin{{document}}\n{drawn}\\end{{document}}\n")


def render(diagram: Diagram) -> str:
    """One tikzpicture environment; needs the packages tikz and amsmath."""
    lines = [f"\\draw[gray, dashed, rounded corners=6pt] ({x:g}, {y:g}) rectangle ({x + w:g}, {y + h:g});"
             for x, y, w, h, _ in diagram.frames]
    lines += [_shape(shape) for shape in diagram.grounds]
    lines += [_wire(wire) for wire in diagram.wires]
    lines += [f"\\fill ({x:g}, {y:g}) circle[radius=2.4pt];" for x, y, _ in diagram.dots]
    grounds = set(diagram.grounds)
    lines += [_shape(shape) for shape in diagram.shapes if shape not in grounds]
    lines += [_label(label) for label in diagram.labels]
    return _HEAD + "\n".join(lines) + "\n\\end{tikzpicture}\n"


def _wire(wire: Wire) -> str:
    options = (["-latex"] if wire.arrow else [])
    if isinstance(wire.of, (Edge, Node)) and wire.of.on_path:
        options += ["chainpath", "line width=1.6pt"]
    path = f"({wire.start[0]:g}, {wire.start[1]:g})"
    for kind, points in wire.pieces:
        spots = [f"({x:g}, {y:g})" for x, y in points]
        path += f" -- {spots[0]}" if kind == "L" else f" .. controls {spots[0]} and {spots[1]} .. {spots[2]}"
    return f"\\draw[{', '.join(options)}] {path};"


def _shape(shape: Shape) -> str:
    if shape.kind == "circle":
        return f"\\filldraw[fill=white] ({shape.x:g}, {shape.y:g}) circle[radius={shape.width / 2:g}pt];"
    fill = "black!4" if shape.kind == "box" else "white"
    corner = 6 if shape.kind == "box" else 14
    left, top = shape.x - shape.width / 2, shape.y - shape.height / 2
    return (f"\\filldraw[fill={fill}, rounded corners={corner}pt] ({left:g}, {top:g}) rectangle "
            f"({left + shape.width:g}, {top + shape.height:g});")


def _label(label: Label) -> str:
    anchor = {"start": "base west", "middle": "base", "end": "base east"}[label.anchor]
    size = 0.75 * label.size * (BUILT if typeset(label.text).strokes else 1)
    font = f"\\fontsize{{{size:g}}}{{{size:g}}}\\selectfont"
    return (f"\\node[anchor={anchor}, text={_COLOURS[label.role]}, font={font}] "
            f"at ({label.x:g}, {label.y:g}) {{{_text(label.text)}}};")


def _text(text: Box | str) -> str:
    if not isinstance(text, str):
        return rf"$\displaystyle {write(text, True)}$" if typeset(text).strokes else f"${write(text)}$"
    if text in _SIGNS:
        return _SIGNS[text]
    made = []
    for piece in (piece for run in typeset(text).runs for piece in run.pieces):
        run = piece.text
        plain = escape(run) if not run.isascii() or any(c in run for c in "_%#&~^\\{}$") else run
        for sign, tex in _WITHIN:
            plain = plain.replace(sign, tex)
        made.append(f"$^{{{plain.replace('$', '')}}}$" if piece.rise > 0 else plain)
    return "".join(made)
