"""The list of all rules, with every face."""
from __future__ import annotations

from typing import Any

from ..explaining.page import Page
from ..explaining.rule_list import rule_list
from ..language import Language
from .faces import Faces, spoken


class RuleList(Faces):
    """Every operation and function that chainrule can differentiate."""

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The rules by family; they have one amount of detail."""
        return rule_list(spoken(lang))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The rules as plain data, schema chainrule-rules/1."""
        from ..render.json import rules_record
        from ..render.matrix_rules_json import matrix_rules_record
        return {**rules_record(spoken(lang)), "matrices": matrix_rules_record(spoken(lang))}
