"""The outbox: side effects written in the business transaction and carried out after it."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class OutboxQuerySet(models.QuerySet["OutboxBericht"]):
    """Where a message stands."""

    def pending(self) -> Self:
        """Neither done nor given up."""
        return self.filter(done_at=None, dead_at=None)

    def planned(self) -> Self:
        """Not to be done before a moment that has yet to come, such as a release."""
        return self.pending().filter(attempts=0, available_at__gt=timezone.now())

    def dead(self) -> Self:
        """Given up after too many attempts; a person has to look."""
        return self.exclude(dead_at=None)

    def claimable(self) -> Self:
        """Due now, and leased by nobody or by a worker that let its lease run out."""
        now = timezone.now()
        free = models.Q(lease_until=None) | models.Q(lease_until__lt=now)
        return self.pending().filter(free, available_at__lte=now).order_by("pk")


class OutboxBericht(models.Model):
    """One side effect to carry out. Its primary key is the sequence in which the changes were made."""

    kind = models.CharField(_("soort"), max_length=60)
    payload = models.JSONField(_("inhoud"), default=dict)
    key = models.CharField(_("sleutel"), max_length=120, null=True, blank=True, unique=True)
    subject = models.CharField(_("onderwerp"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("gemaakt"), default=timezone.now)
    available_at = models.DateTimeField(_("vanaf"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("pogingen"), default=0)
    leased_by = models.CharField(_("uitvoerder"), max_length=80, blank=True)
    lease_until = models.DateTimeField(_("in handen tot"), null=True, blank=True)
    done_at = models.DateTimeField(_("klaar"), null=True, blank=True)
    dead_at = models.DateTimeField(_("opgegeven"), null=True, blank=True)
    error = models.TextField(_("laatste fout"), blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("outboxbericht")
        verbose_name_plural = _("outbox")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["available_at"],
                name="outbox_pending",
                condition=models.Q(done_at=None, dead_at=None),
            ),
            models.Index(
                fields=["subject", "id"],
                name="outbox_subject",
                condition=models.Q(done_at=None, dead_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def status(self) -> str:
        """Where the message stands, in one word for the screen."""
        if self.dead_at:
            return gettext("opgegeven")
        if self.done_at:
            return gettext("klaar")
        return gettext("opnieuw") if self.attempts else gettext("wacht")
