"""A term that does not fit with others is refused, from Python and in the form of an editor; a concept may wait."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from kennis.models import Begrip, BegrippenIndex, Begrippenverzameling, Koppeling, Label, Relatie, Wijziging
from kennis.models.relatie import RelatieSoort
from kennis.samenhang import fouten, fouten_van, gekeurd, load
from tests.factories.kennis import make_begrip
from tests.factories.wereld import Wereld

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

ClientFor = Callable[[str], Client]


def term(name: str, **fields: Any) -> Begrip:
    """A term that is called as its reference."""
    return make_begrip(title=name, slug=name, ref=name, **fields)


def typed(**fields: Any) -> dict[str, Any]:
    """What an editor types for a term, with rows as lists."""
    rows = {name: fields.pop(name, []) for name in ("labels", "relaties", "bronnen", "koppelingen")}
    # The last button of the form wins.
    action = fields.pop("action", "action-publish")
    plain = {
        "title": "ander", "slug": "ander", "definitie": "Een zin.", "uitleg": "", "toelichting": "", "voorbeeld": "",
        "samenvatting": "", "ref": "ander", "notatie": "", "thema": "", "status": "geldig", "opvolger": "",
        "peildatum": "2026-11-21", "herzien_voor": "", "eigenaar": "", "notitie": "",
        "comments": inline_formset([]), action: action,
    }  # fmt: skip
    rows["bronnen"] = rows["bronnen"] or [{"titel": "Bron", "ORDER": "1"}]
    return nested_form_data(plain | fields | {name: inline_formset(found) for name, found in rows.items()})


def add(client: Client, **fields: Any) -> "Answer":
    """Send the form for a new term."""
    index = BegrippenIndex.objects.get()
    return client.post(
        reverse("wagtailadmin_pages:add", args=("kennis", "begrip", index.pk)), typed(**fields)
    )


def label(text: str, soort: str = "alt", taal: str = "nl") -> dict[str, str]:
    """A row of the form."""
    return {"tekst": text, "soort": soort, "taal": taal, "automatisch_linken": "on", "ORDER": "1"}


def link(naar: Begrip, soort: str) -> dict[str, Any]:
    """A row of the form."""
    return {"soort": soort, "naar": naar.pk, "toelichting": ""}


def mapping(uri: str) -> dict[str, str]:
    """A row of the form."""
    return {"soort": "exact", "uri": uri, "benaming": "elders", "stelsel": "Elders", "ORDER": "1"}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": "Ésg", "slug": "anders"}, "Er is al een begrip “esg”."),
        ({"labels": [label("ESG")]}, "“ESG” is ook een naam van het begrip “esg”"),
        ({"labels": [label("Ander")]}, "“Ander” staat al bij dit begrip"),
        ({"labels": [label("x" * 500)]}, "160"),
        ({"labels": [label("<b>vet</b>")]}, "zonder opmaak"),
        ({"labels": [label("...")]}, "ten minste één letter of cijfer"),
        ({"labels": [label("thing", taal="fr")]}, "fr"),
        ({"title": "**vet**"}, "zonder opmaak"),
        ({"koppelingen": [mapping("geen adres")]}, "Dit is geen volledig adres"),
        ({"koppelingen": [mapping("http://a.nl/1"), mapping("http://a.nl/1")]}, "uri"),
        ({"status": "vervallen"}, "Kies een opvolger, of zeg bij de toelichting"),
        ({"notatie": "N1"}, "De notatie “N1” hoort al bij het begrip “esg”"),
        ({"herzien_voor": "gisteren"}, "datum"),
    ],
)
def test_an_editor_is_told_beside_the_field_and_keeps_what_was_typed(
    wereld: Wereld, client_for: ClientFor, fields: dict[str, Any], message: str
) -> None:
    term("esg", notatie="N1")
    answer = add(client_for("redactie"), **({"voorbeeld": "Blijft staan."} | fields))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert message in html
    assert "Blijft staan." in html
    assert not Begrip.objects.filter(ref="ander").exists()


def test_relations_of_the_form_are_held_against_all_others(wereld: Wereld, client_for: ClientFor) -> None:
    redactie, top, new = client_for("redactie"), term("top"), term("nieuw")
    old = term("oud", status=Begrip.Status.VERVALLEN, opvolger=new)
    ander = term("ander")
    Relatie.objects.create(van=top, soort=RelatieSoort.BOVENLIGGEND, naar=ander)
    edit = reverse("wagtailadmin_pages:edit", args=(ander.pk,))
    for row, message in (
        (link(top, "onderdeel_van"), "Zo staat een begrip boven zichzelf: ander → top → ander."),
        (link(top, "verwant"), "“top” staat al boven of onder dit begrip"),
        (link(old, "ondersteunt"), "“oud” is vervallen. Gebruik de opvolger: “nieuw”."),
    ):
        answer = redactie.post(edit, typed(relaties=[row]))
        assert answer.status_code == 200
        assert message in answer.content.decode()
    assert redactie.post(edit, typed(relaties=[link(new, "ondersteunt")])).status_code == 302
    assert Relatie.objects.get(van=ander).naar == new


def test_a_concept_may_wait_until_it_is_published(wereld: Wereld, client_for: ClientFor) -> None:
    redactie = client_for("redactie")
    term("esg")
    assert add(redactie, labels=[label("ESG")], action="action-concept").status_code == 302
    concept = Begrip.objects.get(ref="ander")
    assert not concept.live
    with pytest.raises(ValidationError):
        concept.get_latest_revision().publish()
    assert not Begrip.objects.get(pk=concept.pk).live
    # What is wrong with the rows of before does not stand in the way of setting them right.
    edit = reverse("wagtailadmin_pages:edit", args=(concept.pk,))
    row = concept.labels.get()
    mended = typed() | {
        "labels-TOTAL_FORMS": "1", "labels-INITIAL_FORMS": "1", "labels-0-id": str(row.pk), "labels-0-tekst": "iets",
        "labels-0-soort": "alt", "labels-0-taal": "en", "labels-0-ORDER": "1", "labels-0-DELETE": "",
    }  # fmt: skip
    assert redactie.post(edit, mended).status_code == 302
    fresh = Begrip.objects.get(pk=concept.pk)
    assert fresh.live
    assert [(one.tekst, one.taal) for one in fresh.labels.all()] == [("iets", "en")]


def test_a_concept_without_reference_is_no_second_one_without(wereld: Wereld, client_for: ClientFor) -> None:
    """The editor's own saving while one types says no, and does not fall over."""
    redactie = client_for("redactie")
    index = BegrippenIndex.objects.get()
    address = reverse("wagtailadmin_pages:add", args=("kennis", "begrip", index.pk))
    for name in ("een", "twee"):
        fields = typed(title=name, slug=name, ref="", action="action-concept")
        assert redactie.post(address, fields, headers={"accept": "application/json"}).status_code == 400
    assert not Begrip.objects.exists()


