"""The system's Chromium, for browser tests and screenshots."""

from dev.system import require_program

# A container has no user namespaces for Chromium's sandbox, and a small /dev/shm.
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--hide-scrollbars"]


def path() -> str:
    """Where Chromium is, installed with apt when it is missing and we may."""
    return require_program("chromium")
