"""Rules of the house that no linter knows. Patterns are put together here, so that this file does not match itself."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "search", "werkbladen", "convenant", "kennis", "kring", "accounts", "basis")
LONGEST_FILE = 400
LONGEST_SETTINGS = 250
DRAWERS = {"utils", "helpers", "common", "misc"}
LATER = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3]) + r")\b")
MACHINE = re.compile(
    "|".join(["/wo" + "rk/", "/ro" + "ot/", "/home/" + r"\w", "/opt/" + "wheels", "/t" + r"mp/\w"])
)
REGISTRIES = re.compile(
    "|".join(
        re.escape(name + tail)
        for name, tail in [
            ("pypi", ".org"),
            ("pythonhosted", ".org"),
            ("registry.npm", "js.org"),
            ("repo1.ma", "ven.org"),
            ("repo.ma", "ven.apache.org"),
            ("deb.de", "bian.org"),
        ]
    )
)
ENGLISH_PAGE = re.compile(r"""<html[^>]*\blang=["']en""")
TEXT = {
    ".cfg",
    ".css",
    ".html",
    ".in",
    ".java",
    ".js",
    ".json",
    ".md",
    ".mjs",
    ".py",
    ".sh",
    ".svg",
    ".toml",
    ".txt",
}
TEXT |= {".xml", ".yaml", ".yml", ".properties", ".npmrc", ".ts", ".csv", ".ttl", ""}


def tracked() -> list[Path]:
    """Every file that git knows or would add, as far as it still exists."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


FILES = tracked()
PYTHON = [path for path in FILES if path.suffix == ".py"]


def matching(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    """`file:line` of every line that matches."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        if path.suffix in TEXT
        for number, line in enumerate(path.read_text(errors="ignore").splitlines(), 1)
        if pattern.search(line)
    ]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_no_python_file_is_too_long() -> None:
    # Django writes the migrations.
    ours = [path for path in PYTHON if path.parent.name != "migrations"]
    assert {str(path.relative_to(ROOT)): lines(path) for path in ours if lines(path) > LONGEST_FILE} == {}


def test_the_settings_stay_readable() -> None:
    assert lines(ROOT / "portal" / "settings" / "base.py") < LONGEST_SETTINGS


def test_every_function_lives_with_its_concept() -> None:
    named = [
        path for path in PYTHON if path.stem in DRAWERS or DRAWERS & set(path.relative_to(ROOT).parts[:-1])
    ]
    assert named == []


def test_nothing_is_left_for_later() -> None:
    assert matching(LATER, [path for path in FILES if path.name != "package-lock.json"]) == []


def test_no_file_names_a_machine() -> None:
    assert matching(MACHINE, FILES) == []


def test_no_file_names_a_package_registry() -> None:
    assert matching(REGISTRIES, FILES) == []


def test_every_page_says_it_is_dutch() -> None:
    assert matching(ENGLISH_PAGE, [path for path in FILES if path.suffix == ".html"]) == []


ENVIRONMENT = {"environ", "get" + "env"}


def takes_a_value(node: ast.AST) -> bool:
    """Whether this piece of code reads the process environment; a default for Django's settings is no reading."""
    match node:
        case ast.ImportFrom(module="os", names=names) | ast.Import(names=names):
            return any(name.name in ENVIRONMENT for name in names)
        case ast.Subscript(value=ast.Attribute(attr=name)):
            return name in ENVIRONMENT
        case ast.Attribute(value=ast.Attribute(attr=name), attr=method):
            return name in ENVIRONMENT and method != "setdefault"
        case ast.Attribute(value=ast.Name(id="os"), attr=name):
            return name == "get" + "env"
    return False


def reads_the_environment(path: Path) -> bool:
    return any(takes_a_value(node) for node in ast.walk(ast.parse(path.read_text())))


def test_one_place_reads_the_environment() -> None:
    ours = [path for path in PYTHON if path.relative_to(ROOT).parts[0] in (*PACKAGES, "manage.py")]
    readers = [str(path.relative_to(ROOT)) for path in ours if reads_the_environment(path)]
    assert readers == ["portal/settings/env.py"]


def test_every_package_is_a_layer() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/apps.py")} | {
        path.parent.name for path in ROOT.glob("*/models")
    }
    assert folders <= set(PACKAGES)


def template_names() -> list[str]:
    """Every template of ours, by the name under which Django finds it."""
    folders = [ROOT / "templates"]
    folders += [
        Path(config.path) / "templates"
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in PACKAGES
    ]
    return sorted(
        str(path.relative_to(folder))
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {".html", ".txt", ".xml", ".svg"}
    )


@pytest.mark.parametrize("name", template_names())
def test_every_template_compiles(name: str) -> None:
    get_template(name)
