"""Questions that a person saved, to hear of new results."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_ADDRESS = 2_000
LONGEST_NAME = 160


class ZoekvraagQuerySet(models.QuerySet["Zoekvraag"]):
    """Whose, and which have to be looked at."""

    def of_person(self, user: models.Model) -> Self:
        """The saved questions of one person."""
        return self.filter(user_id=user.pk)

    def due(self, before: datetime) -> Self:
        """Last looked at before a moment, of people who still have an account."""
        return self.filter(gekeken_op__lt=before, user__is_active=True)


class Zoekvraag(models.Model):
    """A search that somebody saved. `bekend` holds the keys of all results that this person was ever shown or told of."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("van")
    )
    adres = models.CharField(_("zoekvraag"), max_length=LONGEST_ADDRESS)
    naam = models.CharField(_("naam"), max_length=LONGEST_NAME)
    bewaard_op = models.DateTimeField(_("bewaard op"), default=timezone.now)
    gekeken_op = models.DateTimeField(_("laatst gekeken op"), default=timezone.now, db_index=True)
    bekend = models.JSONField(_("bekende resultaten"), default=list)

    objects = ZoekvraagQuerySet.as_manager()

    class Meta:
        verbose_name = _("bewaarde zoekvraag")
        verbose_name_plural = _("bewaarde zoekvragen")
        ordering = ["-bewaard_op", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "adres"], name="one_saved_question_per_address")
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def url(self) -> str:
        """Where its results are."""
        return f"/zoeken?{self.adres}"
