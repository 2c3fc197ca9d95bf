"""Random programs with sharing, for the tests of several rooms."""
from __future__ import annotations

import random

SHAPES = ("sin({0}) + {1}", "{0}*{1}", "{0} - 2*{1}", "exp(-{0})*{1}", "{0}*{1} + {0}", "tanh({0})*{1} - {1}", "{0}^2",
          "sigmoid({0} + {1})", "max({0}, {1})", "{0}/(2 + {1}^2)", "3*{0} - {1}*{0}*2", "abs({0} - {1})", "-{0}",
          "ln(3 + {0}^2)", "sqrt(1 + {0}^2*{1}^2)", "{0} + {1} + {0}", "relu({0})*{1}", "cos({0}*{1})^3",
          "{0}^2 if {1} > 0.1 else -{1}",
          "piecewise({0}, {1} < {0}, 2*{1}, {0} > 1, {0}*{1})")
POINT = {"x": 0.71875, "y": -0.40625}


def program(seed: int) -> tuple[str, dict[str, object]]:
    """A random program, and a random way to tell it."""
    rng = random.Random(seed)
    names = ["x", "y"]
    lines = []
    for k in range(rng.randint(2, 9)):
        recent = names[-4:]
        shape = rng.choice(SHAPES)
        lines.append(f"n{k} = " + shape.format(rng.choice(recent), rng.choice(recent)))
        names.append(f"n{k}")
    wrt = rng.choice([None, "x", ["x", "y"]])
    return "\n".join(lines), {"wrt": wrt, "open": rng.choice([None, "all", "none"]),
                              "steps": rng.choice(["gates", "terms"]), "mode": rng.choice(["paths"] * 3 + [
                                  "reverse", "forward"]), "notation": rng.choice(["leibniz", "leibniz", "prime"])}
