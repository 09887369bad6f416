"""System checks of the whole."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from portal.permission_matrix import missing_rows

DEMO_DOMAIN = "demo.example"


def demo_accounts_only_in_demo(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Refuse demo accounts in a database that is not the demo's (run with `check --database default`)."""
    if settings.DEMO or not databases:
        return []
    from django.contrib.auth import get_user_model

    if not get_user_model().objects.filter(email__endswith=f"@{DEMO_DOMAIN}", is_active=True).exists():
        return []
    return [Error("Er staan demo-accounts in deze database.", id="portal.E001")]


def every_url_has_a_row(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Every address of the site stands in the permission matrix."""
    return [
        Error(f"Adres '{name}' staat niet in de rechtenmatrix.", id="portal.E002") for name in missing_rows()
    ]


def register_all() -> None:
    """Register the checks of this package."""
    register(demo_accounts_only_in_demo, "database")
    register(every_url_has_a_row, "urls")
