"""How content is classified: the nine themes, the thirteen phases and the contract forms.

Source: the open convenant (nine contributions to the sustainability ambition; thirteen steps of a
convenant project), in the portal's own short words.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Thema(models.TextChoices):
    """The nine topics of the open convenant."""

    DUURZAAMHEID = "duurzaamheid", _("Duurzaamheid en circulariteit")
    KLIMAAT = "klimaat", _("Klimaatbestendig inrichten")
    VEILIGHEID = "veiligheid", _("Veiligheid en gezondheid")
    DIGITALISERING = "digitalisering", _("Digitalisering, BIM en VISI")
    FAALKOSTEN = "faalkosten", _("Faalkosten")
    JEUGD = "jeugd", _("Instroom van jeugd")
    SOCIAL_RETURN = "social-return", _("Social return")
    WERKGELEGENHEID = "werkgelegenheid", _("Lokale werkgelegenheid")
    SAMENWERKEN = "samenwerking", _("Samenwerken")


class Fase(models.IntegerChoices):
    """The thirteen phases of a convenantproject, in their fixed order."""

    ZOEKEN = 1, _("Project zoeken")
    BESPREKEN = 2, _("Bespreken in de kring")
    EXPERTGROEP = 3, _("Expertgroep vormen")
    CONSULTATIE = 4, _("Marktconsultatie")
    UITVRAAG = 5, _("Uitvraag opstellen")
    MONITORING = 6, _("Monitoring afspreken")
    AANBESTEDING = 7, _("Aanbesteding")
    INSCHRIJVING = 8, _("Inschrijving")
    GUNNING = 9, _("Beoordeling en gunning")
    UITVOERING = 10, _("Uitvoering")
    OPLEVERING = 11, _("Oplevering")
    EVALUATIE = 12, _("Evaluatie")
    RESULTATEN = 13, _("Resultaten delen")


class Contractvorm(models.TextChoices):
    """Contract forms that the field uses."""

    BOUWTEAM = "bouwteam", _("Bouwteam")
    RAW = "raw", _("RAW-bestek")
    UAV_GC = "uav-gc", _("UAV-GC")
    DESIGN_BUILD = "design-build", _("Design & build")
    PRESTATIECONTRACT = "prestatiecontract", _("Prestatiecontract")
    SOK = "sok", _("Samenwerkingsovereenkomst (SOK)")


class Zichtbaarheid(models.TextChoices):
    """Who may see a piece of content once it is published."""

    OPENBAAR = "openbaar", _("Openbaar: iedereen")
    KRING = "kring", _("Kring: alleen deelnemers van deze kring")
