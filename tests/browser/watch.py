"""Listen to what a browser complains about while it shows a page."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request

# Asked for by the test itself: the page that is not there.
EXPECTED = ("the server responded with a status of 404", "the server responded with a status of 400")
_TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event =>
  console.error(`CSP: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`));
"""


@dataclass
class Watch:
    """What was heard on one page."""

    origin: str
    complaints: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """A line on the console; only errors count."""
        if message.type == "error" and not any(words in message.text for words in EXPECTED):
            self.complaints.append(f"console op {message.page.url if message.page else '?'}: {message.text}")

    def hear_exception(self, error: Error) -> None:
        """A script that stumbled."""
        self.complaints.append(f"script: {error}")

    def see(self, request: Request) -> None:
        """A request; one to another origin is refused by the design."""
        parts = urlsplit(request.url)
        if (
            parts.scheme in {"http", "https", "ws", "wss"}
            and f"{parts.scheme}://{parts.netloc}" != self.origin
        ):
            self.complaints.append(f"verzoek naar een ander: {request.url}")


def watch(page: Page, origin: str) -> Watch:
    """Listen to this page from now on, also on the pages that it goes to."""
    found = Watch(origin)
    page.add_init_script(_TELL_VIOLATIONS)
    page.on("console", found.hear)
    page.on("pageerror", found.hear_exception)
    page.on("request", found.see)
    return found
