"""What is new about convenantprojecten, as Atom: projects and their phase, and what was released to everyone."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from basis.feeds import NEWEST, PaginaFeed, PortaalFeed, readable
from convenant.models import Bijdrage, Convenantproject, Vrijgave
from kring.indeling import Fase


class ProjectenFeed(PaginaFeed):
    """Projects that are new, were changed or went on to another phase."""

    title = gettext_lazy("Convenantprojecten")
    subtitle = gettext_lazy("Projecten die nieuw zijn, zijn gewijzigd of naar een volgende fase gingen.")
    link = "/projecten"
    kind = "project"

    def items(self) -> QuerySet[Convenantproject]:
        """The projects in which something happened last, as `gewijzigd`."""
        public = Convenantproject.objects.visible_to(AnonymousUser()).exclude(last_published_at=None)
        changed = Greatest("last_published_at", Coalesce("fase_sinds", "last_published_at"))
        return public.with_fase().annotate(gewijzigd=changed).order_by("-gewijzigd", "-pk")[:NEWEST]

    def item_updateddate(self, item: Convenantproject) -> datetime:
        """When it was published last or went on, whichever was later."""
        return item.gewijzigd

    def item_description(self, item: Convenantproject) -> str:
        """Where the project is now, and what it is about."""
        fase = Fase(item.fase_nu)
        now = _("Nu in fase %(nummer)s: %(naam)s.") % {"nummer": fase.value, "naam": fase.label}
        return readable(f"{now} {item.samenvatting}".strip())


class VrijgavenFeed(PortaalFeed):
    """What was opened to everyone at the same moment."""

    title = gettext_lazy("Vrijgaven")
    subtitle = gettext_lazy("Wat in marktconsultaties is gedeeld, voor iedereen op hetzelfde moment.")
    link = "/projecten"
    kind = "vrijgave"

    def items(self) -> QuerySet[Vrijgave]:
        """The latest releases of projects that everyone may see."""
        released = Vrijgave.objects.released().latest_first()
        in_order = Bijdrage.objects.released().order_by("ingebracht_op", "pk")
        return released.select_related("project").prefetch_related(Prefetch("bijdragen", in_order))[:NEWEST]

    def item_title(self, item: Vrijgave) -> str:
        """Which project it belongs to."""
        return readable(_("Vrijgegeven: %(project)s") % {"project": item.project.title})

    def item_link(self, item: Vrijgave) -> str:
        """The dossier of the project."""
        return f"{item.project.get_url()}#dossier"

    def item_description(self, item: Vrijgave) -> str:
        """The titles of what was released."""
        return readable("; ".join(row.titel for row in item.bijdragen.all()))

    def item_pubdate(self, item: Vrijgave) -> datetime:
        """The moment from which everyone sees it."""
        return item.moment

    def item_updateddate(self, item: Vrijgave) -> datetime:
        """A release never changes."""
        return item.moment
