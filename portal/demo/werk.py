"""What the demo kringen do: projects with their phases and dossiers, lessons and meetings."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from basis.markdown import render
from convenant.actions import BrengIn, GaNaarFase, GeefVrij, LegUitkomstVast, MaakProject, PasLesToe
from convenant.models import Convenantproject
from kennis.actions import DienLesIn, KeurLesGoed, SchrijfLes
from kennis.models import Begrip, Les
from kring.indeling import Fase
from kring.models import Bijeenkomst, BijeenkomstenIndex, Kring, Organisatie
from portal.demo.lezen import Document, documents, moment, yaml_files, yaml_rows, zeker_moment
from portal.demo.teksten import publish_under


def laad_projecten(accounts: dict[str, User]) -> None:
    """Each project goes through its phases, contributions and releases in the order of their dates."""
    for row in yaml_files("projecten"):
        if not Convenantproject.objects.filter(slug=row["slug"]).exists():
            _project(row, accounts[row["projectleider"]])


def _project(row: dict[str, Any], leader: User) -> None:
    names = ("slug", "samenvatting", "plaats", "thema", "raming", "doel", "omschrijving", "demonstratie")
    first, *later = row["overgangen"]
    project = MaakProject(
        actor=leader,
        project=Convenantproject(
            title=row["titel"],
            contractvorm=row.get("contractvorm") or "",
            kring=Kring.objects.get(slug=row["kring"]),
            gemeente=Organisatie.objects.get(slug=row["gemeente"]),
            **{name: row[name] for name in names},
        ),
        op=zeker_moment(first["op"]),
    ).execute()
    steps: list[tuple[datetime, int, Callable[[], object]]] = []
    for order, items, act_for in (
        (0, row.get("bijdragen") or [], _inbrengen),
        (1, row.get("vrijgaven") or [], _vrijgeven),
        (2, later, _verder),
    ):
        steps += [(zeker_moment(item["op"]), order, act_for(project, leader, item)) for item in items]
    for _at, _order, act in sorted(steps, key=lambda step: step[:2]):
        act()


def _inbrengen(project: Convenantproject, leader: User, item: dict[str, Any]) -> Callable[[], object]:
    organisatie = Organisatie.objects.get(slug=item["organisatie"]) if item.get("organisatie") else None
    return BrengIn(
        actor=leader,
        project=project,
        soort=item["soort"],
        titel=item["titel"],
        tekst=item["tekst"],
        organisatie=organisatie,
        op=zeker_moment(item["op"]),
    ).execute


def _vrijgeven(project: Convenantproject, leader: User, item: dict[str, Any]) -> Callable[[], object]:
    at = zeker_moment(item["op"])
    return GeefVrij(actor=leader, project=project, moment=at, op=at).execute


def _verder(project: Convenantproject, leader: User, item: dict[str, Any]) -> Callable[[], object]:
    return GaNaarFase(
        actor=leader,
        project=project,
        fase=Fase(item["fase"]),
        reden=item.get("reden") or "",
        op=zeker_moment(item["op"]),
    ).execute


def laad_lessen(accounts: dict[str, User]) -> None:
    """Lessons are written, offered and approved by the people that the files name."""
    known = set(Les.objects.values_list("slug", flat=True))
    terms = {begrip.ref: begrip for begrip in Begrip.objects.all()}
    for document in documents("lessen"):
        if document.gegevens["slug"] not in known:
            _les(document, accounts, terms)


def _les(document: Document, accounts: dict[str, User], terms: dict[str, Begrip]) -> None:
    row = document.gegevens
    kring = Kring.objects.get(slug=row["kring"])
    project = Convenantproject.objects.filter(slug=row["project"]).first() if row.get("project") else None
    les = Les(
        title=row["titel"],
        slug=row["slug"],
        situatie=document.sectie("Situatie"),
        gebeurtenis=document.sectie("Wat gebeurde er"),
        oorzaak=document.sectie("Waardoor"),
        advies=document.sectie("Advies"),
        thema=row["thema"],
        fase=row.get("fase") or None,
        contractvorm=row.get("contractvorm") or "",
        kring=kring,
        herkomst=project.page_ptr if project else None,
        organisatie=Organisatie.objects.filter(slug=row.get("organisatie") or "").first(),
        namens_kring=row["namens_kring"],
        zichtbaarheid=row["zichtbaarheid"],
        herzien_op=row["herzien_op"],
        demonstratie=row["demonstratie"],
        bron=row.get("bron") or "",
    )
    les.begrippen = [terms[ref] for ref in row.get("begrippen") or [] if ref in terms]
    author = accounts[row["auteur"]]
    SchrijfLes(actor=author, les=les).execute()
    stand = row.get("status", "goedgekeurd")
    if stand == "concept":
        return
    DienLesIn(actor=author, les=les).execute()
    if stand == "goedgekeurd":
        judges = [schap.user for schap in kring.coordinators() if schap.user != author]
        judge = judges[0] if judges else next(user for user in accounts.values() if user.is_superuser)
        KeurLesGoed(actor=judge, les=les, op=zeker_moment(row["datum"])).execute()


def laad_toepassingen() -> None:
    """What projects did with lessons, and what came of it."""
    for row in yaml_files("projecten"):
        project = Convenantproject.objects.get(slug=row["slug"])
        applied = set(project.toepassingen.values_list("les__slug", flat=True))
        for item in row.get("toepassingen") or []:
            if item["les"] not in applied:
                _toepassing(project, item)


def _toepassing(project: Convenantproject, item: dict[str, Any]) -> None:
    les = Les.objects.get(slug=item["les"])
    last = project.overgangen.latest("op").op
    toepassing = PasLesToe(
        actor=project.projectleider,
        project=project,
        les=les,
        oordeel=item["oordeel"],
        toelichting=item.get("toelichting") or "",
        op=min(max(last, les.first_published_at or last), timezone.now()),
    ).execute()
    if item.get("uitkomst") in {"hielp", "hielp-niet"}:
        LegUitkomstVast(
            actor=project.projectleider, toepassing=toepassing, uitkomst=item["uitkomst"]
        ).execute()


def laad_bijeenkomsten() -> None:
    """Meetings, past and to come."""
    index = BijeenkomstenIndex.objects.get()
    known = set(Bijeenkomst.objects.values_list("slug", flat=True))
    for row in yaml_rows("bijeenkomsten", "bijeenkomsten.yaml"):
        if row["slug"] in known:
            continue
        names = ("slug", "samenvatting", "soort", "plaats", "thema", "zichtbaarheid", "demonstratie")
        page = Bijeenkomst(
            title=row["titel"],
            kring=Kring.objects.get(slug=row["kring"]),
            begin=moment(row["begin"]),
            eind=moment(row["eind"]),
            programma=render(row.get("programma") or ""),
            verslag=render(row.get("verslag") or ""),
            **{name: row[name] for name in names},
        )
        publish_under(index, page)
