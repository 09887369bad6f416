"""Photograph the pages of `camera.toml` in a running portal: `python -m dev.camera URL [--readme] [rol|pagina ...]`."""

import html
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dev import chromium
from dev.paths import ROOT
from dev.terminal import fail, say

OUTPUT = ROOT / "screenshots"
README_OUTPUT = ROOT / "docs" / "beelden"
WIDTHS = (360, 768, 1280)
THEMES = {"licht": "light", "donker": "dark"}
HEIGHTS = {360: 780, 768: 1024, 1280: 900}
VISITOR = "bezoeker"
_LONGEST_PAGE = 12_000


@dataclass(frozen=True)
class Subject:
    """One page type: where it is, and for whom it is there."""

    name: str
    path: str
    follow: str = ""
    roles: tuple[str, ...] = ()
    status: int = 200
    readme: tuple[str, ...] = ()


@dataclass(frozen=True)
class Album:
    """What to photograph and how to log in."""

    password: str
    accounts: dict[str, str]
    subjects: tuple[Subject, ...]

    def pairs(self, wanted: set[str]) -> Iterator[tuple[str, list[Subject]]]:
        """Each role with the pages to photograph for it; `wanted` names roles and pages, empty means all."""
        names = {subject.name for subject in self.subjects}
        unknown = wanted - names - set(self.accounts)
        if unknown:
            fail(f"Onbekende rol of pagina: {', '.join(sorted(unknown))}.")
        for role in self.accounts:
            if wanted & set(self.accounts) and role not in wanted:
                continue
            chosen = [subject for subject in self.subjects if role in (subject.roles or self.accounts)]
            yield role, [subject for subject in chosen if not wanted & names or subject.name in wanted]


def album(path: Path) -> Album:
    """Read `camera.toml`."""
    data = tomllib.loads(path.read_text())
    subjects = []
    for row in data["pagina"]:
        lists = {key: tuple(row.get(key, ())) for key in ("roles", "readme")}
        subjects.append(
            Subject(row["name"], row["path"], row.get("follow", ""), status=row.get("status", 200), **lists)
        )
    return Album(data["wachtwoord"], data["accounts"], tuple(subjects))


def log_in(context: BrowserContext, email: str, password: str) -> None:
    """Log in through the portal's own form; ends the command when that does not work."""
    page = context.new_page()
    page.goto("/inloggen")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("form:has(input[name=password])").evaluate("form => form.requestSubmit()")
    page.wait_for_load_state("networkidle")
    if page.locator("input[name=password]").count():
        fail(f"Inloggen als {email} lukte niet.")
    page.close()


def open_subject(page: Page, subject: Subject) -> bool:
    """Whether the page of this subject is open now; says it when it is not there."""
    answer = page.goto(subject.path)
    if subject.follow:
        links = page.locator(subject.follow)
        if not links.count():
            say(f"  {subject.name}: geen link '{subject.follow}' op {subject.path}")
            return False
        answer = page.goto(links.first.get_attribute("href") or "")
    if answer is None or answer.status != subject.status:
        say(
            f"  {subject.name}: antwoord {answer.status if answer else 'geen'} in plaats van {subject.status}"
        )
        return False
    return True


def shoot(page: Page, target: Path, width: int, scheme: str, *, whole: bool = True) -> None:
    """One picture at one width in one colour scheme."""
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    target.parent.mkdir(parents=True, exist_ok=True)
    tall = whole and page.evaluate("document.documentElement.scrollHeight") < _LONGEST_PAGE
    page.screenshot(path=target, full_page=tall, animations="disabled")


def photograph(browser: Browser, url: str, found: Album, wanted: set[str]) -> int:
    """Every wanted picture; how many pages could not be photographed."""
    missed = 0
    for role, subjects in found.pairs(wanted):
        say(f"{role}: {len(subjects)} pagina's")
        context = browser.new_context(base_url=url, locale="nl-NL", timezone_id="Europe/Amsterdam")
        if role != VISITOR:
            log_in(context, found.accounts[role], found.password)
        page = context.new_page()
        for subject in subjects:
            if not open_subject(page, subject):
                missed += 1
                continue
            for width in WIDTHS:
                for name, scheme in THEMES.items():
                    shoot(page, OUTPUT / role / f"{subject.name}-{width}-{name}.png", width, scheme)
        context.close()
    return missed


def photograph_for_readme(browser: Browser, url: str, found: Album) -> int:
    """The few pictures that the README shows: `readme` names their role, width and theme."""
    missed = 0
    for subject in found.subjects:
        for words in subject.readme:
            role, width, theme = words.split()
            context = browser.new_context(base_url=url, locale="nl-NL", timezone_id="Europe/Amsterdam")
            if role != VISITOR:
                log_in(context, found.accounts[role], found.password)
            page = context.new_page()
            if open_subject(page, subject):
                target = README_OUTPUT / f"{subject.name}-{theme}-{width}.png"
                shoot(page, target, int(width), THEMES[theme], whole=False)
                say(f"  {target.relative_to(ROOT)}")
            else:
                missed += 1
            context.close()
    return missed


def write_index() -> None:
    """A page that shows every picture, to walk through them at a glance."""
    pictures = sorted(OUTPUT.glob("*/*.png"))
    figures = "\n".join(
        f'<figure><img loading="lazy" width="240" alt="" src="{html.escape(str(path.relative_to(OUTPUT)))}">'
        f"<figcaption>{html.escape(path.parent.name)}: {html.escape(path.stem)}</figcaption></figure>"
        for path in pictures
    )
    style = "body{font:16px sans-serif;display:flex;flex-wrap:wrap;gap:1rem}img{max-height:480px;object-fit:cover}"
    page = f'<!doctype html><html lang="nl"><title>Beelden</title><style>{style}</style>{figures}</html>'
    (OUTPUT / "index.html").write_text(page)
    say(f"{len(pictures)} beelden; bekijk ze samen in screenshots/index.html")


def main(words: list[str]) -> int:
    """Photograph what was asked for."""
    url, *rest = words
    found = album(Path(__file__).with_name("camera.toml"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.FLAGS)
        if "--readme" in rest:
            missed = photograph_for_readme(browser, url, found)
        else:
            missed = photograph(browser, url, found, set(",".join(rest).split(",")) - {""})
            write_index()
        browser.close()
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
