"""What is new in kennis, as Atom: changed terms, and the lessons and cases that everybody may read."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from basis.feeds import WORDS, PaginaFeed, last_changed, readable
from kennis.kaarten import first_words
from kennis.models import Begrip, Casus, Les


class BegrippenFeed(PaginaFeed):
    """Terms that are new or changed."""

    title = _("Gewijzigde begrippen")
    subtitle = _("Begrippen die nieuw zijn of zijn gewijzigd.")
    link = "/begrippen"
    kind = "begrip"

    def items(self) -> QuerySet[Begrip]:
        """The terms that changed last."""
        return last_changed(Begrip.objects.prefetch_related("wijzigingen"))

    def item_key(self, item: Page) -> str:
        """The fixed reference of the term."""
        return str(item.ref)

    def item_description(self, item: Page) -> str:
        """What changed, and the definition."""
        text = _("%(definitie)s Wijziging: %(notitie)s") if item.laatste_wijziging else "%(definitie)s"
        return readable(text % {"definitie": item.definitie, "notitie": item.laatste_wijziging})


class LessenFeed(PaginaFeed):
    """Public lessons."""

    title = _("Nieuwe lessen")
    subtitle = _("Lessen van kenniskringen die iedereen mag lezen.")
    link = "/lessen"
    kind = "les"

    def items(self) -> QuerySet[Les]:
        """The lessons that were shared or changed last."""
        return last_changed(Les.objects.all())

    def item_description(self, item: Page) -> str:
        """How the lesson begins."""
        return readable(first_words(item.situatie, WORDS))


class PraktijkFeed(PaginaFeed):
    """Cases from practice."""

    title = _("Nieuwe voorbeelden uit de praktijk")
    subtitle = _("Praktijkcases die nieuw zijn of zijn gewijzigd.")
    link = "/praktijk"
    kind = "casus"

    def items(self) -> QuerySet[Casus]:
        """The cases that changed last."""
        return last_changed(Casus.objects.all())

    def item_description(self, item: Page) -> str:
        """How the case begins."""
        return readable(item.samenvatting or first_words(item.wat, WORDS))
