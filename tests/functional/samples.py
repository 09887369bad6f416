"""For each named address with a parameter: what to fill in, made in the world of the test.

`SAMPLES[name](wereld, role)` gives the keyword arguments of an address that `role` visits. Where the matrix lets
people open what is theirs, it is theirs; a role that the matrix shuts out gets what is somebody else's.
"""

from collections.abc import Callable

from django.utils import timezone

from accounts.models import User
from basis.models.postvak import PostvakBericht
from convenant.models import Toepassing
from kennis.actions import DienLesIn, SchrijfLes
from kennis.models import BegrippenIndex, Begrippenverzameling, Label, Les
from kring.models import Aanmelding, Medewerker
from portal.permission_matrix import MATRIX
from search.actions.zoekvragen import BewaarZoekvraag
from tests.factories.kennis import make_begrip, make_les
from tests.factories.kring import make_bijeenkomst, make_medewerker, make_organisatie, make_user
from tests.factories.wereld import Wereld
from werkbladen.models import Werkblad, WerkbladenIndex

Kwargs = dict[str, object]
Sample = Callable[[Wereld, str], Kwargs]


def _owner(wereld: Wereld, role: str, name: str) -> User:
    """The visiting person when the matrix lets the role in, otherwise the member."""
    visitor = wereld.user_for(role)
    return visitor if visitor is not None and role in MATRIX.get(name, ()) else wereld.lid


def _concept(wereld: Wereld, author: User) -> Les:
    les = Les(
        title=f"Graaf eerst een proefsleuf ({author.pk})",
        kring=wereld.kring,
        situatie="Er lag een oude leiding.",
        gebeurtenis="De graafmachine raakte hem.",
        oorzaak="De tekening klopte niet.",
        advies="Graaf eerst een proefsleuf.",
        thema="faalkosten",
    )
    return SchrijfLes(actor=author, les=les).execute()


def _own_lesson(name: str) -> Sample:
    def build(wereld: Wereld, role: str) -> Kwargs:
        owner = _owner(wereld, role, name)
        mine = Les.objects.filter(auteur=owner, live=False).first()
        return {"slug": (mine or _concept(wereld, owner)).slug}

    return build


def _offered_lesson(wereld: Wereld, role: str) -> Kwargs:
    waiting = Les.objects.awaiting_coordinator([wereld.kring]).filter(auteur=wereld.lid).first()
    if waiting is None:
        waiting = _concept(wereld, wereld.lid)
        DienLesIn(actor=wereld.lid, les=waiting).execute()
    return {"slug": waiting.slug}


def _request_to_join(wereld: Wereld, role: str) -> Kwargs:
    found = Aanmelding.objects.filter(kring=wereld.kring).first()
    if found is None:
        organisatie, person = make_organisatie(), make_user()
        make_medewerker(person, organisatie, rol=Medewerker.Rol.BEHEERDER)
        found = Aanmelding.objects.create(
            kring=wereld.kring, organisatie=organisatie, aangemeld_door=person, aangemeld_op=timezone.now()
        )
    return {"pk": found.pk}


def _applied_lesson(wereld: Wereld, role: str) -> Kwargs:
    found = Toepassing.objects.filter(project=wereld.project).first()
    if found is None:
        found = Toepassing.objects.create(
            project=wereld.project,
            les=make_les(wereld.kring),
            oordeel="toegepast",
            op=timezone.now(),
            door=wereld.projectleider,
        )
    return {"slug": wereld.project.slug, "pk": found.pk}


def _worksheet(wereld: Wereld, role: str) -> Kwargs:
    if not Werkblad.objects.exists():
        sheet = Werkblad(title="Succesfactoren", slug="succesfactoren", definitie="acht-succesfactoren")
        WerkbladenIndex.objects.get().add_child(instance=sheet)
    return {"slug": Werkblad.objects.order_by("pk")[0].slug}


def _message(wereld: Wereld, role: str) -> Kwargs:
    fields = {"recipients": "lid@test.example", "subject": "Dag", "body": "Tekst"}
    return {"pk": PostvakBericht.objects.get_or_create(message_id="<een@test>", defaults=fields)[0].pk}


