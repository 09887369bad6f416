"""Panels of kennis in the editor."""

from typing import Any

from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static


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


class VormenPanel(Panel):
    """Offers other forms of the names of a term; a button puts one among its labels."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"heading": _("Vormen die nog ontbreken"), "icon": "plus"} | kwargs))

    class BoundPanel(Panel.BoundPanel):
        """The panel for one term."""

        template_name = "kennis/admin/vormen.html"

        @property
        def media(self) -> Media:
            """The buttons and the script behind them."""
            return Media(
                css={"all": [versioned_static("kennis/vormen.css")]},
                js=[versioned_static("kennis/vormen.js")],
            )

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """With the forms."""
            # Not at the top: the models read this file.
            from kennis.begriphulp import vormen

            return super().get_context_data(parent_context) | vormen(self.instance)


class NakijkenPanel(Panel):
    """Says what stands in the way of publishing a term, what may be plainer, and where the term is used."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"heading": _("Nakijken"), "icon": "glasses"} | kwargs))

    class BoundPanel(Panel.BoundPanel):
        """The panel for one term."""

        template_name = "kennis/admin/nakijken.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """With what was found."""
            from kennis.begriphulp import nakijken

            return super().get_context_data(parent_context) | nakijken(self.instance, self.request)
