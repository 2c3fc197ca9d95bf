"""Whether a text speaks of vectors and matrices: a quick look, before anything is loaded that reads them."""
from __future__ import annotations

import re

from .. import limits

# Signs that no expression of numbers has: `A @ B`, `x .* y`, `X.T`, norms, brackets with parts, lines `W: 3x2`, and
# what LaTeX writes for vectors.
_MARKS = re.compile(
    r"@|[\w)\]'⊤]\s*\.[*/^]|\.T\b|[‖∥⊙⊤ᵀ]|\[[^\[\]\n]*[,;][^\[\]\n]*\]|(?:^|[^\\\w])[^\W\d_]\w*\[[\w:]+\]|"
    r"\b(?:np|numpy)\.\w|axis\s*=|"
    r"(?:^|[\n;])\s*[^\W\d_][\w', ]*\s*:\s*(?:\(|[0-9]|[ℝR][\^²³]|[^\W\d_]\w*\s+x\s+\w|"
    r"[^\W\d_]\s*(?:$|[\n;,])|[^\W\d_]\s*×)|"
    r"[∈]\s*[ℝR]|\bin\s+R\^|\\in\s*\\(?:mathbb|R\b)|"
    r"\\(?:mathbf|boldsymbol|bm|pmb|vec|top|intercal|odot|det|[lr]?Vert|\||norm\b|"
    r"begin\s*\{[pbvVB]?matrix\})")
_SIGNS = ("@", ".", "[", ":", "\\", "axis", "R^", *"‖∥⊙⊤ᵀ∈")  # one of them stands in every mark: they are found faster


def marked(text: str) -> bool:
    """Whether a text has a sign of vectors or matrices; where it has none it is read as numbers, and so is one that is
    too long for any reader."""
    return len(text) <= limits.PROGRAM and any(sign in text for sign in _SIGNS) and _MARKS.search(text) is not None
