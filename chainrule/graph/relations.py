"""The relations between two numbers: when each of them holds, and how it reads from the other side."""
from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne}
TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "!=": "!=", "==": "=="}
NEGATED = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "!=": "==", "==": "!="}
