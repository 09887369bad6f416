"""A portal with the demo content for tests to use and to copy: made once, kept in `.cache` as long as it stays true."""

import os
import shutil
import subprocess
from pathlib import Path

from dev.inputs import PACKAGES, whole_stamp
from dev.lock import only_one
from dev.paths import CACHE, ROOT, python
from dev.stamp import Stamp, digest, files_below

FOLDER = CACHE / "test-demo"
LOCK = CACHE / "test-demo.lock"
# Data of a portal in its folder; what else is there (static files) depends on no model.
_DATA = ("*.sqlite3*", "*.stamp", "media", "secret_key", "demo-accounts.txt")


def _what_the_content_is_made_from() -> Stamp:
    """Models, migrations, actions and the demo: when one changes, the content is loaded afresh."""
    made_by = {"actions", "actions.py", "demo", "migrations", "models", "models.py"}
    files = files_below(*(ROOT / package for package in PACKAGES))
    return Stamp(
        FOLDER / "snapshot.stamp",
        digest(file for file in files if made_by & set(file.relative_to(ROOT).parts)),
    )


def _remove_data() -> None:
    for path in (found for pattern in _DATA for found in FOLDER.glob(pattern)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _run(*words: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    process = subprocess.run(
        [python(), *words],
        cwd=ROOT,
        env=environment | {"KENNISKRING_VAR": str(FOLDER), "DJANGO_SETTINGS_MODULE": "portal.settings.demo"},
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        raise RuntimeError(f"de demo kon niet worden geladen:\n{process.stdout}{process.stderr}"[-4000:])


def _prepare() -> None:
    """What `make start` does before it serves, and what its worker does after that, in this folder."""
    _run("-m", "dev.prepare")
    _run("manage.py", "worker", "--once")


def demo_folder() -> Path:
    """The folder of the demo portal (`KENNISKRING_VAR`), made when it is missing or old. Do not write in it."""
    with only_one(LOCK):
        content = _what_the_content_is_made_from()
        if not content.is_fresh():
            _remove_data()
        if not Stamp(FOLDER / "start.stamp", whole_stamp().value).is_fresh():
            _prepare()
        content.mark()
    return FOLDER


def copy_of_demo(target: Path) -> Path:
    """A copy to write in; the static files are shared."""
    source = demo_folder()
    with only_one(LOCK):
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("static"), dirs_exist_ok=True)
        static = target / "static"
        if not static.exists():
            static.symlink_to(source / "static", target_is_directory=True)
        # What somebody changed since then is no reason to prepare the copy again.
        Stamp(target / "start.stamp", whole_stamp().value).mark()
    return target
