"""What is drawn and not written in a formula: bars, roots, and parentheses, braces and bars of any height."""
from __future__ import annotations

from .setting import Point, Setting, Stroke

AXIS, BAR = 0.27, 0.05  # how high the bar of a fraction stands, and how thick it is
_WIDE = {"(": 0.3, ")": 0.3, "{": 0.5, "⟨": 0.3, "⟩": 0.3}  # the others are bars


def bar(x: float, y: float, width: float, height: float) -> Stroke:
    """A rectangle by its lower left corner."""
    return Stroke((x, y), (("L", ((x + width, y),)), ("L", ((x + width, y + height),)), ("L", ((x, y + height),))))


def radical(above: float, below: float, width: float) -> tuple[float, Stroke]:
    """How wide the sign of a root is, and its outline over something of this size."""
    wide, thick, top, foot = 0.6, BAR, above + 0.06, 0.06 - below
    tick = (above - below) / 2 - 0.12
    right = wide + width + 0.06
    return wide, _outline((0.06, tick), (0.2, tick + 0.12), (0.34, foot + 0.26), (wide - 0.02, top + thick),
                          (right, top + thick), (right, top), (wide + 0.02, top), (0.36, foot), (0.3, foot),
                          (0.17, tick + 0.05), (0.09, tick - 0.03))


def fence(sign: str, above: float, below: float) -> Setting:
    """A parenthesis, a brace or a bar as tall as what it stands beside."""
    top, foot = above + 0.04, -below - 0.04
    if sign in "()":
        stroke = _curved(top, foot, -1 if sign == "(" else 1)
        return Setting(_WIDE[sign], top, -foot, (), (stroke,))
    if sign in "{":
        return Setting(_WIDE[sign], top, -foot, (), (_brace(top, foot),))
    if sign in "⟨⟩":
        middle, tip, back = (top + foot) / 2, *((0.06, 0.22) if sign == "⟨" else (0.22, 0.06))
        step = BAR if back > tip else -BAR
        stroke = _outline((back, top), (tip, middle), (back, foot), (back + step, foot), (tip + step, middle),
                          (back + step, top))
        return Setting(_WIDE[sign], top, -foot, (), (stroke,))
    return _bars(sign, top, foot)


def _bars(sign: str, top: float, foot: float) -> Setting:
    """Straight fences: | and ‖, and those with a corner at the top or at the foot."""
    count = 2 if sign == "‖" else 1
    width = 0.26 if sign in "|" else 0.4
    left = 0.26 if sign in "]⌋⌉" else 0.1
    strokes = [bar(left + 0.15 * k, foot, BAR, top - foot) for k in range(count)]
    corner = 0.1 if sign in "[⌊⌈" else 0.12
    if sign in "[]⌈⌉":
        strokes.append(bar(corner, top - BAR, 0.19, BAR))
    if sign in "[]⌊⌋":
        strokes.append(bar(corner, foot, 0.19, BAR))
    return Setting(width, top, -foot, (), tuple(strokes))


def _curved(top: float, foot: float, side: int) -> Stroke:
    """A parenthesis: thin at its ends, thick in the middle."""
    back, middle = (0.26, (top + foot) / 2) if side < 0 else (0.04, (top + foot) / 2)
    out, inner = (-0.06, 0.04) if side < 0 else (0.36, 0.26)
    return Stroke((back, top), (("Q", ((out, middle), (back, foot))), ("Q", ((inner, middle), (back, top)))))


def _brace(top: float, foot: float) -> Stroke:
    """A brace in front of cases."""
    middle, thin, thick = (top + foot) / 2, 0.03, 0.07
    up, down = top - 0.22, foot + 0.22
    return Stroke((0.44, top), (
        ("Q", ((0.24, top), (0.24, up))), ("L", ((0.24, middle + 0.16),)), ("Q", ((0.24, middle), (0.08, middle))),
        ("Q", ((0.24, middle), (0.24, middle - 0.16))), ("L", ((0.24, down),)), ("Q", ((0.24, foot), (0.44, foot))),
        ("L", ((0.44, foot + thin),)), ("Q", ((0.24 + thick, foot + thin), (0.24 + thick, down))),
        ("L", ((0.24 + thick, middle - 0.16),)), ("Q", ((0.24 + thick, middle), (0.14, middle))),
        ("Q", ((0.24 + thick, middle), (0.24 + thick, middle + 0.16))), ("L", ((0.24 + thick, up),)),
        ("Q", ((0.24 + thick, top - thin), (0.44, top - thin)))))


def _outline(start: Point, *corners: Point) -> Stroke:
    return Stroke(start, tuple(("L", (corner,)) for corner in corners))
