"""Python functions in: their arguments are stand-ins that write down every operation."""
from __future__ import annotations

from .traced import Traced, name, trace

__all__ = ["Traced", "name", "trace"]
