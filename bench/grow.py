"""Make a portal with many times the demo's content: `python -m bench.grow TIMES`, in the database of the environment.

Rows are copied in the database itself, with numbers that are shifted by a fixed distance for each copy; a row that
points at something that is copied too points at the copy. Kringen and convenanten stay as few as they are, so that each
of them holds many times as much.
"""

import sys
import uuid
from collections import Counter
from typing import Any

import django
from django.db import connection, models, transaction

DISTANCE = 1_000_000
CHUNK = 2000


def copied_models() -> list[type[Any]]:
    """What is copied, pages apart from their rows in Wagtail's own table."""
    from convenant.models import Bijdrage, Convenantproject, Faseovergang, Handtekening, Toepassing, Vrijgave
    from kennis.models import Begrip, Bron, Casus, Label, Les, Relatie
    from kring.models import Aanmeldbesluit, Aanmelding, Bijeenkomst, Deelname, Inschrijving, Organisatie

    facts = [Organisatie, Deelname, Aanmelding, Aanmeldbesluit, Handtekening, Faseovergang, Toepassing]
    pages = [Begrip, Casus, Convenantproject, Les, Bijeenkomst]
    links = [Les.begrippen.through, Casus.begrippen.through]
    return [*pages, *facts, Vrijgave, Bijdrage, Inschrijving, Label, Bron, Relatie, *links]


def new_value(field: models.Field, copied: set[type[models.Model]]) -> str:
    """The SQL of one column of a copy; `{k}` is the number of the copy."""
    column = connection.ops.quote_name(field.column)
    target = field.related_model
    if (
        field.primary_key
        or target in copied
        or (target is not None and target._meta.label == "wagtailcore.Page")
    ):
        return f"{column} + {{k}} * {DISTANCE}"
    if field.name == "kvk":
        return "printf('%08d', 20000000 + {k} * 1000 + \"id\")"
    if field.unique or field.name == "slug":
        return f"{column} || '-' || {{k}}"
    return column


def copy_rows(model: type[models.Model], copied: set[type[models.Model]], times: int) -> None:
    """Every row of a table once more for each copy."""
    fields = model._meta.local_concrete_fields
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    values = ", ".join(new_value(field, copied) for field in fields)
    table, key = model._meta.db_table, connection.ops.quote_name(model._meta.pk.column)
    with connection.cursor() as cursor:
        for k in range(1, times):
            select = values.replace("{k}", str(k))
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {select} FROM {table} WHERE {key} < {DISTANCE}"  # noqa: S608
            )


def copy_pages(page_models: list[type[Any]], times: int) -> None:
    """The rows in Wagtail's own table, each beside its original in the tree."""
    from wagtail.models import Page

    keys = [pk for model in page_models for pk in model.objects.values_list("pk", flat=True)]
    originals = list(Page.objects.filter(pk__in=keys))
    parents = {page.path: page for page in Page.objects.filter(numchild__gt=0)}
    used: Counter[str] = Counter()
    fresh = []
    for k in range(1, times):
        for page in originals:
            parent = parents[page.path[: -Page.steplen]]
            used[parent.path] += 1
            # Far behind the children that are there.
            step = Page._int2str(36**2 * 8 + used[parent.path]).rjust(Page.steplen, "0")  # noqa: SLF001
            copy = Page.objects.model(
                **{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}
            )
            copy.pk, copy.path, copy.slug = page.pk + k * DISTANCE, parent.path + step, f"{page.slug}-{k}"
            copy.title = copy.draft_title = f"{page.title} ({k})"
            copy.url_path = f"{parent.url_path}{copy.slug}/"
            copy.translation_key = uuid.uuid4()
            copy.latest_revision_id = copy.live_revision_id = None
            fresh.append(copy)
    Page.objects.bulk_create(fresh, batch_size=CHUNK)
    for path, number in used.items():
        Page.objects.filter(path=path).update(numchild=models.F("numchild") + number)


def grow(times: int) -> None:
    """Copy everything, in one transaction."""
    from wagtail.models import Page

    found = copied_models()
    with transaction.atomic():
        copy_pages([model for model in found if issubclass(model, Page)], times)
        for model in found:
            copy_rows(model, set(found), times)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    django.setup()
    grow(int(sys.argv[1]))
