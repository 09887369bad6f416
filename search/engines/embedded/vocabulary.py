"""Suggestions, names and spelling of the embedded index, never of what a person may not see."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from search.analysis import Analysis
from search.analysis.spelling import distance, form_number, likeness, most_edits, variants
from search.documents import SearchDocument
from search.engines.base import Candidate, TermHit
from search.engines.codec import loads
from search.engines.embedded.reading import visible
from search.engines.embedded.scoring import quoted
from search.engines.texts import BORDER

_FIRST = (
    "CASE soort WHEN 'begrip' THEN 0 WHEN 'project' THEN 1 WHEN 'les' THEN 2 WHEN 'casus' THEN 3 ELSE 4 END"
)


def suggest(
    connection: sqlite3.Connection,
    words: tuple[str, ...],
    principals: frozenset[str],
    now: datetime,
    limit: int,
) -> list[SearchDocument]:
    """Documents of which title or names hold all `words`, the last one possibly unfinished."""
    if not words:
        return []
    question = " AND ".join([*(quoted(word) for word in words[:-1]), f"{quoted(words[-1])} *"])
    allowed = visible(principals, now)
    rows = connection.execute(
        f"SELECT text FROM names JOIN document ON document.id = names.rowid JOIN source ON source.document = document.id"
        f" WHERE names MATCH ? AND {allowed.text}"
        f" ORDER BY words NOT LIKE ?, {_FIRST}, length(title), title LIMIT ?",
        [question, *allowed.values, f"%{BORDER} {' '.join(words)}%", limit],
    )
    return [loads(source) for (source,) in rows]


def terms(
    connection: sqlite3.Connection, rows: Iterable[tuple[str, ...]], principals: frozenset[str], now: datetime
) -> list[TermHit]:
    """Terms of the glossary that have one of `rows` as a name."""
    wanted = sorted({" ".join(row) for row in rows})
    if not wanted:
        return []
    allowed = visible(principals, now)
    found = connection.execute(
        f"SELECT words, text FROM form JOIN document ON document.id = form.document"
        f" JOIN source ON source.document = document.id WHERE words IN ({', '.join('?' * len(wanted))}) AND {allowed.text} ORDER BY title, document.id",
        [*wanted, *allowed.values],
    )
    return [TermHit(tuple(words.split()), loads(source)) for words, source in found]


def unknown(
    connection: sqlite3.Connection, analysis: Analysis, words: Iterable[str], principals: frozenset[str]
) -> set[str]:
    """The words of which neither the stem nor all parts are in a visible document."""
    stems = {word: analysis.stem(word) for word in words}
    pieces = {word: [analysis.stem(piece) for piece in analysis.split(word)] for word in stems}
    known = _known(
        connection, {*stems.values(), *(piece for row in pieces.values() for piece in row)}, principals
    )
    return {
        word
        for word, stem in stems.items()
        if stem not in known and not (pieces[word] and known.issuperset(pieces[word]))
    }


def _known(connection: sqlite3.Connection, stems: set[str], principals: frozenset[str]) -> set[str]:
    if not stems:
        return set()
    rows = connection.execute(
        f"SELECT DISTINCT stem FROM vocabulary WHERE documents > 0 AND stem IN ({', '.join('?' * len(stems))})"
        f" AND token IN ({', '.join('?' * len(principals))})",
        [*sorted(stems), *sorted(principals)],
    )
    return {stem for (stem,) in rows}


def frequencies(
    connection: sqlite3.Connection, stems: Iterable[str], principals: frozenset[str]
) -> dict[str, int]:
    """How many visible documents hold each stem, as the vocabulary counts them: per token, so about."""
    wanted = sorted(set(stems))
    rows = connection.execute(
        f"SELECT stem, max(documents) FROM (SELECT stem, token, sum(documents) AS documents FROM vocabulary"
        f" WHERE stem IN ({', '.join('?' * len(wanted))}) AND token IN ({', '.join('?' * len(principals))})"
        f" GROUP BY stem, token) GROUP BY stem HAVING max(documents) > 0",
        [*wanted, *sorted(principals)],
    )
    return {stem: int(number) for stem, number in rows}


def similar(
    connection: sqlite3.Connection, word: str, principals: frozenset[str], limit: int = 5
) -> list[Candidate]:
    """Words of visible documents within the edits that we forgive in `word`: fewest edits first, then most used."""
    most = most_edits(word)
    if not most:
        return []
    looks = sorted(map(form_number, variants(word)))
    alike = connection.execute(
        f"SELECT word FROM word WHERE length(word) BETWEEN ? AND ?"
        f" AND number IN (SELECT word FROM variant WHERE form IN ({', '.join('?' * len(looks))}))",
        [len(word) - most, len(word) + most, *looks],
    )
    # Of the many words that share some letters, few are near enough to ask who may see them.
    near = [other for (other,) in alike if 0 < distance(word, other, most) <= most]
    rows = connection.execute(
        f"SELECT word, sum(documents) FROM vocabulary WHERE word IN ({', '.join('?' * len(near))})"
        f" AND token IN ({', '.join('?' * len(principals))}) GROUP BY word HAVING sum(documents) > 0",
        [*near, *sorted(principals)],
    )
    ranked = sorted((likeness(word, other), -number, other) for other, number in rows)
    return [Candidate(other, -minus) for _likeness, minus, other in ranked[:limit]]
