"""Commands for whoever works on the portal; the Makefile calls them.

Standard library only, so that they run before anything is installed (`dev.camera` and `dev.prepare` run after that).
"""

import sys

# Here, because the modules below use what an older Python cannot even read.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "Dit is Python {}.{}; nodig is 3.11 of nieuwer. Staat die ernaast? Zet dan PYTHON=python3.11 achter make.".format(
            *sys.version_info[:2]
        )
    )
