"""Imports point one way: a module may import from its own layer or from a lower one."""
from __future__ import annotations

import ast
from pathlib import Path

import pytest

# From low to high. A name stands for the module, or for the package with everything in it.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("language", "errors", "greek", "view"),
    ("formula",),
    ("primes",),
    ("page",),
    ("rules",),
    ("notation",),
    ("tree",),
    ("reading",),
    ("graph", "decimals", "building", "tidy", "partials", "sympy_tree", "symbols", "cases", "blocks", "copying"),
    ("templates",),
    ("gates",),
    ("adjoints",),
    ("derivation",),
    ("factored", "costs"),
    ("values",),
    ("ties",),
    ("solving",),
    ("conditions",),
    ("passes", "point", "contributions", "tangents"),
    ("verification", "level_curve"),
    ("tracing",),
    ("math",),
    ("writing", "naming"),
    ("cutting", "opening"),
    ("stages", "implicit_story"),
    ("inside",),
    ("sentences", "arranged"),
    ("letters", "reasons"),
    ("chapters",),
    ("kinks", "school", "many_paths"),
    ("notes", "numbered", "brief"),
    ("inside_blocks", "modes"),
    ("drawing",),
    ("explanation", "implicit_page"),
    ("render",),
    ("faces",),
    ("derivative", "domain", "implicit_explained"),
    ("jacobian",),
    ("hessian",),
    ("staging",),
    ("pipeline",),
    ("decorated",),
    ("implicit",),
    ("lessons",),
    ("catalogue",),
    ("complaint",),
    ("usage",),
    ("arguments", "files"),
    ("server",),
    ("answering", "console"),
    ("cli",),
    ("notebook", "__main__"),
)
# The package itself hands out what the pipeline offers, and is imported by nobody inside.
TOP = "__init__"
# What only some layers may import: the package, and the lowest layer that may.
OUTSIDE = {"typer": "cli", "click": None, "rich": "render"}

PACKAGE = Path(__file__).parent.parent / "chainrule"
HEIGHT = {name: height for height, names in enumerate(LAYERS) for name in names}
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def part_of(module: Path) -> str:
    """The name by which a module stands in LAYERS: its own, or that of its package."""
    return module.parts[0].removesuffix(".py")


def imports(module: Path) -> set[str]:
    """Everything that a module imports, at its top or inside a function, as absolute dotted names."""
    package = ["chainrule", *module.parts[:-1]]
    found: set[str] = set()
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[:len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *filter(None, [node.module])])
            found |= {f"{start}.{alias.name}" if start == "chainrule" else start for alias in node.names}
    return found


def inside(module: Path) -> set[str]:
    """The parts of chainrule that a module imports."""
    return {name.split(".")[1] for name in imports(module) if name.startswith("chainrule.")}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_module_stands_in_one_layer(module: Path) -> None:
    assert part_of(module) == TOP or part_of(module) in HEIGHT, f"{module} has no layer: add it to LAYERS"


@pytest.mark.parametrize("module", [m for m in MODULES if part_of(m) in HEIGHT], ids=str)
def test_imports_point_down(module: Path) -> None:
    above = {name for name in inside(module) & set(HEIGHT) if HEIGHT[name] > HEIGHT[part_of(module)]}
    assert not above, f"{module} imports from above: {', '.join(sorted(above))}"


@pytest.mark.parametrize("module", [m for m in MODULES if part_of(m) in HEIGHT], ids=str)
def test_what_is_outside_is_imported_only_above_its_layer(module: Path) -> None:
    for name in {name.split(".")[0] for name in imports(module)} & set(OUTSIDE):
        lowest = OUTSIDE[name]
        assert lowest is not None and HEIGHT[part_of(module)] >= HEIGHT[lowest], f"{module} imports {name}"


@pytest.mark.parametrize("module", [m for m in MODULES if part_of(m) not in ("cli", "console", "__main__")], ids=str)
def test_only_the_command_line_prints_or_exits(module: Path) -> None:
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "exit", "quit", "sys.exit", "os._exit", "sys.stdout.write",
                                  "sys.stderr.write"), f"{module}, line {node.lineno}: {called}"
        if isinstance(node, ast.Raise) and node.exc is not None:
            assert "SystemExit" not in ast.unparse(node.exc), f"{module}, line {node.lineno}: SystemExit"
