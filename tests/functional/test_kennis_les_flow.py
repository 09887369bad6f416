"""A lesson from the first word to the site: written, previewed, returned, offered again, approved."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis import outbox
from basis.actions import NotAllowed
from basis.models import AuditRegel
from kennis.actions import DienLesIn, KeurLesGoed, SchrijfLes, StuurLesTerug, schrijf_en_dien_in
from kennis.models import Les, LessenIndex
from tests.factories.kring import make_coordinator, make_kring, make_user
from tests.factories.wereld import Wereld

ClientFor = Callable[[str], Client]
WRITE = "/lessen/schrijven"


def filled_in(wereld: Wereld, **changes: str) -> dict[str, str]:
    """What a member types in the form."""
    return {
        "title": "Graaf eerst een proefsleuf",
        "situatie": "Er lag een **oude** leiding.",
        "gebeurtenis": "De graafmachine raakte hem.",
        "oorzaak": "De tekening klopte niet.",
        "advies": "Graaf eerst een proefsleuf en meet hem in.",
        "thema": "faalkosten",
        "fase": "10",
        "contractvorm": "bouwteam",
        "kring": str(wereld.kring.pk),
        "herkomst": str(wereld.project.pk),
        "zichtbaarheid": "openbaar",
        "actie": "indienen",
    } | changes


def new_les(wereld: Wereld, **fields: object) -> Les:
    """A lesson that is complete but not saved."""
    values = {
        "title": "Meet het peil voor je begint",
        "situatie": "a",
        "gebeurtenis": "b",
        "oorzaak": "c",
        "advies": "d",
        "thema": "klimaat",
        "kring": wereld.kring,
    }
    return Les(**(values | fields))


def offered(wereld: Wereld, client_for: ClientFor) -> Les:
    """The member wrote a lesson on the site and offered it."""
    assert client_for("lid").post(WRITE, filled_in(wereld)).url == reverse("kennis:les_mijn")
    return Les.objects.get()


def returned(wereld: Wereld, client_for: ClientFor) -> Les:
    """The coordinator sent that lesson back on the site."""
    les = offered(wereld, client_for)
    answer = client_for("coordinator").post(
        judge(les), {"besluit": "terug", "reden": "Noem de <b>diepte</b>."}
    )
    assert answer.status_code == 302
    return Les.objects.get(pk=les.pk)


def judge(les: Les) -> str:
    """Where a coordinator decides about a lesson."""
    return f"/lessen/{les.slug}/beoordelen"


def sent_mail() -> list[mail.EmailMessage]:
    """Everything the outbox sends now."""
    mail.outbox.clear()
    outbox.drain()
    return list(mail.outbox)


def test_form_offers_the_own_kring_and_a_preview(wereld: Wereld, client_for: ClientFor) -> None:
    lid = client_for("lid")
    assert f'<option value="{wereld.kring.pk}" selected>' in lid.get(WRITE).content.decode()
    preview = lid.post(WRITE, filled_in(wereld, actie="voorbeeld")).content.decode()
    assert "zo ziet je les eruit" in preview
    assert "<strong>oude</strong>" in preview
    assert not Les.objects.exists()


def test_member_offers_a_lesson(wereld: Wereld, client_for: ClientFor) -> None:
    les = offered(wereld, client_for)
    assert (les.live, les.stand, les.auteur, les.organisatie) == (
        False,
        "ingediend",
        wereld.lid,
        wereld.bedrijf,
    )
    assert les.herkomst_id == wereld.project.pk
    (message,) = sent_mail()
    assert message.to == [wereld.coordinator.email]
    assert judge(les) in message.body


def test_offered_lesson_is_not_on_the_site(wereld: Wereld, client_for: ClientFor) -> None:
    les = offered(wereld, client_for)
    for role in ("lid", "coordinator", "bezoeker"):
        assert client_for(role).get(f"/lessen/{les.slug}").status_code == 404
    lid = client_for("lid")
    assert lid.get(f"/lessen/{les.slug}/bewerken").url == f"/lessen/{les.slug}/concept"
    assert (
        "Graaf eerst een proefsleuf en meet hem in" in lid.get(f"/lessen/{les.slug}/concept").content.decode()
    )


def test_coordinator_returns_it_with_a_reason(wereld: Wereld, client_for: ClientFor) -> None:
    les, coordinator = offered(wereld, client_for), client_for("coordinator")
    assert "<strong>oude</strong>" in coordinator.get(judge(les)).content.decode()
    refused = coordinator.post(judge(les), {"besluit": "terug", "reden": "  "})
    assert "Schrijf wat er anders moet" in refused.content.decode()
    assert Les.objects.get().stand == "ingediend"
    sent_mail()

    coordinator.post(judge(les), {"besluit": "terug", "reden": "Noem de <b>diepte</b>."})
    les = Les.objects.get()
    assert (les.stand, les.reden, les.live) == ("terug", "Noem de <b>diepte</b>.", False)
    assert coordinator.get(judge(les)).url == "/kenniskringen/waterveen"
    (message,) = sent_mail()
    assert message.to == [wereld.lid.email]
    assert "Noem de <b>diepte</b>." in message.body


def test_author_reads_the_reason_and_offers_it_again(wereld: Wereld, client_for: ClientFor) -> None:
    les, lid = returned(wereld, client_for), client_for("lid")
    edit = f"/lessen/{les.slug}/bewerken"
    for address in ("/lessen/mijn", edit, f"/lessen/{les.slug}/concept"):
        assert "Noem de &lt;b&gt;diepte&lt;/b&gt;." in lid.get(address).content.decode()
    assert lid.post(edit, filled_in(wereld, advies="Graaf tot een meter diep.")).status_code == 302
    assert Les.objects.get().stand == "ingediend"
    assert "Graaf tot een meter diep." in client_for("coordinator").get(judge(les)).content.decode()


def test_coordinator_approves_what_came_back(wereld: Wereld, client_for: ClientFor) -> None:
    les, lid, coordinator = returned(wereld, client_for), client_for("lid"), client_for("coordinator")
    lid.post(f"/lessen/{les.slug}/bewerken", filled_in(wereld, advies="Graaf tot een meter diep."))
    sent_mail()
    assert coordinator.post(judge(les), {"besluit": "goed"}).url == f"/lessen/{les.slug}"
    les = Les.objects.get()
    assert (les.live, les.stand, les.advies) == (True, "goedgekeurd", "Graaf tot een meter diep.")
    bezoeker = client_for("bezoeker")
    assert bezoeker.get(f"/lessen/{les.slug}").status_code == 200
    assert les.title in bezoeker.get("/lessen").content.decode()
    (message,) = sent_mail()
    assert "staat op de site" in message.subject

    # The coordinator who comes too late is led to the lesson; the author no longer changes it.
    assert coordinator.get(judge(les)).url == f"/lessen/{les.slug}"
    assert lid.get(f"/lessen/{les.slug}/bewerken").url == f"/lessen/{les.slug}"
    verbs = list(
        AuditRegel.objects.filter(verb__startswith="les.").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == [
        "les.schrijven", "les.indienen", "les.terugsturen", "les.schrijven", "les.indienen", "les.goedkeuren",
    ]  # fmt: skip


def test_concept_may_be_unfinished(wereld: Wereld, client_for: ClientFor) -> None:
    lid = client_for("lid")
    data = filled_in(wereld, actie="concept", situatie="", advies="", thema="")
    answer = lid.post(WRITE, data)
    les = Les.objects.get()
    assert answer.url == f"/lessen/{les.slug}/bewerken"
    assert les.stand == "concept"
    assert "Jouw lessen die nog niet klaar zijn" in lid.get("/lessen").content.decode()
    assert "Jouw lessen die nog niet klaar zijn" not in client_for("gemeente").get("/lessen").content.decode()

    offered = lid.post(answer.url, data | {"actie": "indienen"})
    assert offered.status_code == 200
    text = offered.content.decode()
    assert "Er is niets opgeslagen" in text
    assert "De graafmachine raakte hem." in text
    assert Les.objects.get().stand == "concept"


def test_form_edits_the_latest_revision(wereld: Wereld, client_for: ClientFor) -> None:
    les = SchrijfLes(actor=wereld.lid, les=new_les(wereld)).execute()
    les.advies = "Aangepast door de redactie."
    les.save_revision(user=wereld.redactie)
    text = client_for("lid").get(f"/lessen/{les.slug}/bewerken").content.decode()
    assert "Aangepast door de redactie." in text


@pytest.mark.parametrize("role", ["gemeente", "redactie", "beheer", "coordinator"])
def test_only_the_author_edits(wereld: Wereld, client_for: ClientFor, role: str) -> None:
    les = SchrijfLes(actor=wereld.lid, les=new_les(wereld)).execute()
    for page in ("bewerken", "concept"):
        assert client_for(role).get(f"/lessen/{les.slug}/{page}").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("lid", 404), ("gemeente", 404), ("redactie", 404), ("coordinator", 200), ("beheer", 200)],
)
def test_who_judges(wereld: Wereld, client_for: ClientFor, role: str, status: int) -> None:
    les = schrijf_en_dien_in(wereld.lid, new_les(wereld))
    client = client_for(role)
    assert client.get(f"/lessen/{les.slug}/beoordelen").status_code == status
    assert client.post(f"/lessen/{les.slug}/beoordelen", {"besluit": "goed"}).status_code == (
        302 if status == 200 else 404
    )
    assert Les.objects.get().live is (status == 200)


def test_coordinator_of_another_kring_does_not_judge(wereld: Wereld) -> None:
    les = schrijf_en_dien_in(wereld.lid, new_les(wereld))
    other = make_user()
    make_coordinator(other, make_kring())
    client = Client()
    client.force_login(other)
    assert client.get(f"/lessen/{les.slug}/beoordelen").status_code == 404
    with pytest.raises(NotAllowed):
        KeurLesGoed(actor=other, les=les).execute()


def test_nobody_judges_an_own_lesson(wereld: Wereld, client_for: ClientFor) -> None:
    les = schrijf_en_dien_in(wereld.coordinator, new_les(wereld))
    assert client_for("coordinator").get(f"/lessen/{les.slug}/beoordelen").status_code == 404
    for act in (
        KeurLesGoed(actor=wereld.coordinator, les=les),
        StuurLesTerug(actor=wereld.coordinator, les=les),
    ):
        with pytest.raises(NotAllowed):
            act.execute()
    outbox.drain()
    assert mail.outbox == []


def test_a_decision_is_taken_once(wereld: Wereld) -> None:
    les = schrijf_en_dien_in(wereld.lid, new_les(wereld))
    KeurLesGoed(actor=wereld.coordinator, les=les).execute()
    with pytest.raises(NotAllowed):
        StuurLesTerug(actor=wereld.coordinator, les=Les.objects.get(), reden="Toch niet").execute()
    with pytest.raises(NotAllowed):
        DienLesIn(actor=wereld.lid, les=Les.objects.get()).execute()


def test_who_left_the_kring_writes_no_more(wereld: Wereld, client_for: ClientFor) -> None:
    les = SchrijfLes(actor=wereld.lid, les=new_les(wereld)).execute()
    wereld.bedrijf.deelnames.update(tot=timezone.now())
    lid = client_for("lid")
    for answer in (
        lid.get(f"/lessen/{les.slug}/bewerken"),
        lid.post(f"/lessen/{les.slug}/bewerken", {"title": "x"}),
    ):
        assert answer.url == f"/lessen/{les.slug}/concept"
    concept = lid.get(f"/lessen/{les.slug}/concept").content.decode()
    assert "Je doet niet meer mee" in concept
    assert "Pas je les aan" not in concept
    assert Les.objects.get().title == les.title
    assert "Je doet nog niet mee" in lid.get(WRITE).content.decode()


def test_approval_keeps_the_first_date(wereld: Wereld) -> None:
    moment = timezone.now() - timezone.timedelta(days=30)
    les = schrijf_en_dien_in(wereld.lid, new_les(wereld))
    KeurLesGoed(actor=wereld.coordinator, les=les, op=moment).execute()
    assert Les.objects.get().first_published_at == moment
    les = Les.objects.get()
    les.unpublish()
    les = DienLesIn(actor=wereld.lid, les=Les.objects.get()).execute()
    KeurLesGoed(actor=wereld.coordinator, les=les).execute()
    assert Les.objects.get().first_published_at == moment


def test_slug_is_free_and_not_an_address(wereld: Wereld) -> None:
    titles = ["Mijn", "Schrijven", "Voorbeeld", "Zelfde", "Zelfde", "!!!", "Één ‘été’ ☂"]
    slugs = [
        SchrijfLes(actor=wereld.lid, les=new_les(wereld, title=title, advies=f"d{number}")).execute().slug
        for number, title in enumerate(titles)
    ]
    assert slugs == ["mijn-2", "schrijven-2", "voorbeeld-2", "zelfde", "zelfde-2", "les", "een-ete"]
    assert LessenIndex.objects.get().numchild == len(titles)


def test_a_form_that_is_sent_twice_keeps_one_lesson(wereld: Wereld, client_for: ClientFor) -> None:
    lid = client_for("lid")
    unfinished = filled_in(wereld, actie="concept", thema="")
    first, second = lid.post(WRITE, unfinished), lid.post(WRITE, unfinished)
    assert first.url == second.url
    # Back to the empty form that the browser still has filled in, and on from there.
    for _time in range(2):
        assert lid.post(WRITE, filled_in(wereld)).url == reverse("kennis:les_mijn")
    les = Les.objects.get()
    assert (les.stand, les.get_latest_revision_as_object().thema) == ("ingediend", filled_in(wereld)["thema"])


def test_a_decision_that_is_sent_twice_is_told(wereld: Wereld, client_for: ClientFor) -> None:
    les, coordinator = offered(wereld, client_for), client_for("coordinator")
    for _time in range(2):
        assert (
            coordinator.post(judge(les), {"besluit": "terug", "reden": "Noem de diepte."}).status_code == 302
        )
    assert "al besloten" in coordinator.get("/kenniskringen/waterveen").content.decode()
    assert client_for("lid").get(judge(les)).status_code == 404


def test_whoever_writes_for_the_kring_is_never_named(wereld: Wereld, client: Client) -> None:
    les = schrijf_en_dien_in(wereld.lid, new_les(wereld, namens_kring=True))
    KeurLesGoed(actor=wereld.coordinator, les=les).execute()
    Les.objects.update(kring=None)
    for path in (f"/lessen/{les.slug}", "/lessen"):
        page = client.get(path).content.decode()
        assert "namens een kenniskring" in page
        assert wereld.lid.naam not in page


def test_visitor_is_led_to_login(client: Client, wereld: Wereld) -> None:
    for address in (WRITE, "/lessen/mijn", "/lessen/x/bewerken", "/lessen/x/concept", "/lessen/x/beoordelen"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith("/inloggen?")
