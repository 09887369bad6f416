"""Panels of kennis in the editor."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class OmgekeerdeRelatiesPanel(Panel):
    """Shows which relations other terms have with this one; they are derived and cannot be edited here."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **({"heading": _("Verhoudingen die bij andere begrippen staan"), "icon": "link"} | kwargs)
        )

    class BoundPanel(Panel.BoundPanel):
        """The panel for one term."""

        template_name = "kennis/admin/omgekeerde_relaties.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """With the inverse relations in words."""
            rows = self.instance.omgekeerd() if self.instance.pk else []
            return super().get_context_data(parent_context) | {
                "rijen": [row.seen_from_naar() for row in rows]
            }
