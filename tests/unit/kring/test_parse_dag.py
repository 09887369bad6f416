"""The day that `?op=` asks."""

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from kring.register import parse_dag


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2019-05-01", date(2019, 5, 1)),
        (" 2019-05-01 ", date(2019, 5, 1)),
        ("1-5-2019", date(2019, 5, 1)),
        ("01.05.2019", date(2019, 5, 1)),
        ("0001-01-01", date(1, 1, 1)),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_day(value: str | None, day: date | None) -> None:
    assert parse_dag(value) == (day, "")


@pytest.mark.parametrize(
    "value",
    [
        "gisteren",
        "2019-02-30",
        "0000-01-01",
        "2019-13-01",
        "20190501",
        "2019-W01-1",
        "٢٠١٩-٠٥-٠١",
        "1-5-19",
        "-",
    ],
)
def test_no_day(value: str) -> None:
    day, message = parse_dag(value)
    assert day is None
    assert value in message
    assert "is geen datum" in message


@pytest.mark.parametrize("value", ["2026-03-02", "9999-12-31"])
@time_machine.travel("2026-03-01 12:00+01:00", tick=False)
def test_a_day_to_come(value: str) -> None:
    assert parse_dag(value) == (None, "Die dag moet nog komen. Kies vandaag of een dag die voorbij is.")


@time_machine.travel("2026-03-01 23:30+00:00", tick=False)
def test_today_is_dutch() -> None:
    assert parse_dag("2026-03-02") == (date(2026, 3, 2), "")


@given(st.text())
def test_never_fails(value: str) -> None:
    day, message = parse_dag(value)
    assert day is None or not message


@given(st.dates(max_value=date(2026, 1, 1)))
def test_every_past_day(value: date) -> None:
    assert parse_dag(value.isoformat()) == (value, "")
