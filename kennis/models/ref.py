"""The fixed reference in a permanent address."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def ref_field() -> models.CharField:
    """A reference of small letters, digits and hyphens, once in its table."""
    return models.CharField(
        _("vast kenmerk"),
        max_length=80,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Kleine letters, cijfers en streepjes."))],
        help_text=_("Staat in het permanente adres en verandert nooit meer."),
    )
