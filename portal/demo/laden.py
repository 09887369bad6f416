"""Loading the whole demo. What is there already stays as it is."""

from collections.abc import Iterator

from django.utils import timezone

from basis.models import OutboxBericht
from portal.demo import bestanden, mensen, teksten, werk, zoeken
from portal.inrichten import inrichten


def laad() -> Iterator[str]:
    """Load everything, and tell each step as it begins. Run it in one transaction: no half demo."""
    started = timezone.now()
    yield "site en paginaboom"
    inrichten()
    yield "accounts en kringen"
    accounts = mensen.laad_accounts()
    mensen.laad_kringen(accounts)
    yield "convenanten"
    teksten.laad_convenanten()
    yield "organisaties en deelnames"
    mensen.laad_organisaties(accounts)
    yield "begrippen"
    teksten.laad_begrippen()
    teksten.laad_verzamelingen()
    yield "praktijk en artikelen"
    teksten.laad_praktijk()
    teksten.laad_paginas()
    teksten.laad_werkbladen()
    yield "projecten"
    werk.laad_projecten(accounts)
    yield "lessen"
    werk.laad_lessen(accounts)
    werk.laad_toepassingen()
    yield "bijeenkomsten"
    werk.laad_bijeenkomsten()
    yield "bestanden"
    bestanden.laad_bestanden()
    yield "zoeken"
    zoeken.laad_zoeken(accounts)
    # What the demo tells happened years ago: nobody gets mail about it now.
    OutboxBericht.objects.pending().filter(kind="mail.send", created_at__gte=started).delete()
