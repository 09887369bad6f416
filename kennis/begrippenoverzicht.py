"""How the terms of reporting and procurement hang together: four fields, drawn from the relations that are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennis.netwerk import Netwerk, Stap, Term


@dataclass(frozen=True)
class Veld:
    """A group of terms that answer the same question; `refs` are the fixed references of its terms."""

    sleutel: str
    titel: str | Promise
    zin: str | Promise
    refs: tuple[str, ...]


VELDEN = (
    Veld(
        "richting",
        _("Waar wil je heen?"),
        _("Doelen en ideeën over een goed leven: ze zeggen waarom je het doet."),
        ("sdg", "brede-welvaart", "sociale-impact", "people-planet-profit"),
    ),
    Veld(
        "inkopen",
        _("Hoe koop je in?"),
        _("Wat een overheid vraagt als zij werk uitbesteedt, en hoe zij dat meeweegt."),
        ("mvi", "aanbesteding", "bpkv", "social-return", "sroi-contracteis", "pso", "co2-prestatieladder"),
    ),
    Veld(
        "ondernemen",
        _("Hoe onderneem je?"),
        _("Wat een bedrijf uit zichzelf doet voor mens en milieu, en de richtlijnen die daarbij helpen."),
        ("mvo", "iso-26000", "oeso-richtlijnen", "mvo-prestatieladder", "b-corp"),
    ),
    Veld(
        "verslag",
        _("Hoe laat je het zien?"),
        _("Kaders en regels om te meten en te vertellen wat een bedrijf doet. Niet alles is verplicht."),
        ("esg", "csrd", "esrs", "vsme", "sroi-methode"),
    ),
)


@dataclass(frozen=True)
class Groep:
    """A field with those of its terms that the glossary has, and their relations to other terms of the map."""

    veld: Veld
    termen: list[Term]
    binnen: list[Stap]
    naar_buiten: list[Stap]


def groepen(netwerk: Netwerk, velden: Sequence[Veld] = VELDEN) -> list[Groep]:
    """The fields in their order; one without any term is left out.

    A relation between two fields is told once, in the field that comes first.
    """
    found = [(veld, [netwerk.op_ref[ref] for ref in veld.refs if ref in netwerk.op_ref]) for veld in velden]
    field_of = {term.pk: number for number, (_veld, terms) in enumerate(found) for term in terms}
    groups = []
    for number, (veld, terms) in enumerate(found):
        steps = _once([step for term in terms for step in netwerk.buren(term.pk)])
        inside = [step for step in steps if field_of.get(step.naar.pk) == number]
        outside = [step for step in steps if field_of.get(step.naar.pk, -1) > number]
        if terms:
            groups.append(Groep(veld, terms, inside, outside))
    return groups


def _once(steps: Sequence[Stap]) -> list[Stap]:
    """Each pair of terms once, told by the term that carries the relation when both are there."""
    pairs: dict[frozenset[int], Stap] = {}
    for step in sorted(steps, key=lambda one: one.band.omgekeerd):
        pairs.setdefault(frozenset((step.van.pk, step.naar.pk)), step)
    return list(pairs.values())
