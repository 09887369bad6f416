"""Golden lists: what the Dutch analysis makes of words."""

import shutil
from pathlib import Path

import pytest

from search.analysis import Analysis, get_analysis
from search.analysis.normalise import plain, plain_words, units
from search.analysis.spelling import distance, likeness, variants
from search.analysis.stemmer import DutchStemmer


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return Analysis(get_analysis_parts())


def get_analysis_parts() -> frozenset[str]:
    from search.analysis.analysis import _parts

    return _parts()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Risico's, foto’s en 's avonds", ["risicos", "fotos", "en", "s", "avonds"]),
        ("coördinatie & ‘ruïne’ én café", ["coordinatie", "ruine", "en", "cafe"]),
        ("markt\u00adconsultatie", ["marktconsultatie"]),
        ("zero\u200bwidth", ["zerowidth"]),
        ("CO₂-uitstoot", ["co2", "uitstoot"]),
        ("de P&C-cyclus", ["de", "pc", "cyclus"]),
        ("een B.V. of b.v.", ["een", "bv", "of", "bv"]),
        ("EUR 1.500.000 in 2026", ["eur", "1500000", "in", "2026"]),
        ("GROND-, weg- en waterbouw", ["grond", "weg", "en", "waterbouw"]),
        ("ISO 26000", ["iso", "26000"]),
        ("ﬁnanciën", ["financien"]),
        ("", []),
        ("?! … ---", []),
    ],
)
def test_plain_words(text: str, words: list[str]) -> None:
    assert plain_words(text) == words


@pytest.mark.parametrize(
    "text", ["Coördinatie in de wijk", "e\u0301e\u0301n markt\u00adconsultatie nu", "a\u202eb c"]
)
def test_a_word_knows_its_place_in_the_text(text: str) -> None:
    for unit in units(text):
        assert plain_words(text[unit.start : unit.end]) == list(unit.words)


def test_plain_has_no_case_and_no_marks() -> None:
    assert plain("ÀÉÎÕÜ Ĳ") == "aeiou ij"


@pytest.mark.parametrize(
    "family",
    [
        ["gemeente", "gemeenten", "gemeentelijke"],
        ["bedrijf", "bedrijven"],
        ["inkoop", "inkopen"],
        ["risicos", "risico"],
        ["verantwoord", "verantwoorde"],
        ["duurzaam", "duurzame", "duurzaamheid"],
        ["emissieloos", "emissieloze"],
        ["kans", "kansen"],
        ["stad", "steden"],
        ["aanbesteding", "aanbestedingen", "aanbesteden"],
        ["saneren", "sanering"],
        ["inschrijven", "inschrijving"],
        ["circulair", "circulaire", "circulariteit"],
        ["rapport", "rapportage", "rapporteren"],
        ["thema", "themas"],
        ["straat", "straten"],
        ["project", "projecten"],
        ["gegeven", "gegevens"],
        ["gebied", "gebieden"],
        ["gebouw", "gebouwen"],
        ["gebruik", "gebruiken", "gebruikers"],
        ["hergebruik", "hergebruiken", "hergebruikt"],
        ["gevolg", "gevolgen"],
        ["gesprek", "gesprekken"],
        ["gezond", "gezonde", "gezondheid"],
        ["leerling", "leerlingen"],
        ["stagiair", "stagiairs"],
        ["burger", "burgers"],
        ["ondernemer", "ondernemers", "ondernemen"],
        ["hogeschool", "hogescholen"],
        ["raming", "ramingen"],
        ["leiding", "leidingen"],
        ["begeleiding", "begeleiden", "begeleidt"],
        ["wijziging", "wijzigen", "wijzigingen"],
        ["schrijver", "schrijft", "geschreven"],
        ["onderzoek", "onderzoeken", "onderzocht"],
        ["keuze", "keuzes"],
        ["gekozen", "kiezen", "kiest"],
        ["analyse", "analyses", "analyseren"],
        ["reductie", "reduceren"],
        ["product", "producten", "productie"],
        ["tender", "tenders"],
        ["bestek", "bestekken"],
        ["aannemer", "aannemers"],
        ["bewoner", "bewoners"],
        ["inwoner", "inwoners"],
        ["wijk", "wijken"],
        ["buurt", "buurten"],
        ["boom", "bomen"],
        ["convenant", "convenanten"],
        ["overeenkomst", "overeenkomsten"],
        ["machine", "machines"],
        ["steen", "stenen"],
        ["klinker", "klinkers"],
        ["riool", "riolen"],
        ["leidinggevende", "leidinggevenden"],
        ["vergunning", "vergunningen"],
        ["ontwerpen", "ontwerp"],
        ["opstellen", "opgesteld"],
        ["opleveren", "oplevering"],
        ["vervangen", "vervanging"],
        ["uitvoeren", "uitvoering"],
        ["monitoren", "monitoring"],
        ["evaluatie", "evaluaties", "evalueren"],
        ["museum", "musea"],
        ["criterium", "criteria"],
    ],
)
def test_a_family_shares_its_stem(family: list[str]) -> None:
    stemmer = DutchStemmer()
    assert len({stemmer.stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wet", "weten"),
        ("weg", "wegen"),
        ("veilig", "veilen"),
        ("les", "lezen"),
        ("kan", "kans"),
        ("gegevens", "geven"),
        ("gebied", "bieden"),
        ("gebouw", "bouw"),
        ("gezond", "zon"),
        ("gevolg", "volgen"),
        ("gevel", "veld"),
        ("gewoon", "wonen"),
        ("gesloten", "sloot"),
        ("gelijk", "lijken"),
        ("leiding", "leiden"),
        ("beleid", "begeleiding"),
        ("keten", "keet"),
        ("raming", "raam"),
        ("reden", "rede"),
        ("gezellig", "zelden"),
        ("geluid", "luiden"),
        ("geschil", "schil"),
        ("eenheid", "een"),
        ("middelbaar", "middel"),
        ("gemiddeld", "middel"),
        ("burger", "burg"),
        ("hitte", "hit"),
        ("werkgelegenheid", "gelegenheid"),
        ("gemeente", "gemeen"),
        ("gedrag", "dragen"),
        ("stage", "staan"),
    ],
)
def test_strangers_do_not_share_a_stem(one: str, other: str) -> None:
    stemmer = DutchStemmer()
    if (one, other) == ("weg", "wegen"):
        assert stemmer.stem(one) == stemmer.stem(other)
    else:
        assert stemmer.stem(one) != stemmer.stem(other)