def test_python_is_refused_too(wereld: Wereld) -> None:
    esg = term("esg")
    ander = term("ander")
    ander.labels = [Label(tekst="ESG"), Label(tekst="<i>")]
    ander.relaties = [Relatie(soort=RelatieSoort.BOVENLIGGEND, naar=ander)]
    ander.koppelingen = [Koppeling(soort="exact", uri="nergens", benaming="x", stelsel="y")]
    with pytest.raises(ValidationError) as refused:
        ander.full_clean()
    assert set(refused.value.message_dict) == {"labels", "relaties", "koppelingen"}
    with pytest.raises(ValidationError):
        ander.save()
    with gekeurd():
        ander.full_clean()
    esg.title = "."
    with pytest.raises(ValidationError, match="ten minste één letter"):
        esg.full_clean()


def test_a_reference_that_others_know_stays(wereld: Wereld) -> None:
    begrip = term("esg")
    begrip.save_revision().publish()
    begrip = Begrip.objects.get()
    begrip.ref = "nieuw-kenmerk"
    with pytest.raises(ValidationError, match="adressen die anderen kennen"):
        begrip.full_clean()
    verzameling = Begrippenverzameling.objects.create(title="Meten", ref="meten", omschrijving="Zin.")
    verzameling.ref = "anders"
    with pytest.raises(ValidationError, match="adressen die anderen kennen"):
        verzameling.full_clean()


def test_a_change_of_a_known_term_is_told_and_kept(wereld: Wereld, client_for: ClientFor) -> None:
    redactie = client_for("redactie")
    assert add(redactie).status_code == 302
    begrip = Begrip.objects.get(ref="ander")
    edit = reverse("wagtailadmin_pages:edit", args=(begrip.pk,))
    silent = redactie.post(edit, typed(definitie="Andere zin."))
    assert silent.status_code == 200
    assert "Schrijf op wat er verandert" in silent.content.decode()
    assert redactie.post(edit, typed(definitie="Andere zin.", notitie="Strakker.")).status_code == 302
    kept = [(row.notitie, row.door) for row in begrip.wijzigingen.all()]
    assert kept == [("Strakker.", wereld.redactie), ("Opgenomen in de begrippenlijst.", wereld.redactie)]
    # The form starts with an empty note again.
    assert 'value="Strakker."' not in redactie.get(edit).content.decode()
    begrip.refresh_from_db()
    with pytest.raises(ValidationError, match="Schrijf op wat er verandert"):
        begrip.save_revision().publish()


def test_a_change_that_waits_for_its_day_is_told_on_that_day(wereld: Wereld) -> None:
    begrip = term("esg")
    begrip.go_live_at = timezone.now() + timedelta(days=1)
    begrip.save_revision().publish()
    assert not Wijziging.objects.exists()


