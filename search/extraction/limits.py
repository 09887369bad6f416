"""How much one file may ask of the machine."""

import resource

MOST_BYTES = 50_000_000
"""The largest file that is read."""
MOST_UNPACKED = 60_000_000
"""What the parts of an office file that hold text may be when unpacked."""
MOST_PARTS = 5_000
MOST_PAGES = 500
MOST_TEXT = 1_000_000
"""Characters of text that are kept: some 300 pages full of words."""
CPU_SECONDS = 15
MEMORY = 512 * 1024 * 1024
WALL_SECONDS = 45.0
"""Less than the lease of an outbox message."""
OPEN_FILES = 32


def take() -> None:
    """Hold this process to the limits: time on the processor, memory, no files written, no core dumps."""
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
