"""Files with pages of the demo, such as a checklist with a lesson."""

from django.apps import apps
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Page

from basis.models import Bijlage
from portal.demo import schrijven
from portal.demo.lezen import Rij, yaml_files

WRITERS = {"docx": schrijven.docx, "odt": schrijven.odt, "pdf": schrijven.pdf}


def laad_bestanden() -> None:
    """Put each file with its page, as an editor does; one whose title is there already stays as it is."""
    known = set(get_document_model().objects.values_list("title", flat=True))
    for row in yaml_files("bestanden"):
        if row["titel"] not in known:
            _bestand(row)


def _bestand(row: Rij) -> None:
    kind, where = row["soort"], row["bij"]
    page: Page = apps.get_model(where["model"]).objects.get(slug=where["slug"])
    name = f"{row['titel'].lower().replace(' ', '-').replace(',', '')}.{kind}"
    content = ContentFile(WRITERS[kind](row["tekst"]), name=name)
    document = get_document_model()(title=row["titel"], file=content)
    document._set_document_file_metadata()  # noqa: SLF001 - what Wagtail's own form calls for size and digest
    document.save()
    page.bijlagen.add(Bijlage(document=document))
    page.save_revision().publish()
