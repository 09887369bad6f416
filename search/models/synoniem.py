"""Words that editors say mean the same."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from kennis.models import Begrip
from search.analysis import get_analysis
from search.analysis.normalise import plain_words
from search.plan import LONGEST_FORM

MAX_NAMES = 20
Name = tuple[str, ...]


def names(text: str) -> list[str]:
    """The names in a text with commas between, as they were typed; a comma too many is nothing."""
    return [" ".join(piece.split()) for piece in text.split(",") if piece.strip()]


def problem_of(name: str) -> str:
    """What is wrong with one name, in Dutch; empty when nothing is."""
    words, analysis = tuple(plain_words(name)), get_analysis()
    if not words:
        return __("“%(naam)s” heeft geen letters of cijfers.") % {"naam": name}
    if len(words) > LONGEST_FORM:
        return __("“%(naam)s” is te lang: een naam heeft hoogstens %(n)s woorden.") % {
            "naam": name,
            "n": LONGEST_FORM,
        }
    if all(analysis.is_stopword(word) for word in words):
        return __("“%(naam)s” is een woord zonder eigen betekenis. Daarop zoeken we niet.") % {"naam": name}
    return ""


def stems_of(name: str) -> Name:
    """By what a name is recognised, whatever its inflection."""
    return tuple(map(get_analysis().stem, plain_words(name)))


class Synoniem(models.Model):
    """Who asks for a name on the left also finds texts with the names on the right, and mostly the other way round."""

    links = models.CharField(
        _("als iemand zoekt op"),
        max_length=300,
        help_text=_("Een woord of naam, of meer met een komma ertussen."),
    )
    rechts = models.CharField(
        _("zoek dan ook op"),
        max_length=300,
        help_text=_("Een woord of naam, of meer met een komma ertussen."),
    )
    andersom = models.BooleanField(
        _("ook andersom"),
        default=True,
        help_text=_(
            "Aan: al deze namen betekenen hetzelfde. Uit: het werkt alleen van het eerste vak naar het tweede."
        ),
    )
    notitie = models.CharField(
        _("notitie"), max_length=300, blank=True, help_text=_("Alleen voor de redactie.")
    )
    actief = models.BooleanField(_("actief"), default=True)
    demonstratie = models.BooleanField(_("demonstratie"), default=False, editable=False)
    gewijzigd = models.DateTimeField(_("gewijzigd"), auto_now=True)

    class Meta:
        verbose_name = _("synoniem")
        verbose_name_plural = _("synoniemen")
        ordering = ["links", "pk"]

    def __str__(self) -> str:
        return f"{self.links} {'=' if self.andersom else '→'} {self.rechts}"

    def clean(self) -> None:
        """Names that can be looked up, each once. Raises `ValidationError` with a message for each field."""
        problems = {field: _problems_in(getattr(self, field)) for field in ("links", "rechts")}
        if not any(problems.values()):
            problems["rechts"] = self._doubles() or self._joined_terms()
        wrong = {field: texts for field, texts in problems.items() if texts}
        if wrong:
            raise ValidationError(wrong)

    def _doubles(self) -> list[str]:
        seen: set[Name] = set()
        texts = []
        for name in (*names(self.links), *names(self.rechts)):
            stems = stems_of(name)
            if stems in seen:
                texts.append(
                    __(
                        "“%(naam)s” staat er twee keer, misschien in een andere vorm. Enkelvoud en meervoud vinden elkaar al."
                    )
                    % {"naam": name}
                )
            seen.add(stems)
        return texts

    def _joined_terms(self) -> list[str]:
        """Two terms that the glossary keeps apart do not become the same through a synonym."""
        if not self.andersom:
            return []
        typed = {name.lower() for name in (*names(self.links), *names(self.rechts))}
        named = models.Q(title_lower__in=typed) | models.Q(label_lower__in=typed)
        terms = (
            Begrip.objects.live()
            .current()
            .annotate(title_lower=Lower("title"), label_lower=Lower("labels__tekst"))
            .filter(named)
        )
        found = sorted(set(terms.values_list("title", flat=True)))
        if len(found) < 2:
            return []
        return [
            __(
                "Dit maakt verschillende begrippen hetzelfde: %(begrippen)s. "
                "Zet “ook andersom” uit, of leg bij een van de begrippen een verhouding."
            )
            % {"begrippen": ", ".join(found)}
        ]

    def plain(self) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
        """The names of both sides as plain words."""
        left, right = (
            tuple(tuple(plain_words(name)) for name in names(side)) for side in (self.links, self.rechts)
        )
        return left, right

    def pairs(self) -> list[tuple[Name, tuple[Name, ...]]]:
        """Each name that is looked up, with the names that are then looked for as well."""
        left, right = self.plain()
        if self.andersom:
            return [(name, (*left, *right)) for name in (*left, *right)]
        return [(name, right) for name in left]


def _problems_in(text: str) -> list[str]:
    if "=>" in text:
        return [__("Gebruik geen pijl (=>). Zet “ook andersom” uit als het maar één kant op werkt.")]
    found = names(text)
    if text and not found:
        return [__("Vul minstens één naam in.")]
    if len(found) > MAX_NAMES:
        return [__("Dat zijn te veel namen: hoogstens %(n)s.") % {"n": MAX_NAMES}]
    return [problem for problem in map(problem_of, found) if problem]
