"""What editors decided, as this process knows it: synonyms, promoted pages, ignored questions, and how kringen are called.

`refresh()` asks for one small mark and reads the rest only when that changed, so a decision works in every process at
its next question.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models.signals import post_delete, post_save

from kring.models import Kring
from search.models import GenegeerdeVraag, Redactiestand, Synoniem, Uitgelicht
from search.models.synoniem import Name

UNREAD = object()


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything at one moment. Promoted pages carry their period; whether they hold is asked at each question."""

    mark: object = UNREAD
    """None when nothing was ever decided; `UNREAD` before anything was read."""
    pairs: tuple[tuple[Name, tuple[Name, ...]], ...] = ()
    """Names with the names that are then looked for as well."""
    words: frozenset[str] = frozenset()
    """All words of those names; none of them is a typing error."""
    promoted: dict[Name, tuple[Uitgelicht, ...]] = field(default_factory=dict)
    """For the stems of a question what was promoted for it."""
    ignored: frozenset[str] = field(default_factory=frozenset)
    kringen: dict[str, str] = field(default_factory=dict)
    """Short address to title of every published kring."""


_known = Decisions()


def known() -> Decisions:
    """What was read last, without asking the database."""
    return _known


def refresh() -> Decisions:
    """What holds now."""
    global _known  # noqa: PLW0603 - one value of the process, replaced as a whole
    mark = Redactiestand.mark()
    if mark != _known.mark:
        _known = _read(mark)
    return _known


def is_ignored(question: str) -> bool:
    """Whether editors said that this question is not worth counting."""
    return question in _known.ignored


def connect() -> None:
    """Give the mark another value with every change, also of what goes along when a page is deleted."""
    for model in (Synoniem, Uitgelicht, GenegeerdeVraag, Kring):
        for signal in (post_save, post_delete):
            signal.connect(
                _changed, sender=model, dispatch_uid=f"search-decided-{model.__name__}-{id(signal)}"
            )


def _changed(**_: Any) -> None:
    Redactiestand.changed()


def forget() -> None:
    """Know nothing, as a process that just started."""
    global _known  # noqa: PLW0603
    _known = Decisions()


def _promoted() -> dict[Name, tuple[Uitgelicht, ...]]:
    found: dict[Name, tuple[Uitgelicht, ...]] = {}
    for row in Uitgelicht.objects.select_related("pagina"):
        for question in row.questions():
            found[question] = (*found.get(question, ()), row)
    return found


def _read(mark: object) -> Decisions:
    pairs = tuple(pair for row in Synoniem.objects.filter(actief=True) for pair in row.pairs())
    return Decisions(
        mark=mark,
        pairs=pairs,
        words=frozenset(word for name, others in pairs for one in (name, *others) for word in one),
        promoted=_promoted(),
        ignored=frozenset(GenegeerdeVraag.objects.values_list("vraag", flat=True)),
        kringen=dict(Kring.objects.live().values_list("slug", "title")),
    )
