"""The list of all rules in the formats that the command line offers."""
from __future__ import annotations

import json

from ..explaining.rule_list import rule_list
from ..language import Language


def written(form: str, language: Language, width: int) -> str:
    """The rules as text, markdown, latex or json."""
    if form == "json":
        from ..render.json import rules_of
        data = {"schema": "chainrule-rules/1", "rules": rules_of(language)}
        return json.dumps(data, ensure_ascii=False, indent=2)
    page = rule_list(language)
    if form == "markdown":
        from ..render import markdown
        return markdown.render(page)
    if form == "latex":
        from ..render import latex
        return latex.render(page)
    from ..render import terminal
    return terminal.render(page, width=width, ascii=False)
