"""What waits for an editor or administrator, counted."""

from datetime import timedelta
from typing import TypedDict

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from basis.models import OutboxBericht
from kennis.models import Begrip, Les
from kring.models import Aanmelding


class DashboardRow(TypedDict):
    """One thing that waits."""

    aantal: int
    tekst: str
    url: str
    dringend: bool


REVIEW_AFTER = timedelta(days=365)


def dashboard_rows(user: User) -> list[DashboardRow]:
    """What waits for `user`; rows with nothing in them stay, so that one sees that it was looked at."""
    today = timezone.localdate()
    pages, explore = Page.objects.filter(has_unpublished_changes=True), reverse("wagtailadmin_explore_root")
    rows = [
        _row(pages.count(), _("pagina's met wijzigingen die nog niet zijn gepubliceerd"), explore),
        _row(
            Begrip.objects.current().filter(peildatum__lt=today - REVIEW_AFTER).count(),
            _("begrippen met een peildatum van meer dan een jaar geleden"),
            explore,
        ),
        _row(
            Les.objects.live().filter(herzien_op__lte=today).count(),
            _("lessen die opnieuw bekeken moeten worden"),
            explore,
        ),
    ]
    if user.is_superuser:
        dead = OutboxBericht.objects.dead().count()
        rows += [
            _row(
                Aanmelding.objects.pending().count(),
                _("aanmeldingen die op een coördinator wachten"),
                _longest_waiting(user),
            ),
            _row(
                OutboxBericht.objects.pending().count(),
                _("bijwerkingen in de wachtrij"),
                reverse("outboxbericht:index"),
            ),
            _row(
                dead, _("bijwerkingen die zijn opgegeven"), reverse("outboxbericht:index"), urgent=bool(dead)
            ),
        ]
    return rows


def _longest_waiting(user: User) -> str:
    """The request to join that waits longest."""
    waiting = Aanmelding.objects.pending().visible_to(user).order_by("aangemeld_op")
    oldest = waiting.values_list("pk", flat=True).first()
    return reverse("kring:aanmelding", args=[oldest]) if oldest else "/kenniskringen"


def _row(number: int, text: str, url: str, *, urgent: bool = False) -> DashboardRow:
    return {"aantal": number, "tekst": text, "url": url, "dringend": urgent}