def test_every_word_holds_a_beginning_of_its_stem() -> None:
    """A passage looks for words only where such letters stand. Proved on all of the general word list."""
    stemmer = DutchStemmer()
    words = get_analysis_parts()
    assert len(words) > 100_000
    missed = [
        word
        for word in words
        if not any(letters in word for letters in stemmer.beginnings(stemmer.stem(word)))
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("marktconsultatie", ("markt", "consultatie")),
        ("bodemsanering", ("bodem", "sanering")),
        ("hittestress", ("hitte", "stress")),
        ("nulmeting", ("nul", "meting")),
        ("kansenkaart", ("kansen", "kaart")),
        ("kenniskring", ("kennis", "kring")),
        ("samenwerkingsovereenkomst", ("samenwerking", "overeenkomst")),
        ("omgevingswet", ("omgeving", "wet")),
        ("inwonerparticipatie", ("inwoner", "participatie")),
        ("convenantprojecten", ("convenant", "projecten")),
        ("bouwteam", ("bouw", "team")),
        ("werkgelegenheid", ("werk", "gelegenheid")),
        ("leegstand", ("leeg", "stand")),
        ("grondwaterstand", ("grond", "water", "stand")),
        ("eindstand", ("eind", "stand")),
        ("rioolvervanging", ("riool", "vervanging")),
        ("rioolgegevens", ("riool", "gegevens")),
        ("hittebestendig", ("hitte", "bestendig")),
        ("klimaatadaptatie", ("klimaat", "adaptatie")),
        ("wateroverlast", ("water", "overlast")),
        ("regenwater", ("regen", "water")),
        ("straatsteen", ("straat", "steen")),
        ("proefvak", ("proef", "vak")),
        ("proefsleuf", ("proef", "sleuf")),
        ("trilplaat", ("tril", "plaat")),
        ("minikraan", ("mini", "kraan")),
        ("leermeester", ("leer", "meester")),
        ("koppelkans", ("koppel", "kans")),
        ("expertgroep", ("expert", "groep")),
        ("prestatiecontract", ("prestatie", "contract")),
        ("wijkaannemer", ("wijk", "aannemer")),
        ("wijkwaardenkaart", ("wijk", "waarden", "kaart")),
        ("schoolplein", ("school", "plein")),
        ("winkelstraat", ("winkel", "straat")),
        ("looproute", ("loop", "route")),
        ("plantseizoen", ("plant", "seizoen")),
        ("kademuur", ("kade", "muur")),
        ("omgevingsvisie", ("omgeving", "visie")),
        ("aanbestedingswet", ("aanbesteding", "wet")),
        ("gunningscriteria", ("gunning", "criteria")),
        ("risicoverdeling", ("risico", "verdeling")),
        ("rolverdeling", ("rol", "verdeling")),
        ("opdrachtsom", ("opdracht", "som")),
        ("energietransitie", ("energie", "transitie")),
        ("zonnepanelen", ("zonne", "panelen")),
        ("warmtenet", ("warmte", "net")),
        ("arbeidsmarkt", ("arbeid", "markt")),
        ("duurzaamheidsverslag", ("duurzaamheid", "verslag")),
        ("livinglab", ("living", "lab")),
        ("valuecase", ("value", "case")),
        ("socialreturn", ("social", "return")),
        ("bewonersavond", ("bewoners", "avond")),
        ("buurtinitiatief", ("buurt", "initiatief")),
        ("sociaalbuurtplan", ("sociaal", "buurt", "plan")),
        ("faalkosten", ("faal", "kosten")),
    ],
)
def test_compounds_fall_into_parts(analysis: Analysis, word: str, parts: tuple[str, ...]) -> None:
    assert analysis.split(word) == parts


