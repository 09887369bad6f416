"""A glossary in which everything occurs that a term may have."""

from datetime import UTC, date, datetime

from kennis.models import Begrip, BegrippenIndex, Begrippenverzameling, Bron, Koppeling, Label, Relatie
from kennis.models.relatie import RelatieSoort
from kring.indeling import Thema


def publish(begrip: Begrip) -> Begrip:
    """As an editor does."""
    BegrippenIndex.objects.get().add_child(instance=begrip)
    begrip.save_revision().publish()
    begrip.refresh_from_db()
    return begrip


def rich_term(ref: str, **fields: object) -> Begrip:
    """A term with a source."""
    defaults = {
        "title": ref.replace("-", " "), "slug": ref, "ref": ref, "definitie": f"Wat {ref} is.",
        "peildatum": date(2026, 1, 2), "live": False,
    }  # fmt: skip
    begrip = Begrip(**(defaults | fields))
    begrip.bronnen = [Bron(titel="Een boek")]
    return begrip


def make_glossary() -> None:
    """Terms in which every field, every kind of row and every kind of relation occurs."""
    full = rich_term(
        "maatschappelijk-verantwoord-inkopen",
        notatie="MVI 1",
        definitie='=Inkopen "met" <oog> voor de wereld.',
        uitleg="Regel één.\r\n\r\nRegel twee, met | en \\ en ’.",
        toelichting="- Let op.",
        voorbeeld="+ Een voorbeeld.",
        thema=Thema.DUURZAAMHEID,
        herzien_voor=date(2027, 3, 4),
    )
    full.labels = [
        Label(tekst="MVI", hoofdlettergevoelig=True),
        Label(tekst="verantwoord inkopen", automatisch_linken=False),
        Label(tekst="sustainable procurement", taal="en", soort=Label.Soort.VERBORGEN),
        Label(tekst="inkopen met oog voor de wereld", soort=Label.Soort.VERBORGEN),
    ]
    full.bronnen = [
        Bron(
            titel="Een wet",
            verwijzing="Artikel 1, lid 2",
            pagina="3-4",
            url="https://example.org/wet?a=1&b=2",
        ),
        Bron(titel="Een wet", verwijzing="Artikel 1, lid 2", pagina="5"),
        Bron(titel="Een rapport", verwijzing="Een rapport"),
    ]
    full.koppelingen = [
        Koppeling(
            soort=kind, uri=f"https://example.org/{kind}#x", benaming=f"sustainable {kind}", stelsel="Elders"
        )
        for kind in Koppeling.Soort.values
    ]
    publish(full)
    others = {kind: publish(rich_term(f"bij-{kind.replace('_', '-')}")) for kind in RelatieSoort.values}
    full.relaties = [
        Relatie(soort=kind, naar=other, toelichting="" if kind == RelatieSoort.TEGENOVER else f"Want {kind}.")
        for kind, other in others.items()
    ]
    full.notitie = "Verhoudingen toegevoegd."
    full.save_revision().publish()
    one = others[RelatieSoort.VERWANT]
    one.relaties = [Relatie(soort=RelatieSoort.VERWANT, naar=others[RelatieSoort.TEGENOVER])]
    one.notitie = "Nog een verhouding."
    one.save_revision().publish()
    publish(
        rich_term(
            "oud-woord", status=Begrip.Status.VERVALLEN, opvolger=full, toelichting="Zo heet het niet meer."
        )
    )
    publish(rich_term("nieuw-voorstel", status=Begrip.Status.VOORSTEL))
    # From before there was a history.
    loose = rich_term("zonder-geschiedenis", live=True)
    BegrippenIndex.objects.get().add_child(instance=loose)
    long_ago = datetime(2020, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
    Begrip.objects.filter(pk=loose.pk).update(first_published_at=long_ago, last_published_at=long_ago)
    collection = Begrippenverzameling.objects.create(
        title="Groen doen", ref="groen-doen", omschrijving="Waar het om gaat.", thema=Thema.DUURZAAMHEID
    )
    collection.begrippen.add(one, others[RelatieSoort.TEGENOVER])
