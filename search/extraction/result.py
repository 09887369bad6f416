"""What reading a file gives: its text, or why there is none."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class State(StrEnum):
    """How reading ended."""

    GELEZEN = "gelezen"
    GEEN_TEKST = "geen_tekst"
    KAPOT = "kapot"
    BEVEILIGD = "beveiligd"
    ANDERE_SOORT = "andere_soort"
    TE_GROOT = "te_groot"
    TE_LANG = "te_lang"


@dataclass(frozen=True, slots=True)
class Result:
    """The text of a file with the number of its pages (0: not known), or a state that says why not."""

    state: State
    text: str = ""
    pages: int = 0
    cut: bool = False
    """Whether the file has more text than was read."""

    def dumps(self) -> str:
        """As JSON, in ASCII, whatever characters the text holds."""
        return json.dumps(asdict(self))

    @classmethod
    def loads(cls, given: str) -> "Result":
        """What `dumps` wrote. Raises `ValueError` for anything else."""
        try:
            values = json.loads(given)
            text, pages, cut = str(values["text"]), int(values["pages"]), bool(values["cut"])
            return cls(State(values["state"]), text, pages, cut)
        except (KeyError, TypeError) as error:
            raise ValueError("dit is geen uitkomst van het lezen van een bestand") from error


class Unreadable(Exception):
    """The file gives no text; `state` says why."""

    def __init__(self, state: State) -> None:
        super().__init__(state.value)
        self.state = state
