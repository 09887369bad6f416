"""Application configuration of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The custom user and login."""

    name = "accounts"
    verbose_name = "Accounts"
