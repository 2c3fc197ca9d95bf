"""What the Tab key offers in the shells that are here, and that the command line keeps off Typer's private parts."""
from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import chainrule
from chainrule.cli import options
from chainrule.library import guide

ROOT = Path(__file__).parent.parent.parent
EVERY = set(options.COMMANDS)


def environment(folder: Path, language: str = "en") -> dict[str, str]:
    """With a `chainrule` to be found by the shell, and a home of its own."""
    made = folder / "bin" / "chainrule"
    made.parent.mkdir(exist_ok=True)
    made.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m chainrule "$@"\n')
    made.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "CHAINRULE", "_TYPER"))}
    return {**kept, "PATH": f"{made.parent}:{kept['PATH']}", "HOME": str(folder), "PYTHONPATH": str(ROOT),
            "CHAINRULE_LANG": language, "LC_ALL": "C.UTF-8"}


def said_by(shell: str, script: str, folder: Path, language: str = "en") -> str:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, "-c", script], cwd=folder, env=environment(folder, language), capture_output=True,
                          text=True, timeout=120, check=False)
    assert done.stderr == "", done.stderr
    return done.stdout


# What has been typed, word by word, and what is offered then: at least, or exactly.
OFFERED: tuple[tuple[tuple[str, ...], set[str]], ...] = (
    (("",), EVERY), (("di",), {"diff"}), (("--lang", "k"), {"ko"}), (("--lang", "ko", "le"), {"learn", "lesson"}),
    (("diff", "'(x+y)*z'", "--format", ""), {"text", "markdown", "latex", "html", "json"}),
    (("graph", "'-x^2'", "-f", "t"), {"text", "tikz"}), (("diff", "--mo"), {"--mode"}),
    (("diff", "--mode", "r"), {"reverse"}), (("learn", "x", "--chart", "p"), {"path"}),
    (("guide", ""), set(guide.TOPICS)), (("lesson", "chain"), {"chain-rule"}),
    (("network", "--bias", ""), {"each", "layer", "none"}),
)


def test_bash(tmp_path: Path) -> None:
    tries = "\n".join(f"COMP_WORDS=(chainrule {' '.join(w if w else chr(39) * 2 for w in words)}); "
                      f"COMP_CWORD={len(words)}; _chainrule_completion chainrule; echo ${{COMPREPLY[*]}}"
                      for words, _ in OFFERED)
    said = said_by("bash", f'eval "$(chainrule --show-completion)"\n{tries}', tmp_path)
    assert [set(line.split()) for line in said.splitlines()] == [names for _, names in OFFERED]


def test_fish(tmp_path: Path) -> None:
    tries = "\n".join(f"complete -C {shlex.quote(' '.join(('chainrule', *words)))}; echo ." for words, _ in OFFERED)
    said = said_by("fish", f"chainrule --show-completion | source\n{tries}", tmp_path, "ko")
    offered = [{line.partition("\t")[0] for line in part.splitlines() if line} for part in said.split(".\n")[:-1]]
    assert [names - {"bin/"} for names in offered] == [names for _, names in OFFERED]
    assert "diff\t도함수를 연쇄 법칙으로 설명합니다\n" in said


def test_zsh(tmp_path: Path) -> None:
    """The line that zsh evaluates: it takes only what its own `_arguments` can read."""
    tries = "\n".join(f"words=(chainrule {' '.join(w if w else chr(39) * 2 for w in words)}); CURRENT=$#words; "
                      "_chainrule_completion; print ." for words, _ in OFFERED)
    own = 'compdef() {}\n_arguments() { print -r -- "$1" }\n_files() { print -r -- files }\n'
    said = said_by("zsh", f'{own}eval "$(chainrule --show-completion)"\n{tries}', tmp_path)
    for part, (_, names) in zip(said.split("\n.\n"), OFFERED, strict=False):
        assert part.startswith("*: :((") and part.endswith("))")
        assert set(re.findall(r'(?:^|\s)"([^"]+)"', part[6:-2])) == names


@pytest.mark.parametrize(("shell", "where"), [("bash", ".bash_completions/chainrule.sh"), ("zsh", ".zfunc/_chainrule"),
                                              ("fish", ".config/fish/completions/chainrule.fish")])
def test_installed_for_the_shell_that_runs_it(shell: str, where: str, tmp_path: Path) -> None:
    said_by(shell, "chainrule --install-completion; true", tmp_path)
    assert "chainrule" in (tmp_path / where).read_text()


@pytest.mark.parametrize("name", options.COMMANDS)
def test_every_option_of_every_command_is_offered(name: str, tmp_path: Path) -> None:
    kept = {**environment(tmp_path), "_CHAINRULE_COMPLETE": "complete_bash", "COMP_WORDS": f"chainrule {name} -",
            "COMP_CWORD": "2"}
    done = subprocess.run([sys.executable, "-m", "chainrule"], env=kept, capture_output=True, text=True, check=True)
    wanted = {sign for option in options.COMMANDS[name].options for sign in option.signs} - {"--version"}
    assert set(done.stdout.split()) == wanted, "all but --version, which every command takes too"


def test_completion_does_without_sympy() -> None:
    asked = ("import os, sys\nos.environ.update(_CHAINRULE_COMPLETE='complete_bash', COMP_WORDS='chainrule diff --fo', "
             "COMP_CWORD='2')\nimport chainrule.cli.app as c\n"
             "try: c.app([], prog_name='chainrule')\nexcept SystemExit: pass\n"
             "print('sympy' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines() == ["--form", "--format", "--force", "False"]


@pytest.mark.parametrize("path", sorted((Path(chainrule.__file__).parent / "cli").glob("*.py")), ids=lambda p: p.stem)
def test_nothing_private_of_typer_is_used(path: Path) -> None:
    """No name with an underscore is taken from anything but an object of our own."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in ("typer", "click"):
            names = [*(node.module or "").split("."), *(each.name for each in node.names)]
            assert not [name for name in names if name.startswith("_") or name == "click"], f"line {node.lineno}"
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            owner = ast.unparse(node.value)
            assert owner in ("self", "cls"), f"line {node.lineno}: {owner}.{node.attr}"
