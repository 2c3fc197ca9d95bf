"""How names are spelled and set: Greek letters (θ and theta are one variable), subscripts, primes."""
from __future__ import annotations

import re

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}
GREEK_NAMES = {sign: name for name, sign in GREEK.items()}
_ALONE = re.compile(rf"(?<![^\W\d_])[{''.join(GREEK_NAMES)}](?![^\W\d_])")

_VARIANT = re.compile(r"var(epsilon|theta|phi|rho|sigma|kappa)(?![A-Za-z])")
_PARTS = re.compile(r"(?P<stem>.*?)(?:_(?P<under>[^']+)|(?P<digits>\d+))?(?P<primes>'*)")
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def split(name: str) -> tuple[str, str, bool, str]:
    """(stem, subscript, whether it was typed with an underscore, primes): w_31' is ("w", "31", True, "'")."""
    found = _PARTS.fullmatch(name.replace("′", "'"))
    if found is None or not found["stem"]:
        return name, "", False, ""
    return found["stem"], found["under"] or found["digits"] or "", found["under"] is not None, found["primes"]


def spelled(name: str) -> str:
    """A variable's name with every single Greek letter spelled out: θ_1 is theta_1, Δx stays; varphi is phi."""
    if not name.isascii():
        return _ALONE.sub(lambda found: GREEK_NAMES[found.group()], name)
    return _VARIANT.sub(r"\1", name) if name[:3] == "var" else name
