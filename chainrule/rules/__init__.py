"""The table of rules: every operation and function that chainrule can differentiate."""
from __future__ import annotations

from ..language import Text
from . import abstract, arithmetic, functions, piecewise, special, trigonometry
from .rule import Rule

FAMILIES: tuple[tuple[Text, tuple[Rule, ...]], ...] = tuple(
    (module.FAMILY, module.ROWS) for module in (arithmetic, functions, trigonometry, piecewise, special))
RULES: dict[str, Rule] = {rule.name: rule for _, rows in FAMILIES for rule in rows}
ABSTRACT: dict[str, Rule] = {rule.name: rule for rule in abstract.ROWS}
NAMES: dict[str, Rule] = {
    **{alias: rule for rule in RULES.values() if rule.callable for alias in rule.aliases},
    **{rule.name: rule for rule in RULES.values() if rule.callable and rule.name != "log"},
}



def rule_of(operation: str) -> Rule:
    """The row of an operation of the graph, whether it has formulas or is made from its note."""
    return RULES[operation] if operation in RULES else ABSTRACT[operation]


__all__ = ["ABSTRACT", "FAMILIES", "NAMES", "RULES", "Rule", "rule_of"]
