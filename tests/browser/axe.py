"""Ask axe-core what is inaccessible on a page, at both widths and in both colour schemes."""

from collections.abc import Iterator
from functools import cache

from playwright.sync_api import Page

from dev.paths import ROOT

WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
HEIGHT = 900
# Of all rules only these look at colours; the rest sees the same in the dark.
COLOUR_RULES = ("color-contrast", "link-in-text-block")
_RUN = """async rules => {
  const options = {resultTypes: ["violations"], preload: false};
  if (rules.length) options.runOnly = {type: "rule", values: rules};
  const found = await axe.run(document, options);
  return found.violations.map(one => `${one.id}: ${one.help}\\n` +
    one.nodes.slice(0, 4).map(node => `    ${node.target.join(" ")}  ${(node.failureSummary ?? "").replace(/\\s+/g, " ")}`)
      .join("\\n"));
}"""


@cache
def _source() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds on the page as it is now; `rules` limits it to some."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_source())
    found: list[str] = page.evaluate(_RUN, list(rules))
    return found


def views(page: Page) -> Iterator[tuple[int, str]]:
    """Put the page in each width and each colour scheme, light first."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
            yield width, scheme


def everything_wrong(page: Page) -> list[str]:
    """Every violation at both widths, light and dark, and whether it scrolls sideways at 320 px."""
    wrong = []
    for width, scheme in views(page):
        rules = COLOUR_RULES if scheme == "dark" else ()
        wrong += [f"{width} px, {scheme}: {line}" for line in violations(page, *rules)]
        if width == min(WIDTHS) and scheme == "light":
            wrong += too_wide(page)
    return wrong


def too_wide(page: Page) -> list[str]:
    """The elements that make the page scroll sideways; none when it does not."""
    if page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
        return []
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .slice(0, 6).map(one => `${one.tagName.toLowerCase()}.${one.className}`)"""
    )
    return [f"scrolt opzij: {', '.join(found)}"]
