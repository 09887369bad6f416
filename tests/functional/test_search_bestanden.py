"""A file from upload to result: found and opened by who may see what carries it, and by nobody else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from wagtail.documents.models import AbstractDocument
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from basis import outbox
from basis.bijlagen import may_open
from basis.models import Bijlage, OutboxBericht
from basis.visibility import Viewer, principals
from kring.indeling import Zichtbaarheid
from portal.demo.bestanden import WRITERS
from portal.demo.lezen import yaml_files
from search import api, sources
from search.documents import Plek, SearchDocument
from search.extraction import job
from search.models import Bestandstekst
from search.sources.bestanden import audience
from tests.factories.bestanden import encrypted, make_docx, make_odt, make_pdf, make_pptx, upload
from tests.factories.kennis import make_casus, make_les
from tests.factories.kring import make_bijeenkomst
from tests.factories.wereld import Wereld

EVERYONE = frozenset({"openbaar"})
ROLES = ("bezoeker", "lid", "gemeente", "coordinator", "redactie", "beheer")
ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def on_disk(settings: LazySettings) -> None:
    """Uploads as in production: the storage in memory serves no file."""
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": storage}


def hits(text: str, who: frozenset[str] = EVERYONE) -> list[api.Hit]:
    outbox.drain()
    page = api.search(api.SearchRequest(text, who, literal=True))
    return [hit for hit in page.hits if hit.soort == "bestand"]


def found(text: str, who: frozenset[str] = EVERYONE) -> list[str]:
    return [hit.titel for hit in hits(text, who)]


def status(client: Client, document: AbstractDocument) -> int:
    """What a download answers."""
    answer = client.get(document.url)
    answer.close()
    return answer.status_code


def put_with(page: Page, *documents: AbstractDocument) -> None:
    """As an editor does: the page with these files, published."""
    page.bijlagen = [Bijlage(document=document) for document in documents]
    page.save_revision().publish()


@pytest.mark.parametrize("make", [make_docx, make_odt, make_pptx, make_pdf])
def test_a_word_that_only_a_file_holds_finds_it(wereld: Wereld, make: Callable[[str], bytes]) -> None:
    casus = make_casus(title="Het Plein")
    put_with(casus, upload("Nota", make("Eerst een kwelscherm")))
    (hit,) = hits("kwelscherm")
    assert (hit.titel, [link.titel for link in hit.hoort_bij]) == ("Nota", ["Het Plein"])
    assert '<mark class="nl-mark">kwelscherm</mark>' in hit.fragment


def test_a_file_that_nothing_carries_is_for_nobody(wereld: Wereld, client_for: ClientFor) -> None:
    document = upload("Los", make_docx("kwelscherm"))
    assert found("kwelscherm", principals(wereld.beheer)) == []
    allowed = {role for role in ROLES if status(client_for(role), document) == 200}
    assert allowed == {"redactie", "beheer"}, "wie met bestanden werkt, moet ze kunnen bekijken"


def test_a_draft_is_no_carrier(wereld: Wereld, client_for: ClientFor) -> None:
    """A page that is not published, and a published page of which only the draft names the file."""
    document = upload("Nota", make_docx("kwelscherm"))
    hidden = make_casus(live=False)
    put_with_draft(hidden, document)
    shown = make_casus()
    put_with_draft(shown, document)
    assert found("kwelscherm") == []
    assert status(client_for("bezoeker"), document) == 404
    shown.get_latest_revision().publish()
    assert found("kwelscherm") == ["Nota"]
    assert status(client_for("bezoeker"), document) == 200


def put_with_draft(page: Page, document: AbstractDocument) -> None:
    page.bijlagen = [Bijlage(document=document)]
    page.save_revision()


def test_unpublishing_removing_and_deleting_take_it_away(wereld: Wereld, client_for: ClientFor) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    casus, les = make_casus(), make_les(wereld.kring)
    put_with(casus, document)
    put_with(les, document)
    assert found("kwelscherm") == ["Nota"]
    les.delete()
    assert found("kwelscherm") == ["Nota"]
    casus.unpublish()
    assert found("kwelscherm") == []
    assert status(client_for("bezoeker"), document) == 404
    casus.save_revision().publish()
    assert found("kwelscherm") == ["Nota"]
    put_with(casus)
    assert found("kwelscherm") == []
    assert status(client_for("bezoeker"), document) == 404


def test_a_link_in_rich_text_carries_too(wereld: Wereld) -> None:
    document = upload("Agenda", make_pdf("kwelscherm"))
    link = f'<p>Lees <a linktype="document" id="{document.pk}">de agenda</a></p>'
    meeting = make_bijeenkomst(wereld.kring, programma=link)
    assert found("kwelscherm") == ["Agenda"]
    meeting.programma = "<p>Niets</p>"
    meeting.save()
    assert found("kwelscherm") == []


def test_a_file_of_the_kring_is_for_the_kring(wereld: Wereld, client_for: ClientFor) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    put_with(make_les(wereld.kring, title="Van ons", zichtbaarheid=Zichtbaarheid.KRING), document)
    assert found("kwelscherm") == []
    (hit,) = hits("kwelscherm", principals(wereld.lid))
    assert hit.alleen_kring
    allowed = {role for role in ROLES if status(client_for(role), document) == 200}
    assert allowed == {"lid", "gemeente", "coordinator", "redactie", "beheer"}


def test_a_result_tells_only_of_places_that_one_may_see(wereld: Wereld) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    put_with(make_les(wereld.kring, title="Van ons", zichtbaarheid=Zichtbaarheid.KRING), document)
    put_with(make_casus(title="Het Plein"), document)
    assert [link.titel for link in hits("kwelscherm")[0].hoort_bij] == ["Het Plein"]
    member = hits("kwelscherm", principals(wereld.lid))[0]
    assert {link.titel for link in member.hoort_bij} == {"Het Plein", "Van ons"}
    outbox.drain()
    assert found("ons") == [], "de titel van een besloten les staat niet in de tekst van het bestand"


def test_search_and_download_follow_one_rule(wereld: Wereld) -> None:
    """Everyone who finds a file can open it, and the other way round, for every kind of carrier."""
    carriers = [
        make_les(wereld.kring, zichtbaarheid=Zichtbaarheid.KRING),
        make_les(wereld.kring),
        make_bijeenkomst(wereld.kring, zichtbaarheid=Zichtbaarheid.KRING),
        make_casus(live=False),
        wereld.project,
    ]
    documents = [upload(f"Nota {number}", make_docx("kwelscherm")) for number in range(len(carriers))]
    for page, document in zip(carriers, documents, strict=True):
        page.bijlagen = [Bijlage(document=document)]
        page.save()
    outbox.drain()
    people: list[Viewer] = [AnonymousUser(), wereld.lid, wereld.projectleider, wereld.coordinator]
    for person in people:
        opens = {document.title for document in documents if may_open(document, person)}
        assert set(found("kwelscherm", principals(person))) == opens
    assert len(found("kwelscherm", principals(wereld.lid))) == 4


def test_a_restriction_on_a_page_or_a_collection_hides_its_files(
    wereld: Wereld, client_for: ClientFor
) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    casus = make_casus()
    put_with(casus, document)
    above = PageViewRestriction.objects.create(
        page=casus.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert found("kwelscherm") == []
    assert status(client_for("bezoeker"), document) == 404
    above.delete()
    assert found("kwelscherm") == ["Nota"]
    closed = CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert found("kwelscherm") == []
    closed.delete()
    assert found("kwelscherm") == ["Nota"]


def test_another_file_in_its_place(wereld: Wereld) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    put_with(make_casus(), document)
    assert found("kwelscherm") == ["Nota"]
    document.file = ContentFile(make_pdf("damwand"), name="nieuw.pdf")
    document.save()
    assert (found("kwelscherm"), found("damwand")) == ([], ["Nota"])
    assert hits("damwand")[0].feiten[0] == "PDF"


def test_a_new_title_reads_nothing_again(wereld: Wereld) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    put_with(make_casus(), document)
    outbox.drain()
    before = Bestandstekst.objects.get(document=document).gelezen_op
    document.title = "Notitie"
    document.save()
    assert found("kwelscherm") == ["Notitie"]
    assert Bestandstekst.objects.get(document=document).gelezen_op == before


def test_a_late_reader_does_not_overwrite_a_newer_file(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    put_with(make_casus(), document)
    extract = job.process.extract

    def slow(path: Path) -> object:
        """While the first file is read, somebody uploads the second."""
        monkeypatch.setattr(job.process, "extract", extract)
        result = extract(path)
        document.file = ContentFile(make_docx("damwand"), name="nieuw.docx")
        document.save()
        return result

    monkeypatch.setattr(job.process, "extract", slow)
    assert (found("kwelscherm"), found("damwand")) == ([], ["Nota"])


@pytest.mark.parametrize(
    ("content", "stand"),
    [
        (b"", "geen_tekst"),
        (b"geen van alle", "andere_soort"),
        (make_docx("x")[:60], "kapot"),
        (encrypted(make_pdf("x"), "sesam"), "beveiligd"),
    ],
    # Not the bytes: they hold the time, and every process has to give a test the same name.
    ids=["leeg", "andere soort", "afgekapt", "beveiligd"],
)
def test_a_file_without_text_is_noted_and_stops_nothing(wereld: Wereld, content: bytes, stand: str) -> None:
    bad, good = upload("Slecht kwelscherm", content), upload("Goed", make_docx("kwelscherm"))
    put_with(make_casus(), bad, good)
    assert set(found("kwelscherm")) == {"Slecht kwelscherm", "Goed"}, "de titel blijft vindbaar"
    assert Bestandstekst.objects.get(document=bad).stand == stand
    assert Bestandstekst.objects.get(document=bad).uitleg
    assert not OutboxBericht.objects.pending().filter(kind=job.EXTRACT).exists()
    assert not OutboxBericht.objects.dead().exists()


def test_a_file_that_is_gone_from_the_disk(wereld: Wereld) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    document.file.storage.delete(document.file.name)
    outbox.drain()
    assert Bestandstekst.objects.get(document=document).stand == "weg"
    assert not OutboxBericht.objects.pending().exists()


def test_a_document_that_is_removed_before_it_was_read(wereld: Wereld) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    document.delete()
    outbox.drain()
    assert not OutboxBericht.objects.pending().exists()
    assert found("kwelscherm") == []


def test_a_rebuild_reads_no_file(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    put_with(make_casus(), upload("Nota", make_docx("kwelscherm")))
    outbox.drain()

    def refused(path: Path) -> object:
        raise AssertionError(path)

    monkeypatch.setattr(job.process, "extract", refused)
    call_command("search", "rebuild", verbosity=0)
    assert found("kwelscherm") == ["Nota"]


def place(acl: str, visible_from: datetime | None = None) -> SearchDocument:
    return SearchDocument(
        key=acl, soort="dossier", titel=acl, url="/x", acl=(acl,), zichtbaar_vanaf=visible_from
    )


def test_the_audience_of_a_file_by_the_clock() -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    later, latest = now + timedelta(hours=1), now + timedelta(hours=2)
    assert audience([place("kring:1"), place("openbaar", now)], now) == (("kring:1", "openbaar"), None)
    assert audience([place("kring:1"), place("openbaar", later)], now) == (("kring:1",), None)
    assert audience([place("kring:1", latest), place("openbaar", later)], now) == (("openbaar",), later)


def test_places_of_a_file_survive_the_index(wereld: Wereld) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    put_with(make_casus(title="Het Plein"), document)
    made = sources.document_of("wagtaildocs.Document", document.pk)
    assert made is not None
    assert made.hoort_bij == (Plek("Het Plein", made.hoort_bij[0].url, ("openbaar",)),)
    assert found("kwelscherm") == ["Nota"]


def test_the_page_shows_its_files_and_the_result_its_page(wereld: Wereld, client_for: ClientFor) -> None:
    document = upload("Nota van uitgangspunten", make_docx("kwelscherm"))
    casus = make_casus(title="Het Plein")
    put_with(casus, document)
    outbox.drain()
    client = client_for("bezoeker")
    assert document.url in client.get(casus.url).content.decode()
    html = client.get("/zoeken?q=kwelscherm").content.decode()
    assert document.url in html
    assert "Hoort bij" in html
    assert "Bestanden" in html


def test_files_are_not_under_media(wereld: Wereld, client_for: ClientFor) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    assert client_for("beheer").get(f"/media/{document.file.name}").status_code == 404


def test_a_shared_cache_keeps_no_file(wereld: Wereld, client_for: ClientFor) -> None:
    document = upload("Nota", make_docx("kwelscherm"))
    put_with(make_casus(), document)
    answer = client_for("bezoeker").get(document.url)
    answer.close()
    assert "private" in answer.headers["Cache-Control"]


def test_an_editor_sees_what_could_be_read_and_has_it_read_again(
    wereld: Wereld, client_for: ClientFor
) -> None:
    bad, good = upload("Slechte scan", b"niets"), upload("Goede nota", make_docx("kwelscherm"))
    put_with(make_casus(title="Het Plein"), good)
    outbox.drain()
    editor, where = client_for("redactie"), "/beheer/zoeken/bestanden/"
    html = editor.get(where).content.decode()
    assert "Slechte scan" in html
    assert "De inhoud is geen PDF, DOCX, ODT of PPTX" in html
    assert "Nergens bij" in html
    assert "Het Plein" in html
    only_bad = editor.get(f"{where}?stand=andere_soort").content.decode()
    assert "Slechte scan" in only_bad
    assert "Goede nota" not in only_bad
    assert editor.get(f"{where}?stand=onzin&pagina=zeven").status_code == 200
    bad.file.storage.delete(bad.file.name)
    bad.file.storage.save(bad.file.name, ContentFile(make_docx("damwand")))
    row = Bestandstekst.objects.get(document=bad)
    assert editor.post(f"{where}{row.pk}/").status_code == 302
    outbox.drain()
    row.refresh_from_db()
    assert (row.stand, row.tekst) == ("gelezen", "damwand")
    for role in ("lid", "gemeente", "coordinator"):
        assert client_for(role).get(where).status_code in {302, 404}
        assert client_for(role).post(f"{where}{row.pk}/").status_code in {302, 404}


def test_the_demo_has_words_that_only_a_file_holds(wereld: Wereld) -> None:
    for row in yaml_files("bestanden"):
        page = {"kennis.Les": make_les(wereld.kring), "kring.Bijeenkomst": make_bijeenkomst(wereld.kring)}
        carrier = page.get(row["bij"]["model"], wereld.project)
        put_with(carrier, upload(row["titel"], WRITERS[row["soort"]](row["tekst"]), f"x.{row['soort']}"))
    assert found("mantelbuis") == ["Checklist proefsleuven"]
    assert found("retourbemaling") == ["Nota van uitgangspunten Dijkstraat"]
    assert found("duindoorn") == ["Wat er aankomt in Kustboog, 2026 en 2027"]
