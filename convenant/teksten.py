"""What projects tell, for whoever looks for words that the glossary misses."""

from collections.abc import Iterator

from basis.visibility import Viewer
from convenant.models import Convenantproject
from kennis.ontbreekt import MOST_TEXTS, Tekst, provide_teksten


@provide_teksten
def projecten(viewer: Viewer) -> Iterator[Tekst]:
    """Aim and description of each project."""
    for project in Convenantproject.objects.visible_to(viewer).newest_first()[:MOST_TEXTS].iterator():
        yield Tekst(project.title, project.url, f"{project.doel}\n{project.omschrijving}")
