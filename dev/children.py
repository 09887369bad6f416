"""Tie a child process to us, also when we are killed and cannot stop it ourselves."""

import ctypes
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def end_with_parent(number: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn`: the kernel sends this signal to the child when its parent is gone (Linux only)."""

    def ask_the_kernel() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)

    return ask_the_kernel
