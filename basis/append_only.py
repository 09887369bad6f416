"""Rows that the database itself refuses to rewrite: history is added, never changed.

A model declares `append_only = AppendOnly(...)`; triggers are laid after each migration and lifted before
it, because SQLite silently drops them when a migration rebuilds a table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

MESSAGE = "historie wordt alleen aangevuld"


@dataclass(frozen=True)
class AppendOnly:
    """Which fields may still be filled in once, from NULL (or empty) to a value, after the row was written."""

    fill_once: tuple[str, ...] = ()


def guarded_models() -> Iterator[tuple[type[models.Model], AppendOnly]]:
    """Every installed model that declares itself append-only, with its declaration."""
    for model in apps.get_models():
        rule = model.__dict__.get("append_only")
        if isinstance(rule, AppendOnly):
            yield model, rule


def guard(using: str = DEFAULT_DB_ALIAS, **_: object) -> None:
    """Lay the triggers of all append-only models whose table exists."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model, rule in guarded_models():
            if model._meta.db_table in tables:
                for statement in _drop(connection, model) + _create(connection, model, rule):
                    cursor.execute(statement)


def lift(using: str = DEFAULT_DB_ALIAS, **_: object) -> None:
    """Take the triggers away, for a migration or for a test that empties the database."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model, _rule in guarded_models():
            if model._meta.db_table in tables:
                for statement in _drop(connection, model):
                    cursor.execute(statement)


def _violation(model: type[models.Model], rule: AppendOnly, distinct: str) -> str:
    """SQL that is true when an UPDATE changes what is fixed, or fills in what was filled already."""
    conditions = []
    for field in model._meta.concrete_fields:
        changed = f'OLD."{field.column}" {distinct} NEW."{field.column}"'
        if field.name in rule.fill_once:
            filled = f'OLD."{field.column}" IS NOT NULL'
            if field.empty_strings_allowed and not field.null:
                filled = f"OLD.\"{field.column}\" <> ''"
            changed = f"({filled} AND {changed})"
        conditions.append(changed)
    return " OR ".join(conditions)


def _names(model: type[models.Model]) -> tuple[str, str, str]:
    table = model._meta.db_table
    return table, f"{table}_no_update", f"{table}_no_delete"


def _drop(connection: BaseDatabaseWrapper, model: type[models.Model]) -> list[str]:
    table, update, delete = _names(model)
    suffix = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    return [f'DROP TRIGGER IF EXISTS "{name}"{suffix}' for name in (update, delete)]


def _create(connection: BaseDatabaseWrapper, model: type[models.Model], rule: AppendOnly) -> list[str]:
    table, update, delete = _names(model)
    if connection.vendor == "postgresql":
        when = _violation(model, rule, "IS DISTINCT FROM")
        function = (
            "CREATE OR REPLACE FUNCTION kenniskring_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        body = "FOR EACH ROW {when} EXECUTE FUNCTION kenniskring_append_only()"
        return [
            function,
            f'CREATE TRIGGER "{update}" BEFORE UPDATE ON "{table}" ' + body.format(when=f"WHEN ({when})"),
            f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{table}" ' + body.format(when=""),
        ]
    when = _violation(model, rule, "IS NOT")
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    return [
        f'CREATE TRIGGER "{update}" BEFORE UPDATE ON "{table}" WHEN {when} {refuse}',
        f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{table}" {refuse}',
    ]