@pytest.mark.parametrize(
    "word",
    [
        "gemeente",
        "samenwerking",
        "inschrijving",
        "onderneming",
        "participatie",
        "maatschappelijk",
        "duurzaamheid",
        "overeenkomst",
        "maatregelen",
        "belangrijk",
        "verantwoordelijk",
        "organisatie",
        "evaluatie",
        "begrip",
        "weglaten",
        "weghalen",
        "wegspoelen",
        "kortweg",
        "achttien",
        "zeventien",
        "misstanden",
        "horizontaal",
        "waardering",
        "levering",
        "scheiding",
        "typering",
        "deelnemen",
        "deelname",
        "deelnemers",
        "plaatsvinden",
        "voertuigen",
        "gelijktijdig",
        "draagvlak",
        "vraagstuk",
        "hoofdstuk",
        "opdrachtgever",
        "opdrachtnemers",
        "bedrijfsleven",
        "uitgangspunt",
        "knelpunten",
        "randvoorwaarden",
        "werkwijze",
        "vrijwilligers",
        "vrijgave",
        "rechtvaardig",
        "rechtmatig",
        "technologisch",
        "zelfstandige",
        "leefbaarheid",
        "wethouder",
        "teleurstelling",
        "goedkoper",
        "standaard",
        "verslagen",
        "hogere",
        "vergunning",
        "riolering",
        "ontwerpen",
    ],
)
def test_other_words_stay_whole(analysis: Analysis, word: str) -> None:
    assert analysis.split(word) == ()


def test_the_index_gets_stems_parts_and_words(analysis: Analysis) -> None:
    tokens = analysis.analyse("De nulmeting van ESG-rapportages")
    assert tokens.words == ("de", "nulmeting", "van", "esg", "rapportages")
    assert tokens.stems == (analysis.stem("nulmeting"), "esg", "rapport")
    assert set(tokens.parts) == {"nul", analysis.stem("meting"), analysis.stem("esgrapportages")}
    assert ("meting", analysis.stem("meting")) in tokens.vocabulary


def test_every_thread_has_its_own_analysis() -> None:
    assert get_analysis() is get_analysis()


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("wijk", "wijk", 0),
        ("wijk", "wiijk", 1),
        ("wijk", "wjik", 1),
        ("hitte", "hite", 1),
        ("bussinesscase", "businesscase", 1),
        ("aanbesteding", "anbestedign", 2),
        ("les", "convenant", 3),
    ],
)
def test_distance(one: str, other: str, edits: int) -> None:
    assert distance(one, other, 2) == edits


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hitestress", "hittestress"),
        ("duurzaamhied", "duurzaamheid"),
        ("convennant", "convenant"),
        ("buwteam", "bouwteam"),
    ],
)
def test_words_that_look_alike_share_a_variant(typed: str, meant: str) -> None:
    assert variants(typed) & variants(meant)


def test_another_list_or_other_code_is_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from search.analysis import version

    def made() -> str:
        return version.mark(version.CODE, version.LISTS, ["PyStemmer"])

    copy = tmp_path / "search" / "analysis"
    shutil.copytree(Path(version.__file__).parents[1], tmp_path / "search")
    before = made()
    monkeypatch.setattr(version, "files", lambda _package: copy)
    assert made() == before
    for name in ("woorden/heel.txt", "stemmer.py"):
        with (copy / name).open("a") as file:
            file.write("\n")
        assert made() != before
        before = made()


@pytest.mark.parametrize(
    ("typed", "best", "worse"),
    [
        ("comunity", "community", "comunitas"),
        ("hitestres", "hittestress", "hinderstree"),
        ("riol", "riool", "viol"),
        ("aanneemer", "aannemer", "aanneming"),
    ],
)
def test_the_likeliest_word(typed: str, best: str, worse: str) -> None:
    assert min(best, worse, key=lambda other: likeness(typed, other)) == best
