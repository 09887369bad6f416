"""The terms from broad to narrow, for their page."""

from django.utils.translation import gettext as _

from basis.hoofd import hoofd
from basis.kruimels import kruimels
from kennis.hierarchie import Hierarchie
from kennis.kaarten import Row
from kennis.netwerk import current_netwerk


def hierarchie_context() -> Row:
    """The branches, and the terms that have nothing above or below them."""
    hierarchie = Hierarchie(current_netwerk())
    head = hoofd(
        "/begrippen/hierarchie",
        _("Begrippen van breed naar smal"),
        _("Onder elk begrip staan de vormen en de onderdelen ervan."),
    )
    return head | {
        "kruimels": kruimels((_("Begrippen"), "/begrippen"), (_("Van breed naar smal"), "")),
        "takken": hierarchie.takken,
        "los": hierarchie.los,
    }
