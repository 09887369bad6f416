"""Which models are searchable, and how an instance becomes a document.

A source is a function `instance -> SearchDocument | None`, registered with `@source(Model)`. A model whose rows are part
of another model's document is registered with `@follows(Model)`; one whose title or so is shown in documents of others,
maybe thousands, with `@shown_in(Model)`. A page type is in a source or named in `not_searchable`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.models import Page

from search.documents import SearchDocument

Build = Callable[[Any], SearchDocument | None]
Find = Callable[[Any], Iterable[Model]]
FindRows = Callable[[Any], QuerySet[Any]]
Changes = Callable[[Any], datetime | None]
BuildT = TypeVar("BuildT", bound=Build)
FindT = TypeVar("FindT", bound=Find)
FindRowsT = TypeVar("FindRowsT", bound=FindRows)
CHUNK = 200


@dataclass(frozen=True, slots=True)
class Source:
    """How instances of one model become documents, and which rows may have one."""

    model: type[Model]
    build: Build
    rows: Callable[[], QuerySet[Any]]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Built:
    """What one row gave. `document` is None when nobody may find it; `changes_at` is when the clock changes it."""

    key: str
    label: str
    pk: int
    document: SearchDocument | None
    changes_at: datetime | None


_sources: dict[str, Source] = {}
_followers: dict[type[Model], list[Find]] = {}
_shown: dict[str, dict[str, FindRows]] = {}
_left_out: set[str] = set()


def source(
    model: type[Model],
    rows: Callable[[], QuerySet[Any]] | None = None,
    *,
    changes: Changes = lambda _instance: None,
) -> Callable[[BuildT], BuildT]:
    """Register the function that turns an instance of `model` into a document, or into None when nobody may find it.

    `rows` gives the instances with all that the function needs, so that a rebuild asks little of the database.
    `changes` tells when the document will be another without anybody changing a row.
    """

    def register(build: BuildT) -> BuildT:
        _sources[model._meta.label] = Source(model, build, rows or _all_of(model), changes)
        return build

    return register


def _all_of(model: type[Model]) -> Callable[[], QuerySet[Any]]:
    """All rows of `model`, asked for when they are needed."""
    manager: Any = model._meta.default_manager
    rows: Callable[[], QuerySet[Any]] = manager.all
    return rows


def follows(model: type[Model]) -> Callable[[FindT], FindT]:
    """Register the function that gives the few instances of whose document a row of `model` is a part."""

    def register(find: FindT) -> FindT:
        _followers.setdefault(model, []).append(find)
        return find

    return register


def shown_in(model: type[Model]) -> Callable[[FindRowsT], FindRowsT]:
    """Register the function that gives the rows whose documents show something of a row of `model`.

    It is asked in the worker, after a change or a move of that row; rows of `Page` stand for pages of any type.
    """

    def register(find: FindRowsT) -> FindRowsT:
        _shown.setdefault(model._meta.label, {})[find.__name__] = find
        return find

    return register


def not_searchable(*models: type[Model]) -> None:
    """Say of page types that search leaves them out on purpose."""
    _left_out.update(model._meta.label for model in models)


def is_searchable(model: type[Model]) -> bool:
    """Whether `model` has a source."""
    return model._meta.label in _sources


def is_accounted_for(model: type[Model]) -> bool:
    """Whether `model` has a source or is left out on purpose."""
    return is_searchable(model) or model._meta.label in _left_out


def labels() -> list[str]:
    """The models that have a source."""
    return list(_sources)


def concerns(model: type[Model]) -> bool:
    """Whether a change of a row of `model` changes a document; a model as a migration sees it never does."""
    if model.__module__ == "__fake__":
        return False
    return is_searchable(model) or model in _followers or model is Page or model._meta.label in _shown


def parts_of(instance: Model) -> Iterator[Model]:
    """The instances of whose document `instance` is a part, itself not counted."""
    for find in _followers.get(type(instance), []):
        yield from find(instance)


def finders(label: str) -> list[str]:
    """The names of the functions that find where a row of this model is shown."""
    return list(_shown.get(label, {}))


def shown(label: str, pk: object, finder: str) -> QuerySet[Any]:
    """The rows that show the row `pk` of this model, by the function of that name; none when either is gone."""
    find, model = _shown.get(label, {}).get(finder), _model(label)
    rows = _all_of(model)().filter(pk=pk) if find and model else Page.objects.none()
    instance = rows.first()
    return find(instance) if find and instance else Page.objects.none()


def _model(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def labelled(rows: QuerySet[Any]) -> Iterator[tuple[int, str]]:
    """The key of each row with the label of its model; of a page that of its own type."""
    if rows.model is not Page:
        yield from ((pk, rows.model._meta.label) for pk in rows.values_list("pk", flat=True))
        return
    for pk, kind in rows.values_list("pk", "content_type_id"):
        page_type = ContentType.objects.get_for_id(kind).model_class()
        yield pk, page_type._meta.label if page_type else ""


def key_of(label: str, pk: object) -> str:
    """The key of the document of one instance."""
    return f"{label.lower()}:{pk}"


def label_of(key: str) -> tuple[str, int]:
    """The label and the primary key in the key of a document; an empty label for a model without a source."""
    lower, _colon, pk = key.rpartition(":")
    label = next((label for label in _sources if label.lower() == lower), "")
    return (label, int(pk)) if label and pk.isdecimal() else ("", 0)


def document_of(label: str, pk: object) -> SearchDocument | None:
    """The document of one instance as it is now; None when it is gone or nobody may find it.

    Raises `LookupError` for a model that is not searchable.
    """
    return built(label, pk).document


def built(label: str, pk: Any) -> Built:  # noqa: ANN401 - whatever the model has as its key
    """The same, with when the clock changes it. Raises `LookupError` as above."""
    found = _source(label)
    instance = found.rows().filter(pk=pk).first()
    if instance is None:
        return Built(key_of(label, pk), label, pk, None, None)
    return _made(found, instance)


def _source(label: str) -> Source:
    found = _sources.get(label)
    if found is None:
        raise LookupError(f"{label} is niet doorzoekbaar")
    return found


def count(label: str, after: int = 0) -> int:
    """How many rows of a source have a key above `after`."""
    return _source(label).rows().filter(pk__gt=after).count()


def batches(label: str, after: int = 0) -> Iterator[list[Built]]:
    """What the rows of a source give, from the first key above `after` on, in the order of the keys.

    Each batch is asked for anew, so that no transaction stays open and memory holds one batch.
    """
    found = _source(label)
    while batch := list(found.rows().filter(pk__gt=after).order_by("pk")[:CHUNK]):
        yield [_made(found, instance) for instance in batch]
        after = batch[-1].pk


def existing(label: str, pks: Iterable[int]) -> set[int]:
    """Those of `pks` of which there is a row that may have a document."""
    return set(_source(label).rows().filter(pk__in=list(pks)).values_list("pk", flat=True))


def all_documents() -> Iterator[SearchDocument]:
    """The document of every instance of every source, streamed."""
    for label in labels():
        for batch in batches(label):
            yield from (one.document for one in batch if one.document is not None)


def _made(found: Source, instance: Model) -> Built:
    document, label, now = _built(found, instance), found.model._meta.label, timezone.now()
    moments = [found.changes(instance), document.zichtbaar_vanaf if document else None]
    coming = min((moment for moment in moments if moment and moment > now), default=None)
    return Built(key_of(label, instance.pk), label, instance.pk, document, coming)


def _built(found: Source, instance: Model) -> SearchDocument | None:
    document = found.build(instance)
    return document if document is not None and document.acl else None
