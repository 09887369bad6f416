"""Who sees which lesson: one rule, as query, as access list and on the page."""

import itertools
from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.models import User
from basis import outbox
from basis.visibility import Viewer, principals
from kennis.actions import schrijf_en_dien_in
from kennis.models import Label, Les, LessenIndex
from kring.indeling import Zichtbaarheid
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.kring import (
    make_coordinator,
    make_deelname,
    make_kring,
    make_medewerker,
    make_organisatie,
    make_user,
)
from tests.factories.wereld import Wereld
from tests.functional.test_kennis_les_flow import new_les

ClientFor = Callable[[str], Client]


def test_kring_lesson_is_for_the_kring(wereld: Wereld, client_for: ClientFor) -> None:
    les = make_les(wereld.kring, title="Kringles", zichtbaarheid=Zichtbaarheid.KRING)
    for role, status in (
        ("bezoeker", 404),
        ("redactie", 404),
        ("lid", 200),
        ("gemeente", 200),
        ("coordinator", 200),
    ):
        client = client_for(role)
        assert client.get(f"/lessen/{les.slug}").status_code == status, role
        assert ("Kringles" in client.get("/lessen").content.decode()) is (status == 200), role


def test_company_that_left_sees_it_no_more(wereld: Wereld, client_for: ClientFor) -> None:
    les = make_les(wereld.kring, zichtbaarheid=Zichtbaarheid.KRING)
    lid = client_for("lid")
    assert lid.get(f"/lessen/{les.slug}").status_code == 200
    wereld.bedrijf.deelnames.update(tot=timezone.now())
    assert lid.get(f"/lessen/{les.slug}").status_code == 404


def people_of_every_sort() -> list[Viewer]:
    """Nobody, and people with every combination of work, membership (present, past) and coordination."""
    kringen = [make_kring(), make_kring()]
    people: list[Viewer] = [AnonymousUser(), make_user(is_active=False), make_user(is_superuser=True)]
    for first, second in itertools.product(["geen", "lid", "oud", "coordinator"], repeat=2):
        user = make_user()
        company = make_organisatie()
        make_medewerker(user, company)
        for kring, role in zip(kringen, (first, second), strict=True):
            if role == "coordinator":
                make_coordinator(user, kring)
            elif role != "geen":
                make_deelname(company, kring, tot=timezone.now() if role == "oud" else None)
        people.append(user)
    for of_kring, seen, live in itertools.product([None, *kringen], Zichtbaarheid.values, [True, False]):
        make_les(of_kring, zichtbaarheid=seen, live=live)
    return people


def test_access_list_equals_query_for_everyone(wereld: Wereld) -> None:
    people = people_of_every_sort()
    hidden = LessenIndex.objects.get()
    for restricted in (False, True):
        if restricted:
            PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        for person in people:
            fresh = User.objects.get(pk=person.pk) if isinstance(person, User) else person
            by_query = set(Les.objects.visible_to(fresh).values_list("pk", flat=True))
            by_list = {les.pk for les in Les.objects.all() if principals(fresh) & set(les.acl())}
            assert by_query == by_list


def test_tags_show_what_the_viewer_may_see(wereld: Wereld) -> None:
    open_les = make_les(wereld.kring, herkomst=wereld.project)
    own_les = make_les(wereld.kring, herkomst=wereld.project, zichtbaarheid=Zichtbaarheid.KRING)
    make_les(make_kring())
    source = (
        "{% load kennis_tags %}{% recente_lessen user 2 as a %}{% lessen_van_herkomst page user as b %}"
        "{% lessen_voor_kring kring user 5 as c %}{% les_kaarten c as kaarten %}"
        "{{ a|length }} {{ b|length }} {{ c|length }} {{ kaarten.0.url }}"
    )
    for user, expected in (
        (AnonymousUser(), f"2 1 1 /lessen/{open_les.slug}"),
        (wereld.lid, f"2 2 2 /lessen/{own_les.slug}"),
    ):
        context = Context({"user": user, "page": wereld.project, "kring": wereld.kring})
        assert Template(source).render(context) == expected


def test_waiting_lessons_are_for_who_decides(wereld: Wereld) -> None:
    theirs = schrijf_en_dien_in(wereld.lid, new_les(wereld))
    schrijf_en_dien_in(wereld.coordinator, new_les(wereld))
    source = (
        "{% load kennis_tags %}{% wachtende_lessen kring as lessen %}"
        '{% include "kennis/includes/wachtende_lessen.html" with lessen=lessen only %}'
    )
    for user, waits in (
        (AnonymousUser(), 0),
        (wereld.lid, 0),
        (wereld.redactie, 0),
        (wereld.coordinator, 1),
        (wereld.beheer, 2),
    ):
        request = RequestFactory().get("/")
        request.user = user
        html = Template(source).render(Context({"request": request, "kring": wereld.kring}))
        assert html.count("/beoordelen") == waits
        assert (f"/lessen/{theirs.slug}/beoordelen" in html) is bool(waits)


def test_origin_is_linked_only_when_visible(wereld: Wereld, client: Client) -> None:
    les = make_les(wereld.kring, herkomst=wereld.project)
    link = f'href="/projecten/{wereld.project.slug}"'
    assert link in client.get(f"/lessen/{les.slug}").content.decode()
    wereld.project.unpublish()
    html = client.get(f"/lessen/{les.slug}").content.decode()
    assert link not in html
    assert wereld.project.title not in html


def test_term_tells_who_mentions_it_only_what_the_viewer_may_see(
    wereld: Wereld, client_for: ClientFor
) -> None:
    begrip = make_begrip(title="wadi", slug="wadi")
    Label.objects.create(begrip=begrip, tekst="infiltratieveld")
    chosen = make_les(wereld.kring, title="Gekozen les over de wadi")
    chosen.begrippen = [begrip]
    chosen.save()
    make_les(wereld.kring, title="Open les", advies="Leg een wadi aan.")
    make_les(wereld.kring, title="Kringles", advies="Leg een wadi aan.", zichtbaarheid=Zichtbaarheid.KRING)
    make_les(wereld.kring, title="Andere les", advies="Leg een riool aan.")
    make_casus(title="Een veld", wat="Het infiltratieveld werkt.")
    wereld.project.doel = "Elke straat een wadi."
    wereld.project.save()
    outbox.drain()
    titles = (
        "Gekozen les over de wadi",
        "Open les",
        "Een veld",
        wereld.project.title,
        "Kringles",
        "Andere les",
    )
    for role, seen in (("bezoeker", titles[:4]), ("lid", titles[:5])):
        html = client_for(role).get("/begrippen/wadi").content.decode()
        assert {title: html.count(f">{title}</a>") for title in titles} == {
            title: int(title in seen) for title in titles
        }, role