def _term(wereld: Wereld, role: str) -> Kwargs:
    return {"ref": make_begrip().ref}


def _term_document(wereld: Wereld, role: str) -> Kwargs:
    return {"ref": make_begrip().ref, "extension": "ttl"}


def _scheme(wereld: Wereld, role: str) -> Kwargs:
    return {"ref": BegrippenIndex.objects.get().slug}


def _scheme_document(wereld: Wereld, role: str) -> Kwargs:
    return _scheme(wereld, role) | {"extension": "jsonld"}


def _dump(wereld: Wereld, role: str) -> Kwargs:
    return {"extension": "csv"}


def _term_page(wereld: Wereld, role: str) -> Kwargs:
    return {"slug": make_begrip().slug}


def _homonym(wereld: Wereld, role: str) -> Kwargs:
    for _term_of_two in range(2):
        Label.objects.create(begrip=make_begrip(), tekst="SROI")
    return {"naam": "sroi"}


def _collection(wereld: Wereld, role: str) -> Kwargs:
    fields = {"title": "Inkopen", "omschrijving": "Over inkopen."}
    return {"ref": Begrippenverzameling.objects.get_or_create(ref="inkopen", defaults=fields)[0].ref}


def _collection_document(wereld: Wereld, role: str) -> Kwargs:
    return _collection(wereld, role) | {"extension": "ttl"}


def _membership(wereld: Wereld, role: str) -> Kwargs:
    return {"pk": wereld.bedrijf.deelnames.get().pk}


def _organisation(wereld: Wereld, role: str) -> Kwargs:
    return {"slug": wereld.bedrijf.slug}


def _convenant(wereld: Wereld, role: str) -> Kwargs:
    return {"slug": wereld.convenant.slug}


def _project(wereld: Wereld, role: str) -> Kwargs:
    return {"slug": wereld.project.slug}


def _kring(wereld: Wereld, role: str) -> Kwargs:
    return {"slug": wereld.kring.slug}


def _meeting(wereld: Wereld, role: str) -> Kwargs:
    return {"slug": make_bijeenkomst(wereld.kring).slug}


def _saved_question(wereld: Wereld, role: str) -> Kwargs:
    owner = _owner(wereld, role, "search:verwijderen")
    saved = BewaarZoekvraag(actor=owner, adres=f"q=riool+{role}", naam=f"riool {role}").execute()
    return {"pk": saved.pk}


SAMPLES: dict[str, Sample] = {
    "convenant:dossier_nieuw": _project,
    "convenant:dossier_vrijgeven": _project,
    "convenant:getekend": _convenant,
    "convenant:les_uitkomst": _applied_lesson,
    "convenant:project_bewerken": _project,
    "convenant:project_fase": _project,
    "convenant:project_les": _project,
    "convenant:tekenen": _convenant,
    "convenant:vergelijk": _convenant,
    "kennis:begrip_id": _term,
    "kennis:begrip_document": _term_document,
    "kennis:begrip_kaart": _term_page,
    "kennis:kader_document": _scheme_document,
    "kennis:kader_id": _scheme,
    "kennis:uitgave": _dump,
    "kennis:verzameling_document": _collection_document,
    "kennis:verzameling_id": _collection,
    "kennis:homoniem": _homonym,
    "kennis:homoniem_kaart": _homonym,
    "kennis:les_beoordelen": _offered_lesson,
    "kennis:les_bewerken": _own_lesson("kennis:les_bewerken"),
    "kennis:les_concept": _own_lesson("kennis:les_concept"),
    "kennis:verzameling": _collection,
    "kennis:wijziging_voorstellen": _term_page,
    "kring:aanmelding": _request_to_join,
    "kring:afmelden": _meeting,
    "kring:beheer": _kring,
    "kring:deelname_beeindigen": _membership,
    "kring:deelnemers": _kring,
    "kring:inschrijven": _meeting,
    "kring:organisatie": _organisation,
    "postvak_bericht": _message,
    "search:verwijderen": _saved_question,
    "werkbladen:invullen": _worksheet,
}
