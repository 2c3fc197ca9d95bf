"""`python -m tests.benchmarks`: the race, and what it shows."""
from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from .problems import PROBLEMS, label
from .race import OURS, Row, race
from .report import full, growth, promises, short, training
from .rivals import able, present
from .training import train

TRAINING = "training"  # a step of a network of matrices: no race, but NumPy by hand


def main(arguments: Sequence[str] | None = None) -> None:
    names = [*(p.name for p in PROBLEMS), TRAINING]
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("problems", nargs="*", help=f"some of {', '.join(names)}; all of them where none is named")
    parser.add_argument("--rivals", nargs="+", metavar="RIVAL", default=present(), help=", ".join(present()))
    parser.add_argument("--rounds", type=int, default=7, help="runs of each rival, of which the median counts")
    parser.add_argument("--budget", type=float, default=20, help="seconds after which a run is given up")
    parser.add_argument("--shown", action="store_true", help="only the sizes of the short table")
    parser.add_argument("--markdown", action="store_true", help="only the short table")
    options = parser.parse_args(arguments)
    rivals = list(dict.fromkeys([OURS, *options.rivals]))
    rows: list[Row] = []
    for problem in PROBLEMS:
        if not options.problems or problem.name in options.problems:
            sizes = problem.shown if options.shown or options.markdown else problem.sizes
            for row in race(problem, sizes, able(rivals, problem), options.rounds, options.budget):
                print(problem.name, label(row.size), file=sys.stderr)
                rows.append(row)
    if rows:
        print(short(rows, rivals))
    if not options.problems or TRAINING in options.problems:
        print(f"\n### Training\n\n{training([train(name, options.rounds) for name in ('relu', 'tanh')])}")
    if not options.markdown and rows:
        for title, part in (("All sizes", full(rows, rivals)), ("Growth", growth(rows, rivals)),
                            ("Aims", promises(rows))):
            print(f"\n### {title}\n\n{part}")


if __name__ == "__main__":
    main()
