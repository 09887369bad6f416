"""Ports on the loopback address, the only one that anything here listens on."""

import os
import socket

from dev.terminal import fail

HOST = "127.0.0.1"
HIGHEST = 65535


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a server could listen on this port now."""
    with socket.socket() as probe:
        # As servers do, so that a port that has just been closed is not called busy.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def chosen_port(default: int, target: str) -> int:
    """The port from `PORT`, refused with one sentence when it is no port or already in use."""
    text = os.environ.get("PORT") or str(default)
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= HIGHEST):
        fail(f"PORT={text} is geen poort; kies een getal van 1 tot en met {HIGHEST}.")
    port = int(text)
    if not is_free(port):
        fail(
            f"Poort {port} is al bezet. Draait het al? Kies anders een andere: make {target} PORT={port + 1}"
        )
    return port
