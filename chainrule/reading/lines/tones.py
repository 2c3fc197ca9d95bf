"""Words that say of a formula that it is wrong: somebody else's mistake that is only quoted."""
from __future__ import annotations

import re

_BLAMED = re.compile(
    r"wrong|incorrect|mistake|erroneous|fallac|pitfall|false\b|not true|student (?:wrote|claims|says|writes)"
    r"|some(?:one|body)? (?:write|wrote)|❌|✗|✘"
    r"|오답|잘못|틀린|틀리|틀렸|실수|오류|착각|흔히|학생이|학생의|아니다|성립하지 않", re.I)
_RIGHT_AGAIN = re.compile(r"correct(?:ed|ion)?\b|right answer|옳은|올바른|바른|정답|맞는|고치면|바로잡", re.I)
_NEAR = 90  # characters of words that may speak of a formula


def blamed(before: str, after: str = "") -> bool:
    """Whether the words before or after a formula say that it is wrong."""
    near = before[-_NEAR:]
    last = max((found.end() for found in _BLAMED.finditer(near)), default=-1)
    again = max((found.end() for found in _RIGHT_AGAIN.finditer(near) if not near[:found.start()].endswith("in")),
                default=-1)
    return last > again or bool(_BLAMED.search(after[:40].split("\n")[0]))
