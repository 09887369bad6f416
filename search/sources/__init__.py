"""Which models are searchable, and how an instance becomes a document.

A source is a function `instance -> SearchDocument | None`, registered with `@source(Model)`. A model whose rows are part
of another model's document is registered with `@follows(Model)`. A page type is in a source or named in `not_searchable`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from search.documents import SearchDocument

Build = Callable[[Any], SearchDocument | None]
Find = Callable[[Any], Iterable[Model]]
BuildT = TypeVar("BuildT", bound=Build)
FindT = TypeVar("FindT", bound=Find)
CHUNK = 200


@dataclass(frozen=True, slots=True)
class Source:
    """How instances of one model become documents, and which rows may have one."""

    model: type[Model]
    build: Build
    rows: Callable[[], QuerySet[Any]]


_sources: dict[str, Source] = {}
_followers: dict[type[Model], list[Find]] = {}
_left_out: set[str] = set()


def source(model: type[Model], rows: Callable[[], QuerySet[Any]] | None = None) -> Callable[[BuildT], BuildT]:
    """Register the function that turns an instance of `model` into a document, or into None when nobody may find it.

    `rows` gives the instances with all that the function needs, so that a rebuild asks little of the database.
    """

    def register(build: BuildT) -> BuildT:
        _sources[model._meta.label] = Source(model, build, rows or _all_of(model))
        return build

    return register


def _all_of(model: type[Model]) -> Callable[[], QuerySet[Any]]:
    """All rows of `model`, asked for when they are needed."""
    manager: Any = model._meta.default_manager
    rows: Callable[[], QuerySet[Any]] = manager.all
    return rows


def follows(model: type[Model]) -> Callable[[FindT], FindT]:
    """Register the function that gives the instances whose document changes when a row of `model` does."""

    def register(find: FindT) -> FindT:
        _followers.setdefault(model, []).append(find)
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


def concerns(model: type[Model]) -> bool:
    """Whether a change of a row of `model` changes a document."""
    return model in _followers or is_searchable(model)


def affected_by(instance: Model) -> Iterator[Model]:
    """The instances whose document changes with `instance`."""
    if is_searchable(type(instance)):
        yield instance
    for find in _followers.get(type(instance), []):
        yield from find(instance)


def key_of(label: str, pk: object) -> str:
    """The key of the document of one instance."""
    return f"{label.lower()}:{pk}"


def document_of(label: str, pk: object) -> SearchDocument | None:
    """The document of one instance as it is now; None when it is gone or nobody may find it.

    Raises `LookupError` for a model that is not searchable.
    """
    found = _sources.get(label)
    if found is None:
        raise LookupError(f"{label} is niet doorzoekbaar")
    instance = found.rows().filter(pk=pk).first()
    return _built(found, instance) if instance is not None else None


def all_documents() -> Iterator[SearchDocument]:
    """The document of every instance of every source, streamed."""
    for found in list(_sources.values()):
        for instance in found.rows().order_by("pk").iterator(chunk_size=CHUNK):
            document = _built(found, instance)
            if document is not None:
                yield document


def _built(found: Source, instance: Model) -> SearchDocument | None:
    document = found.build(instance)
    return document if document is not None and document.acl else None
