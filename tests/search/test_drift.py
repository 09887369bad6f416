"""Every change anywhere that a document shows reaches the index: afterwards nothing differs from a fresh build."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from basis import outbox
from basis.models import OutboxBericht
from convenant.models import Bijdrage, ConvenantenIndex, Faseovergang, ProjectenIndex, Vrijgave
from kennis.models import Begrip, Les, LessenIndex, PraktijkIndex
from kring.indeling import Fase, Zichtbaarheid
from kring.models import Bijeenkomst, KringenIndex
from search import drift, indexing, rebuilding, sources
from search.documents import SearchDocument
from search.engines import get_engine
from tests.factories.convenant import make_versie
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.kring import make_bijeenkomst, make_kring
from tests.factories.wereld import Wereld, make_wereld


@pytest.fixture
def wereld(db: None) -> Wereld:
    made = make_wereld()
    make_les(made.kring)
    make_les(made.kring, zichtbaarheid=Zichtbaarheid.KRING)
    make_bijeenkomst(made.kring)
    make_casus()
    term, other = make_begrip(), make_begrip()
    term.labels.create(tekst="MVI")
    term.bronnen.create(titel="Bron", pagina="3")
    term.relaties.create(soort="verwant", naar=other)
    term.save()
    release = Vrijgave.objects.create(
        project=made.project, moment=timezone.now() + timedelta(hours=1), door=made.projectleider
    )
    Bijdrage.objects.create(
        project=made.project, soort="vraag", titel="Vraag", tekst="Hoe diep?", ingebracht_door=made.lid,
        vrijgave=release,
    )  # fmt: skip
    rebuilding.rebuild()
    outbox.drain()
    assert drift.check() == drift.Report()
    return made


def rename_kring(wereld: Wereld) -> None:
    wereld.kring.title, wereld.kring.slug = "Kring Anders", "anders"
    wereld.kring.save()


def close_kring(wereld: Wereld) -> None:
    wereld.kring.unpublish()


def restrict_kring(wereld: Wereld) -> None:
    PageViewRestriction.objects.create(page=wereld.kring, restriction_type=PageViewRestriction.LOGIN)


def rename_gemeente(wereld: Wereld) -> None:
    wereld.gemeente.naam = "Gemeente Anders"
    wereld.gemeente.save()


def rename_project(wereld: Wereld) -> None:
    wereld.project.title, wereld.project.slug = "Project Anders", "project-anders"
    wereld.project.save()


def unpublish_project(wereld: Wereld) -> None:
    wereld.project.unpublish()


def move_project_to_a_kring(wereld: Wereld) -> None:
    wereld.project.kring = make_kring()
    wereld.project.save()


def next_phase(wereld: Wereld) -> None:
    Faseovergang.objects.create(project=wereld.project, fase=Fase.MONITORING, door=wereld.projectleider)


def rename_projects_index(wereld: Wereld) -> None:
    index = ProjectenIndex.objects.get()
    index.slug = "werken"
    index.save()


def restrict_the_projects(wereld: Wereld) -> None:
    PageViewRestriction.objects.create(
        page=ProjectenIndex.objects.get(), restriction_type=PageViewRestriction.LOGIN
    )


def restrict_everything(wereld: Wereld) -> None:
    PageViewRestriction.objects.create(page=wereld.home, restriction_type=PageViewRestriction.LOGIN)


def move_the_lessons(wereld: Wereld) -> None:
    LessenIndex.objects.get().move(PraktijkIndex.objects.get(), pos="last-child")


def another_site(wereld: Wereld) -> None:
    Site.objects.create(hostname="ander.example", root_page=KringenIndex.objects.get())


def rename_a_term(wereld: Wereld) -> None:
    term = Begrip.objects.get(omgekeerde_relaties__isnull=False)
    term.title = "een andere naam"
    term.save()


def delete_a_term(wereld: Wereld) -> None:
    Begrip.objects.get(omgekeerde_relaties__isnull=False).delete()


def change_a_label(wereld: Wereld) -> None:
    label = Begrip.objects.get(labels__isnull=False).labels.get()
    label.tekst = "maatschappelijk inkopen"
    label.save()


def change_a_source(wereld: Wereld) -> None:
    Begrip.objects.get(bronnen__isnull=False).bronnen.get().delete()


def change_a_relation(wereld: Wereld) -> None:
    Begrip.objects.get(relaties__isnull=False).relaties.get().delete()


def open_a_lesson(wereld: Wereld) -> None:
    les = Les.objects.get(zichtbaarheid=Zichtbaarheid.KRING)
    les.zichtbaarheid = Zichtbaarheid.OPENBAAR
    les.save()


def delete_the_meetings(wereld: Wereld) -> None:
    Bijeenkomst.objects.get().delete()


def delete_all_lessons(wereld: Wereld) -> None:
    LessenIndex.objects.get().delete()


def new_version(wereld: Wereld) -> None:
    make_versie(wereld.convenant, nummer=2, ingangsdatum=timezone.localdate())


def scheduled_page(wereld: Wereld) -> None:
    les = make_les(wereld.kring, live=False)
    les.save_revision().publish()


def rename_the_convenanten(wereld: Wereld) -> None:
    index = ConvenantenIndex.objects.get()
    index.slug = "afspraken"
    index.save_revision().publish()


CHANGES = [
    rename_kring, close_kring, restrict_kring, rename_gemeente, rename_project, unpublish_project, move_project_to_a_kring, next_phase,
    rename_projects_index, restrict_the_projects, restrict_everything, move_the_lessons,
    another_site, rename_a_term, delete_a_term, change_a_label, change_a_source, change_a_relation, open_a_lesson,
    delete_the_meetings, delete_all_lessons, new_version, scheduled_page, rename_the_convenanten,
]  # fmt: skip


def test_every_change_reaches_the_index(wereld: Wereld) -> None:
    before = {document.key: document for document in sources.all_documents()}
    for change in CHANGES:
        mark = transaction.savepoint()
        change(wereld)
        after = {document.key: document for document in sources.all_documents()}
        assert after != before, change.__name__
        outbox.drain()
        assert drift.check() == drift.Report(), change.__name__
        transaction.savepoint_rollback(mark)
        # What was rolled back has no message; the next change begins with an index that is right.
        wereld = refreshed(wereld)
        rebuilding.rebuild()


def refreshed(wereld: Wereld) -> Wereld:
    for row in (wereld.kring, wereld.gemeente, wereld.project, wereld.convenant, wereld.home):
        row.refresh_from_db()
    return wereld


def test_drift_of_every_kind_is_found_and_repaired(wereld: Wereld) -> None:
    engine, les = get_engine(), Les.objects.first()
    Les.objects.filter(pk=les.pk).update(title="Zonder bericht")
    gone = Bijeenkomst.objects.get()
    engine.delete(sources.key_of("kring.Bijeenkomst", gone.pk), outbox.next_number())
    engine.put(
        SearchDocument(key="kennis.les:999999", soort="les", titel="Spook", url="/", acl=("openbaar",)), 1
    )
    report = drift.check()
    assert report.counts == {drift.Kind.MISSING: 1, drift.Kind.OTHER: 1, drift.Kind.EXTRA: 1}
    versions = dict(engine.versions())
    done = {one.key for one in drift.repair()}
    assert done == {f"kennis.les:{les.pk}", f"kring.bijeenkomst:{gone.pk}", "kennis.les:999999"}
    assert drift.check() == drift.Report()
    untouched = {key for key, version in engine.versions() if versions.get(key) == version}
    assert not untouched & done
    assert len(untouched) == len(versions) - 2


def test_what_was_closed_and_opened_is_there_again(wereld: Wereld) -> None:
    restrict_the_projects(wereld)
    outbox.drain()
    PageViewRestriction.objects.get().delete()
    outbox.drain()
    assert drift.check() == drift.Report()
    assert f"convenant.convenantproject:{wereld.project.pk}" in dict(get_engine().versions())


def test_what_waits_is_no_drift(wereld: Wereld) -> None:
    les = Les.objects.first()
    les.title = "Anders"
    les.save()
    report = drift.check()
    assert (report.total, report.waiting) == (0, 1)


def test_a_version_comes_into_force_by_the_clock(wereld: Wereld) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    make_versie(wereld.convenant, nummer=2, ingangsdatum=tomorrow)
    outbox.drain()
    later = OutboxBericht.objects.pending().get(payload__model="convenant.Convenant")
    assert timezone.localtime(later.available_at).date() == tomorrow


def test_the_clock_is_set_by_a_rebuild_too(wereld: Wereld) -> None:
    OutboxBericht.objects.all().delete()
    make_versie(wereld.convenant, nummer=2, ingangsdatum=timezone.localdate() + timedelta(days=1))
    OutboxBericht.objects.all().delete()
    rebuilding.rebuild()
    rebuilding.rebuild()
    assert OutboxBericht.objects.pending().filter(payload__model="convenant.Convenant").count() == 1


def test_a_change_that_touches_thousands_is_one_message(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "PART", 3)
    for _number in range(7):
        make_les(wereld.kring)
    outbox.drain()
    wereld.kring.refresh_from_db()
    before = OutboxBericht.objects.count()
    rename_kring(wereld)
    finders = sources.finders("kring.Kring")
    assert OutboxBericht.objects.count() - before <= 2 + len(finders)
    outbox.drain()
    assert drift.check() == drift.Report()


def test_many_edits_that_wait_are_one_write(wereld: Wereld) -> None:
    les = Les.objects.first()
    before = outbox.next_number()
    for number in range(100):
        les.title = f"Titel {number}"
        les.save()
    assert OutboxBericht.objects.pending().filter(subject=f"kennis.les:{les.pk}").count() == 100
    after = outbox.next_number()
    outbox.drain()
    # Every write takes a number.
    assert dict(get_engine().versions())[f"kennis.les:{les.pk}"] == after + 1
    assert outbox.next_number() == after + 2
    assert after > before
    assert drift.check() == drift.Report()


def test_a_lower_number_that_comes_later_wins_when_it_saw_more(wereld: Wereld) -> None:
    les = make_les(wereld.kring, title="Eerst")
    outbox.drain()
    early = OutboxBericht.objects.filter(subject=f"kennis.les:{les.pk}").last()
    les.title = "Later"
    les.save()
    outbox.drain()
    # As a transaction that got its number first and ended last: its change is only now there to read.
    Les.objects.filter(pk=les.pk).update(title="Het laatst")
    assert early is not None
    indexing.update(early)
    assert drift.check() == drift.Report()
