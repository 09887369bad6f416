"""The demo's post box: mail that would have been sent, readable in the browser."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PostvakBericht(models.Model):
    """One e-mail as it would have left."""

    at = models.DateTimeField(_("verstuurd"), default=timezone.now)
    message_id = models.CharField(max_length=255, unique=True)
    recipients = models.TextField(_("aan"))
    subject = models.CharField(_("onderwerp"), max_length=255)
    body = models.TextField(_("tekst"))

    class Meta:
        verbose_name = _("bericht in het postvak")
        verbose_name_plural = _("postvak")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.subject
