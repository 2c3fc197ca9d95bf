"""Gradients raced against other programs. By hand: `python -m tests.benchmarks --help`; pytest collects nothing here.

problems.py   the functions, each written once for every algebra
algebras.py   what a problem is written in: text for chainrule, objects for the others
rivals.py     who computes the gradient, and what of that is timed
worker.py     one rival in a process of its own, which may be too slow or crash
race.py       all rivals in turn, round by round, within a budget
report.py     Markdown tables
aims.py       what the project promises, held against what was measured
"""
