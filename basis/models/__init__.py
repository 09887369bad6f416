"""Models of the bottom layer."""

from basis.models.audit import AuditRegel
from basis.models.bijlage import Bijlage, bijlagen_panel
from basis.models.outbox import OutboxBericht
from basis.models.pages import BasePage, BasePageQuerySet
from basis.models.postvak import PostvakBericht

__all__ = [
    "AuditRegel",
    "BasePage",
    "BasePageQuerySet",
    "Bijlage",
    "OutboxBericht",
    "PostvakBericht",
    "bijlagen_panel",
]
