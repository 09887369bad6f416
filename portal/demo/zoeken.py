"""Search in the demo: decisions of editors, and questions that the demo really asks, marked as its own."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from basis import outbox
from basis.models import OutboxBericht
from basis.visibility import OPENBAAR
from portal.demo.lezen import yaml_file
from search import api
from search.actions import BewaarSynoniem, LichtUit
from search.counting import Counts, Key, write_counts
from search.engines import get_engine
from search.engines.base import EngineUnavailable
from search.models import Synoniem, Uitgelicht, Zoekdag
from search.privacy import storable

ASK = "demo.zoeken"


def laad_zoeken(accounts: dict[str, User]) -> None:
    """Synonyms and a promoted page; the questions are asked by a worker, as soon as there is an index."""
    content, editor = yaml_file("zoeken", "zoeken.yaml"), accounts["redactie"]
    for row in content["synoniemen"]:
        if not Synoniem.objects.filter(links=row["links"]).exists():
            BewaarSynoniem(actor=editor, synoniem=Synoniem(**row, demonstratie=True)).execute()
    for row in content["uitgelicht"]:
        page = Page.objects.filter(slug=row["pagina"]).first()
        if page is not None and not Uitgelicht.objects.filter(woorden=row["woorden"]).exists():
            promoted = Uitgelicht(**(row | {"pagina": page}), demonstratie=True)
            LichtUit(actor=editor, uitgelicht=promoted).execute()
    if not Zoekdag.objects.exists():
        outbox.enqueue(ASK, {}, key=ASK)


@outbox.handler(ASK, slow=True)
def ask(message: OutboxBericht) -> None:
    """Ask every question of the demo and count it. Raises `TryLater` until there is an index to ask."""
    if Zoekdag.objects.filter(demonstratie=True).exists():
        return
    try:
        if get_engine().analysis_version() is None:
            raise outbox.TryLater("there is no index yet")
        counted = dict(_asked(row) for row in yaml_file("zoeken", "zoeken.yaml")["vragen"])
    except EngineUnavailable as error:
        raise outbox.TryLater(str(error)) from error
    with transaction.atomic():
        write_counts(counted)


def _asked(row: dict[str, Any]) -> tuple[Key, Counts]:
    found = api.search(api.SearchRequest(text=row["vraag"], principals=frozenset({OPENBAAR})))
    times, opened = row["keer"], row["geopend"] if found.total else 0
    counts = Counts(
        gezocht=times, zonder_resultaat=0 if found.total else times, geklikt=opened, plaatsen=opened
    )
    return Key(timezone.localdate(), storable(row["vraag"]), demonstratie=True), counts
