"""A lesson can come from a convenantproject of a kring that the writer takes part in."""

from django.db.models import QuerySet
from wagtail.models import Page

from basis.visibility import Viewer, kring_pks
from convenant.models import Convenantproject
from kennis.herkomst import provide_herkomst
from kennis.models import Les


@provide_herkomst
def projecten_of(viewer: Viewer) -> QuerySet[Page]:
    """The published projects of the writer's kringen."""
    return Convenantproject.objects.visible_to(viewer).filter(kring__in=kring_pks(viewer))


def lessen_uit(project: Convenantproject, viewer: Viewer) -> QuerySet[Les]:
    """The lessons that came from `project`, as far as `viewer` may see them, latest on top."""
    return Les.objects.visible_to(viewer).filter(herkomst=project.pk).with_frame().newest_first()
