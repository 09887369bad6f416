from pathlib import Path

import pytest

from dev.test import STEPS, Tally, chosen

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10"/></testsuites>"""


def test_sums_the_reports(tmp_path: Path) -> None:
    report = tmp_path / "unit.xml"
    report.write_text(REPORT)
    tally = Tally()
    assert tally.line() == "0 passed, 0 failed"
    tally.add(report)
    tally.add(report)
    assert tally.line() == "8 passed, 6 failed, 6 skipped"


def test_takes_the_steps_in_their_own_order() -> None:
    assert chosen([]) == list(STEPS)
    assert chosen(["search,lint"]) == ["lint", "search"]
    assert chosen(["unit", "types"]) == ["types", "unit"]


def test_names_the_steps_when_one_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        chosen(["eenheid"])
    assert capsys.readouterr().err.startswith("Onbekende stap: eenheid. Kies uit: lint, types")
