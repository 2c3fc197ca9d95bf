"""One probe of each kind keeps to the bounds; `python -m tests.probes` runs them all."""
import pytest

from .run import probe
from .table import PROBES


@pytest.mark.parametrize("kind", PROBES)
def test_one_of_each_kind(kind: str) -> None:
    assert not probe(PROBES[kind][0]).fault
