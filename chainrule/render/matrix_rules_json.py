"""The rules of vectors and matrices as plain data, a part of schema chainrule-rules/1."""
from __future__ import annotations

from typing import Any

from ..explaining.shapes.matrix_rules import names_of
from ..language import Language
from ..rules.matrices import FAMILIES
from ..rules.matrices.rule import UNNAMED


def matrix_rules_record(language: Language) -> list[dict[str, Any]]:
    """Every rule, with its words in one language; `words` are the linear primitives for each input."""
    return [{
        "name": rule.name, "aliases": names_of(rule), "family": title.say(language), "title": rule.title.say(language),
        "arity": list(rule.arity), "words": list(rule.words), "opened": rule.opened or None,
        "because": [text.say(language, **UNNAMED) for text in rule.because], "gate": rule.gate.say(language),
        "needs": None if rule.needs is None else rule.needs.say(language),
    } for title, rows in FAMILIES for rule in rows]