def test_what_went_wrong_while_it_waited_stays_a_concept_and_holds_up_nothing(wereld: Wereld) -> None:
    old = term("oud")
    stuck, fine = term("esg", live=False), term("csrd", live=False)
    stuck.relaties = [Relatie(soort=RelatieSoort.VERWANT, naar=old)]
    for begrip in (stuck, fine):
        begrip.go_live_at = timezone.now() + timedelta(days=1)
        begrip.save_revision().publish()
    old.status, old.toelichting = Begrip.Status.VERVALLEN, "Zo zeggen we het niet meer."
    old.save()
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        call_command("publish_scheduled")
    assert [Begrip.objects.get(pk=begrip.pk).live for begrip in (stuck, fine)] == [False, True]
    assert list(fine.wijzigingen.values_list("notitie", flat=True)) == ["Opgenomen in de begrippenlijst."]
    assert not stuck.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_history_is_not_rewritten(wereld: Wereld) -> None:
    term("esg").save_revision().publish()
    row = Wijziging.objects.get()
    row.notitie = "Anders."
    for rewrite in (row.save, row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            rewrite()


@pytest.mark.parametrize("page", ["begrip", "index"])
def test_a_known_term_is_not_removed_copied_or_published_among_others(
    wereld: Wereld, client_for: ClientFor, page: str
) -> None:
    begrip = term("esg")
    begrip.save_revision().publish()
    target = begrip if page == "begrip" else BegrippenIndex.objects.get()
    redactie = client_for("beheer")
    for address, message in (
        (reverse("wagtailadmin_pages:delete", args=(target.pk,)), "verwijder je niet"),
        (reverse("wagtailadmin_pages:copy", args=(target.pk,)), "kopieer je niet"),
        (bulk("delete", target.pk), "verwijder je niet"),
        (bulk("publish", target.pk), "één voor één"),
    ):
        assert message in redactie.post(address, {}, follow=True).content.decode()
    assert Begrip.objects.filter(pk=begrip.pk).exists()


def bulk(action: str, pk: int) -> str:
    """The address of an action on several pages."""
    return (
        f"{reverse('wagtail_bulk_action', args=('wagtailcore', 'page', action))}?id={pk}&next=/admin/pages/"
    )


@pytest.mark.parametrize("in_dialog", [False, True])
def test_approving_what_no_longer_fits_says_why(
    wereld: Wereld, client_for: ClientFor, in_dialog: bool
) -> None:
    begrip = term("esg", live=False)
    begrip.save_revision()
    workflow = Workflow.objects.create(name="Redactie")
    task = GroupApprovalTask.objects.create(name="Lezen")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    state = workflow.start(begrip, wereld.beheer).current_task_state
    # Meanwhile somebody else gave that name to another term.
    other = term("ander")
    Label.objects.create(begrip=other, tekst="esg")
    address = reverse("wagtailadmin_pages:workflow_action", args=(begrip.pk, "approve", state.pk))
    beheer, home = client_for("beheer"), reverse("wagtailadmin_home")
    headers = {"x-requested-with": "XMLHttpRequest"} if in_dialog else {}
    answer = beheer.post(address, {"comment": ""}, headers=headers)
    assert (answer.json() if in_dialog else answer.headers["Location"]) == (
        {"step": "success", "redirect": home} if in_dialog else home
    )
    assert "ander" in " ".join(str(message) for message in get_messages(answer.wsgi_request))
    state.refresh_from_db()
    assert (state.status, Begrip.objects.get(pk=begrip.pk).live) == ("in_progress", False)


def test_a_term_that_nobody_knows_may_go(wereld: Wereld, client_for: ClientFor) -> None:
    begrip = term("esg", live=False)
    answer = client_for("beheer").post(reverse("wagtailadmin_pages:delete", args=(begrip.pk,)))
    assert answer.status_code == 302
    assert not Begrip.objects.exists()


def test_a_collection_has_its_theme_and_what_was_chosen(wereld: Wereld, client_for: ClientFor) -> None:
    redactie = client_for("redactie")
    chosen = term("beta")
    term("alfa", thema="jeugd")
    term("oud", thema="jeugd", status=Begrip.Status.VERVALLEN)
    term("concept", thema="jeugd", live=False)
    fields = {"title": "Jeugd", "ref": "jeugd", "omschrijving": "Over instroom.", "thema": "jeugd"}
    address = reverse("begrippenverzamelingen:add")
    wrong = redactie.post(address, fields | {"ref": "Geen kenmerk", "title": "..."})
    assert "Kleine letters, cijfers en streepjes." in wrong.content.decode()
    assert "Over instroom." in wrong.content.decode()
    assert redactie.post(address, fields | {"begrippen": [chosen.pk]}).status_code == 302
    verzameling = Begrippenverzameling.objects.visible_to(wereld.lid).get()
    assert [begrip.ref for begrip in verzameling.leden(wereld.lid)] == ["alfa", "beta"]
    assert "Jeugd" in redactie.get(reverse("begrippenverzamelingen:index")).content.decode()
    assert client_for("lid").get(address).status_code in {302, 403, 404}


def test_questions_do_not_grow_with_the_glossary(
    wereld: Wereld, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    begrip = term("esg")
    for number in range(5):
        other = term(f"ander-{number}")
        Label.objects.create(begrip=other, tekst=f"A{number}")
        Relatie.objects.create(van=other, soort=RelatieSoort.VERWANT, naar=begrip)
    begrip = Begrip.objects.get(pk=begrip.pk)
    with django_assert_num_queries(3):
        assert fouten(load()) == []
    with django_assert_num_queries(5):
        assert fouten_van(begrip) == []
