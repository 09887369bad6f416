"""The network of terms: neighbours, one step further, what connects, and the shortest way."""

from kennis.models.relatie import RelatieSoort
from kennis.netwerk import Netwerk, Term

SUPPORTS, RELATED = RelatieSoort.ONDERSTEUNT, RelatieSoort.VERWANT


def network(*rows: tuple[int, RelatieSoort, int], terms: int = 6) -> Netwerk:
    """Terms 1 to `terms` with these relations."""
    found = [Term(pk, f"t{pk}", f"t{pk}", f"term {pk}") for pk in range(1, terms + 1)]
    return Netwerk(found, [(van, soort, naar, "") for van, soort, naar in rows])


def test_a_relation_is_told_from_both_ends() -> None:
    net = network((1, SUPPORTS, 2))
    assert [(band.naar, band.woorden) for band in net.banden(1)] == [(2, "ondersteunt")]
    assert [(band.naar, band.woorden) for band in net.banden(2)] == [(1, "wordt ondersteund door")]


def test_a_symmetric_relation_written_twice_is_told_once() -> None:
    net = network((1, RELATED, 2), (2, RELATED, 1))
    assert len(net.banden(1)) == len(net.banden(2)) == 1


def test_a_relation_with_an_unknown_term_is_left_out() -> None:
    assert network((1, SUPPORTS, 9), (9, SUPPORTS, 1)).banden(1) == []


def test_neighbours_and_further_are_each_there_once() -> None:
    net = network(
        (1, SUPPORTS, 2),
        (1, RELATED, 2),
        (3, SUPPORTS, 1),
        (2, SUPPORTS, 4),
        (3, RELATED, 4),
        (2, RELATED, 3),
    )
    near = net.buren(1)
    assert [step.naar.pk for step in near] == [2, 3]
    assert [(step.van.pk, step.naar.pk) for step in net.verder(1, near)] == [(2, 4)]
    assert net.verbindingen([2, 3, 4]) == [(2, 4), (2, 3), (3, 4)]


def test_shortest_way() -> None:
    net = network((1, SUPPORTS, 2), (2, SUPPORTS, 3), (3, SUPPORTS, 4), (4, SUPPORTS, 1))
    assert [(s.van.pk, s.band.woorden, s.naar.pk) for s in net.pad(1, 3)] == [
        (1, "ondersteunt", 2),
        (2, "ondersteunt", 3),
    ]
    assert [s.naar.pk for s in net.pad(1, 4)] == [4]


def test_no_way() -> None:
    net = network((1, SUPPORTS, 2))
    assert net.pad(1, 5) == []
    assert net.pad(1, 1) == []
    assert net.pad(9, 1) == []
