"""The rules of vectors and matrices: every operation whose inputs or value have shapes."""
from __future__ import annotations

from ...language import Text
from . import arranged, layers, products, totals
from .rule import MatrixRule

FAMILIES: tuple[tuple[Text, tuple[MatrixRule, ...]], ...] = tuple(
    (module.FAMILY, module.ROWS) for module in (products, totals, layers, arranged))
MATRICES: dict[str, MatrixRule] = {rule.name: rule for _, rows in FAMILIES for rule in rows}

__all__ = ["FAMILIES", "MATRICES", "MatrixRule"]
