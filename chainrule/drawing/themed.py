"""Style sheets that follow the theme of what a picture stands in: a notebook's own, or else the system's."""
from __future__ import annotations

import re

CLASS = "chainrule-shown"
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_DARK = re.compile(r"@media[^{]*\(prefers-color-scheme: dark\)\s*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}")
# Which scheme a notebook has: that of the system, unless JupyterLab, nbconvert, VS Code or Colab say so.
_SCHEMES = f""".{CLASS} {{ color-scheme: light dark; }}
[data-jp-theme-light="true"] .{CLASS}, .vscode-light .{CLASS}, html[theme="light"] .{CLASS} {{ color-scheme: light; }}
[data-jp-theme-light="false"] .{CLASS}, .vscode-dark .{CLASS}, html[theme="dark"] .{CLASS} {{ color-scheme: dark; }}
.{CLASS} {{ background: #ffffff; background: light-dark(#ffffff, #111827); padding: .6rem .8rem; }}
"""


def themed(style: str) -> str:
    """A style sheet whose colours for the dark are in a media query, with both colours in each rule: the scheme of the
    element chooses. What does not know `light-dark` takes the light ones, on a light ground."""
    dark = "".join(_DARK.findall(style))
    light = _DARK.sub("", style)
    known = {(selector, name): value for selector, name, value in _declarations(light)}
    both = "".join(f"{selector} {{ {name}: light-dark({known[selector, name]}, {value}); }}\n"
                   for selector, name, value in _declarations(dark))
    return light.strip() + "\n" + both


def framed(body: str, *styles: str) -> str:
    """HTML on a ground of its own, in the scheme of the notebook."""
    sheet = _SCHEMES + "".join(map(themed, styles))
    return f'<div class="{CLASS}"><style>\n{sheet}</style>\n{body}</div>\n'


def _declarations(sheet: str) -> list[tuple[str, str, str]]:
    """(selector, property, value) of every rule, one for each of its selectors."""
    found = []
    for selectors, body in _RULE.findall(sheet):
        for selector in selectors.split(","):
            for declaration in filter(str.strip, body.split(";")):
                name, _, value = declaration.partition(":")
                found.append((" ".join(selector.split()), name.strip(), value.strip()))
    return found
