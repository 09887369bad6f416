"""`python -m search.extraction FILE`: writes the result as JSON."""

import logging
import sys
from pathlib import Path

from search.extraction import limits
from search.extraction.files import extract


def main(path: str) -> None:
    """Read one file within the limits."""
    limits.take()
    # Complaints of a library about a broken file are no news.
    logging.disable(logging.CRITICAL)
    sys.stdout.write(extract(Path(path)).dumps())


if __name__ == "__main__":
    main(sys.argv[1])
