"""Who may open a document: whoever may see something that carries it. What nothing published carries is for nobody.

A document is carried by a page with it among its files (`Bijlage`), and by any row that names it in rich text, in a
StreamField or with a foreign key. Wagtail's reference index tells where to look; only what stands in the database counts,
because that is what is published: a draft lives in a revision.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Manager, Model
from django.template.defaultfilters import filesizeformat
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from basis.models import Bijlage
from basis.visibility import Viewer


def carriers(document: AbstractDocument) -> Iterator[Model]:
    """Every row that carries `document` and has a rule of who may see it, published or not."""
    for instance in _candidates(document):
        if hasattr(_rows(type(instance)), "visible_to") and document.pk in _named_in(instance):
            yield instance


def may_open(document: AbstractDocument, viewer: Viewer) -> bool:
    """Whether `viewer` sees something that carries it, or works with documents in the admin."""
    if _is_editor(document, viewer):
        return True
    return any(
        _rows(type(carrier)).visible_to(viewer).filter(pk=carrier.pk).exists()  # type: ignore[attr-defined]
        for carrier in carriers(document)
    )


def documents_of(instance: Model) -> set[int]:
    """The keys of the documents that `instance` carries, or carried until it was saved just now."""
    kind = ContentType.objects.get_for_model(get_document_model())
    known = ReferenceIndex.get_references_for_object(instance).filter(to_content_type=kind)
    before = {int(key) for key in known.values_list("to_object_id", flat=True)}
    return before | _named_in(instance)


def facts(document: AbstractDocument) -> tuple[str, str]:
    """The kind of a file and its size, in words."""
    size = filesizeformat(document.file_size) if document.file_size else ""
    return document.file_extension.upper(), size.replace("\u00a0", " ")


def _is_editor(document: AbstractDocument, viewer: Viewer) -> bool:
    if not isinstance(viewer, AbstractBaseUser) or not viewer.is_active:
        return False
    policy = policy_registry.get_by_type(type(document))
    return bool(
        policy.user_has_any_permission_for_instance(viewer, ["add", "change", "delete", "choose"], document)
    )


def _candidates(document: AbstractDocument) -> Iterator[Model]:
    """What the reference index and the lists of files name; the index may lag behind when a file is taken off."""
    rows = ReferenceIndex.get_references_to(document).values_list("base_content_type", "object_id").distinct()
    by_kind: dict[int, set[int]] = {}
    for kind, key in rows:
        by_kind.setdefault(kind, set()).add(int(key))
    pages = by_kind.pop(ContentType.objects.get_for_model(Page).pk, set())
    pages |= set(Bijlage.objects.filter(document=document.pk).values_list("page", flat=True))
    yield from Page.objects.filter(pk__in=pages).order_by("pk").specific()
    for kind, keys in by_kind.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is not None:
            yield from _rows(model).filter(pk__in=keys).order_by("pk")


def _rows(model: type[Model]) -> Manager[Any]:
    """All rows of `model`."""
    return model._default_manager  # noqa: SLF001 - the documented name of a model's own manager


def _named_in(instance: Model) -> set[int]:
    """The documents that its fields name, and the files of a page."""
    model, found = get_document_model(), set[int]()
    unread = instance.get_deferred_fields()
    for field in instance._meta.concrete_fields:
        if field.attname in unread:
            continue
        value = field.value_from_object(instance)
        if field.is_relation and field.related_model is model and value:
            found.add(int(value))
        elif hasattr(field, "extract_references") and value:
            found |= {int(key) for to, key, *_path in field.extract_references(value) if to is model}
    if isinstance(instance, Page) and instance.pk:
        found |= set(Bijlage.objects.filter(page=instance.pk).values_list("document", flat=True))
    return found
