"""Pages that editors put on top for certain questions."""

from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from search import sources
from search.models.synoniem import Name, names, problem_of, stems_of


class UitgelichtQuerySet(models.QuerySet["Uitgelicht"]):
    """Promoted pages through time."""

    def in_force(self, now: datetime) -> Self:
        """Those whose period holds at `now`."""
        return self.filter(models.Q(tot=None) | models.Q(tot__gt=now), van__lte=now)


class Uitgelicht(models.Model):
    """For these questions this page stands on top, from `van` until `tot`, for whoever may see the page."""

    woorden = models.CharField(
        _("bij deze vragen"),
        max_length=300,
        help_text=_(
            "Wat mensen intypen; meer vragen met een komma ertussen. Andere vormen en benamingen tellen mee."
        ),
    )
    pagina = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("pagina"))
    van = models.DateTimeField(_("van"), default=timezone.now)
    tot = models.DateTimeField(_("tot"), null=True, blank=True, help_text=_("Leeg: tot je het weghaalt."))
    notitie = models.CharField(
        _("notitie"), max_length=300, blank=True, help_text=_("Alleen voor de redactie.")
    )
    demonstratie = models.BooleanField(_("demonstratie"), default=False, editable=False)

    objects = UitgelichtQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitgelichte pagina")
        verbose_name_plural = _("uitgelichte pagina's")
        ordering = ["woorden", "pk"]

    def __str__(self) -> str:
        return f"{self.woorden}: {self.pagina}"

    def clean(self) -> None:
        """Questions that can be asked, a page that search knows, an end after the start."""
        problems = [problem for problem in map(problem_of, names(self.woorden)) if problem]
        if self.woorden and not names(self.woorden):
            problems.append(__("Vul minstens één vraag in."))
        wrong = {"woorden": problems} if problems else {}
        if self.pagina_id and not sources.is_searchable(self.pagina.specific_class):
            wrong["pagina"] = [__("Deze pagina staat niet in de zoekmachine. Kies een andere.")]
        if self.tot and self.van and self.tot <= self.van:
            wrong["tot"] = [__("Het einde moet na het begin liggen.")]
        if wrong:
            raise ValidationError(wrong)

    def questions(self) -> list[Name]:
        """The stems of each question."""
        return [stems_of(name) for name in names(self.woorden)]

    def is_in_force(self, now: datetime) -> bool:
        """Whether the period holds at `now`."""
        return self.van <= now and (self.tot is None or now < self.tot)
