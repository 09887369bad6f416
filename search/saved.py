"""Saved questions: what they find now, and a mail a day about what is new.

Only what the person may see at that moment counts, so whoever left a kring hears no more of it. A result is told once:
its key goes into `Zoekvraag.bekend` in the same transaction as the mail goes into the outbox.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from basis import outbox
from basis.chores import daily
from basis.mail import queue_mail
from basis.models import OutboxBericht
from basis.visibility import principals
from search import api
from search.actions.zoekvragen import MOST_WATCHED, BewaarZoekvraag
from search.documents import SearchDocument
from search.models import Zoekvraag
from search.parameters import Parameters

ROUND = time(7)
"""From this time of the day on the mails go out."""
SHOWN = 5
ROUND_OF_MAIL = "search.saved"


@dataclass(frozen=True, slots=True)
class News:
    """A saved question with what it finds now that its owner does not know yet."""

    zoekvraag: Zoekvraag
    nieuw: tuple[SearchDocument, ...]


def bewaar(user: User, parameters: Parameters) -> Zoekvraag:
    """Save the question of a search page for `user`.

    Raises `ValidationError` when a rule refuses and `EngineUnavailable` when search is away.
    """
    wanted = parameters.lasting()
    found = api.documents(_newest_first(wanted, user), MOST_WATCHED)
    return BewaarZoekvraag(
        actor=user,
        adres=wanted.address()[1:],
        naam=wanted.name(),
        totaal=found.total,
        bekend=[document.key for document in found.documents],
    ).execute()


daily(ROUND_OF_MAIL, at=ROUND)


@outbox.handler(ROUND_OF_MAIL, slow=True)
def tell_all(message: OutboxBericht) -> None:
    """Mail everyone who has news on a saved question.

    Each question is looked at once a day, however often this runs. Raises `EngineUnavailable`, so that the outbox goes on
    where it was when search is back.
    """
    before = last_round(timezone.now())
    for user in _people_to_tell(before):
        tell(user, before)


def last_round(now: datetime) -> datetime:
    """The last moment at which the day's mails were to go out."""
    local = timezone.localtime(now)
    today = local.replace(hour=ROUND.hour, minute=ROUND.minute, second=0, microsecond=0)
    return today if local >= today else today - timedelta(days=1)


def _people_to_tell(before: datetime) -> Iterator[User]:
    due = Zoekvraag.objects.due(before).order_by().values("user_id")
    yield from User.objects.filter(pk__in=due).order_by("pk").iterator()


def tell(user: User, before: datetime) -> bool:
    """Look at the questions of one person and queue one mail when there is news. Raises `EngineUnavailable`."""
    due = list(Zoekvraag.objects.due(before).of_person(user))
    looked = [News(one, tuple(_unknown(one, user))) for one in due]
    with transaction.atomic():
        # Another worker may have been here in the meantime; whoever writes first, tells.
        fresh = [one for one in looked if _keep(one)]
        news = [one for one in fresh if one.nieuw]
        if news:
            queue_mail("zoekvragen_nieuw", user.email, _letter(user, news))
    return bool(news)


def _unknown(zoekvraag: Zoekvraag, user: User) -> Iterator[SearchDocument]:
    """What the question finds now, for this person, and did not before."""
    parameters = Parameters.read(QueryDict(zoekvraag.adres))
    known = set(zoekvraag.bekend)
    for document in api.documents(_newest_first(parameters, user), MOST_WATCHED).documents:
        if document.key not in known:
            yield document


def _newest_first(parameters: Parameters, user: User) -> api.SearchRequest:
    return replace(parameters.request(principals(user)), sort="nieuwste")


def _keep(news: News) -> bool:
    """Remember what is told now; False when somebody else looked since."""
    one = news.zoekvraag
    known = [*one.bekend, *(document.key for document in news.nieuw)]
    same = Zoekvraag.objects.filter(pk=one.pk, gekeken_op=one.gekeken_op)
    return bool(same.update(bekend=known, gekeken_op=timezone.now()))


def _letter(user: User, news: list[News]) -> dict[str, object]:
    return {
        "user": user,
        "aantal": sum(len(one.nieuw) for one in news),
        "vragen": [
            {
                "naam": one.zoekvraag.naam,
                "aantal": len(one.nieuw),
                "titels": [
                    {
                        "titel": document.titel,
                        "soort": document.soort_naam,
                        "url": f"{settings.BASE_URL}{document.url}",
                    }
                    for document in one.nieuw[:SHOWN]
                ],
                "meer": max(0, len(one.nieuw) - SHOWN),
                "url": f"{settings.BASE_URL}{one.zoekvraag.url}&sorteer=nieuwste",
            }
            for one in news
        ],
        "beheer_url": f"{settings.BASE_URL}{reverse('search:bewaard')}",
    }
