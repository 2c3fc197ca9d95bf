"""Greek letters and their names: θ and theta are one variable."""
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


def spelled(name: str) -> str:
    """A variable's name with every Greek letter that stands alone spelled out: θ_1 is theta_1, Δx stays."""
    return name if name.isascii() else _ALONE.sub(lambda found: GREEK_NAMES[found.group()], name)
