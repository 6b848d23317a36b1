"""The house keeps its form: floors, names, sizes, and what the core may not do."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORE = sorted((ROOT / "sales_core").rglob("*.py"))
PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]
OTHERS = [path for name in ("tests", "benchmarks") for path in (ROOT / name).rglob("*.py")]

MEANINGLESS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "service", "misc"}
LONGEST = 250


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """Give the line and the dotted name of everything a module calls or looks up."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)
        elif isinstance(node, ast.Attribute):
            yield node.lineno, ast.unparse(node)


def imported(path: Path) -> set[str]:
    """Give the top packages that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def named(paths: Iterable[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def using(paths: Iterable[Path], *names: str) -> list[str]:
    """Give where any of some names is called or looked up."""
    return [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in paths
        for line, name in calls(path)
        if name in names
    ]


def test_imports_go_downward_only() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_file_has_a_name_that_says_what_is_in_it() -> None:
    assert named(path for path in (*CORE, *PAGES, *OTHERS) if path.stem in MEANINGLESS) == []


def test_a_module_is_read_in_one_go() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in (*CORE, *PAGES)}
    assert named(path for path, length in lengths.items() if length > LONGEST) == []


def test_the_core_knows_no_user_interface() -> None:
    assert named(path for path in CORE if imported(path) & {"streamlit", "altair"}) == []


def test_no_amount_becomes_a_float() -> None:
    assert using(CORE, "float", "np.float64", "numpy.float64") == []
    texts = ("astype(float)", "float64", "to_numeric")
    assert named(p for p in CORE if any(text in p.read_text("utf-8") for text in texts)) == []


def test_only_the_command_line_speaks() -> None:
    speaking = ("print", "sys.stdout", "sys.stderr", "click.echo")
    assert using((path for path in CORE if "cli" not in path.parts), *speaking) == []
    assert using((path for path in CORE if "cli" in path.parts), "print") == []


def test_clock_and_environment_are_passed_in() -> None:
    inside = [path for path in CORE if not {"cli", "api"} & set(path.parts)]
    world = ("os.environ", "os.getenv", "datetime.now", "datetime.utcnow", "date.today")
    assert using(inside, *world, "time.time", "time.monotonic") == []


def test_pages_ask_the_core_and_no_database() -> None:
    asking = {"sqlalchemy", "sqlite3", "alembic", "psycopg"}
    assert named(path for path in PAGES if imported(path) & asking) == []
