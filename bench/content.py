"""A hundred times the demo content: copies of its pages, written in bulk."""

from collections.abc import Iterator

from django.db import transaction
from wagtail.models import Page

from basis.models import BasePage
from convenant.models import Convenantproject, Faseovergang
from kennis.models import Begrip, Casus, Les
from kring.models import Bijeenkomst

COPIED: tuple[type[BasePage], ...] = (Les, Begrip, Casus, Convenantproject, Bijeenkomst)


def totals() -> dict[str, int]:
    """How many there are of each kind that is copied."""
    return {model._meta.verbose_name_plural: model.objects.count() for model in COPIED}


@transaction.atomic
def multiply(copies: int) -> None:
    """Add copies of every page until there are `copies` times as many."""
    for model in COPIED:
        originals = list(model.objects.all())
        parent = originals[0].get_parent()
        number = parent.numchild
        for copy in _copies(model, originals, copies):
            number += 1
            _write(copy, parent, number)
        Page.objects.filter(pk=parent.pk).update(numchild=number)
    _enter_first_phase()


def _copies(model: type[BasePage], originals: list[BasePage], copies: int) -> Iterator[BasePage]:
    for round_number in range(1, copies):
        for original in originals:
            values = {
                field.attname: getattr(original, field.attname)
                for field in model._meta.concrete_fields
                if not field.primary_key
                and field.attname not in {"id", "page_ptr_id", "path", "translation_key"}
            }
            values |= {"slug": f"{original.slug}-{round_number}", "title": f"{original.title} {round_number}"}
            values |= {"latest_revision_id": None, "live_revision_id": None, "numchild": 0}
            if "ref" in values:
                values["ref"] = f"{values['ref']}-{round_number}"
            yield model(**values)


def _write(copy: BasePage, parent: Page, number: int) -> None:
    # treebeard has no public way to write many at once
    copy.path = Page._get_path(parent.path, parent.depth + 1, number)  # noqa: SLF001
    copy.depth = parent.depth + 1
    copy.set_url_path(parent)
    copy.save_base(force_insert=True)


def _enter_first_phase() -> None:
    fresh = Convenantproject.objects.filter(overgangen__isnull=True)
    Faseovergang.objects.bulk_create(
        Faseovergang(project=project, fase=1, door_id=project.projectleider_id) for project in fresh
    )
