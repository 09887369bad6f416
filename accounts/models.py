"""The person who logs in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

OUD_LID = _("oud-lid")
MAX_NAME = 80


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with a usable password, or none when `password` is None."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person; the e-mail address is the login name."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("e-mailadres"), unique=True, error_messages={"unique": _("Dit e-mailadres heeft al een account.")}
    )
    first_name = models.CharField(_("voornaam"), max_length=MAX_NAME)
    last_name = models.CharField(_("achternaam"), max_length=MAX_NAME)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        ordering = ["last_name", "first_name", "pk"]

    def __str__(self) -> str:
        return self.naam

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep addresses in lower case, so that one address is one person."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @property
    def naam(self) -> str:
        """The name as others see it; after someone's account is closed: oud-lid."""
        if not self.is_active:
            return str(OUD_LID)
        return f"{self.first_name} {self.last_name}".strip() or self.email
