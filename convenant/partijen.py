"""Who can be party to a project: municipalities that make one, kringen that discuss it, participants that share."""

from collections.abc import Sequence

from django.db.models import QuerySet

from basis.visibility import Viewer
from kring.models import Deelname, Kring, Organisatie


def gemeenten_of(viewer: Viewer) -> list[Organisatie]:
    """The municipalities that `viewer` works for and that take part in a kring now, by name; one query."""
    if not viewer.is_authenticated:
        return []
    members = Deelname.objects.current().values("organisatie")
    own = Organisatie.objects.of_person(viewer).filter(soort=Organisatie.Soort.GEMEENTE, pk__in=members)
    return list(own.order_by("naam"))


def kringen_of(gemeenten: Sequence[Organisatie]) -> list[Kring]:
    """The published kringen that any of `gemeenten` takes part in now, by name; one query."""
    rows = Deelname.objects.current().filter(organisatie__in=gemeenten).values("kring")
    return list(Kring.objects.live().filter(pk__in=rows).order_by("title"))


def deelnemers_van(kring: Kring) -> QuerySet[Organisatie]:
    """The organisations that take part in `kring` now, by name."""
    rows = Deelname.objects.current().of_kring(kring).values("organisatie")
    return Organisatie.objects.filter(pk__in=rows).order_by("naam")
