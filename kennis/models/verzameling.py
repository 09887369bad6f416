"""Terms that belong together (`skos:Collection`): those of a theme, those that an editor chose, or both."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from basis.visibility import Viewer
from kennis.models.naam import LONGEST_NAME, check_name
from kennis.models.ref import ref_field
from kring.indeling import Thema

if TYPE_CHECKING:
    from kennis.models.begrip import BegripQuerySet


class BegrippenverzamelingQuerySet(models.QuerySet["Begrippenverzameling"]):
    """Collections, with the one rule of who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """All of them for whoever may see the glossary, and otherwise none."""
        index = apps.get_model("kennis", "BegrippenIndex")
        return self.filter(models.Exists(index.objects.visible_to(viewer)))


class Begrippenverzameling(models.Model):
    """A part of the glossary with a name of its own."""

    title = models.CharField(_("naam"), max_length=LONGEST_NAME, unique=True, validators=[check_name])
    ref = ref_field()
    omschrijving = models.TextField(
        _("omschrijving"), max_length=600, help_text=_("Waar gaan deze begrippen over?")
    )
    thema = models.CharField(
        _("thema"),
        max_length=20,
        choices=Thema.choices,
        blank=True,
        help_text=_("Alle begrippen van dit thema horen erbij, naast wat je zelf kiest."),
    )
    begrippen = models.ManyToManyField(
        "kennis.Begrip", blank=True, related_name="verzamelingen", verbose_name=_("begrippen")
    )

    objects = BegrippenverzamelingQuerySet.as_manager()

    class Meta:
        verbose_name = _("begrippenverzameling")
        verbose_name_plural = _("begrippenverzamelingen")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a new reference: others know the old one."""
        super().clean()
        if self.pk is not None and not type(self).objects.filter(pk=self.pk, ref=self.ref).exists():
            raise ValidationError({"ref": _("Dit kenmerk staat al in adressen die anderen kennen.")})

    def leden(self, viewer: Viewer) -> "BegripQuerySet":
        """The terms in it that `viewer` may see and that are in force, in the order of the alphabet."""
        wanted = models.Q(pk__in=self.begrippen.values("pk"))
        if self.thema:
            wanted |= models.Q(thema=self.thema)
        terms: BegripQuerySet = apps.get_model("kennis", "Begrip").objects.visible_to(viewer)
        return terms.current().filter(wanted).alphabetical()
