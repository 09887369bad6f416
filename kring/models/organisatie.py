"""Organisations and the people who work for them."""

from typing import Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from basis.append_only import AppendOnly
from basis.visibility import Viewer
from kring.models.periode import Periode, PeriodeQuerySet


class OrganisatieQuerySet(models.QuerySet["Organisatie"]):
    """Organisations, by who works there."""

    def of_person(self, user: AbstractBaseUser) -> Self:
        """Where `user` works now."""
        return self.filter(pk__in=Medewerker.objects.current().filter(user=user.pk).values("organisatie"))

    def signed_for_by(self, user: AbstractBaseUser) -> Self:
        """For which `user` may sign now."""
        posts = Medewerker.objects.current().filter(user=user.pk, rol=Medewerker.Rol.BEHEERDER)
        return self.filter(pk__in=posts.values("organisatie"))

    def visible_to(self, viewer: Viewer) -> Self:
        """Those whose own page `viewer` may open: where one works, and all for an administrator."""
        if not isinstance(viewer, User):
            return self.none()
        return self.all() if viewer.is_superuser else self.of_person(viewer)


class Organisatie(models.Model):
    """A municipality, company, knowledge institute or partner."""

    class Soort(models.TextChoices):
        """What kind of organisation it is."""

        GEMEENTE = "gemeente", _("Gemeente")
        MKB = "mkb", _("MKB-bedrijf")
        KENNIS = "kennis", _("Kennisinstelling")
        PARTNER = "partner", _("Partner")

    naam = models.CharField(_("naam"), max_length=160)
    slug = models.SlugField(_("kort adres"), max_length=80, unique=True)
    kvk = models.CharField(
        _("KvK-nummer"),
        max_length=8,
        unique=True,
        validators=[
            RegexValidator(r"^\d{8}$", _("Een KvK-nummer heeft acht cijfers, bijvoorbeeld 12345678."))
        ],
        error_messages={"unique": _("Er is al een organisatie met dit KvK-nummer.")},
        help_text=_("Acht cijfers."),
    )
    soort = models.CharField(_("soort"), max_length=12, choices=Soort.choices, default=Soort.MKB)
    plaats = models.CharField(_("plaats"), max_length=80)
    website = models.URLField(_("website"), blank=True)
    omschrijving = models.TextField(_("omschrijving"), blank=True)
    demonstratie = models.BooleanField(_("demonstratie"), default=False)

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class MedewerkerQuerySet(PeriodeQuerySet):
    """Posts, by organisation."""

    def of_organisatie(self, organisatie: Organisatie) -> Self:
        """Who work for `organisatie`, with their person, by name."""
        people = self.filter(organisatie=organisatie).select_related("user")
        return people.order_by("user__last_name", "user__first_name", "pk")


class Medewerker(Periode):
    """A person works for an organisation, from a day until a day."""

    class Rol(models.TextChoices):
        """What the person may do for the organisation."""

        BEHEERDER = "beheerder", _("Beheerder: tekent en beëindigt")
        MEDEWERKER = "medewerker", _("Medewerker")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="dienstverbanden",
        verbose_name=_("persoon"),
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="medewerkers", verbose_name=_("organisatie")
    )
    rol = models.CharField(_("rol"), max_length=12, choices=Rol.choices, default=Rol.MEDEWERKER)

    append_only = AppendOnly(fill_once=("tot",))
    objects = MedewerkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("medewerker")
        verbose_name_plural = _("medewerkers")
        ordering = ["-van"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisatie"], condition=models.Q(tot=None), name="one_open_medewerker"
            ),
            models.CheckConstraint(
                condition=models.Q(tot=None) | models.Q(tot__gte=models.F("van")),
                name="medewerker_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} bij {self.organisatie}"
