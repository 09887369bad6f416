"""The API does what its description says: read by the linter of the Dutch rules, and asked at random."""

import json
import subprocess

import pytest
import schemathesis
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings

from dev.paths import ROOT, program
from portal.api.description import description
from portal.wsgi import application
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.kring import make_bijeenkomst
from tests.factories.wereld import Wereld

RULES = ROOT.parent / "shared" / "normen" / "api-design-rules" / "ruleset.yaml"
SPECTRAL = ROOT / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"
SNAPSHOT = ROOT / "docs" / "api" / "openapi.json"
QUESTIONS = 15


def test_answers_as_described_whatever_is_asked(wereld: Wereld) -> None:
    for make in (make_begrip, make_casus):
        make()
    make_les(wereld.kring)
    make_bijeenkomst(wereld.kring)
    call_command("search", "rebuild", verbosity=0)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) == len(description()["paths"])
    for operation in operations:

        @settings(max_examples=QUESTIONS, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(
            case=operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)
            | operation.as_strategy()
        )
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate()

        ask()


def test_the_description_in_the_repository_is_that_of_the_code() -> None:
    kept, made = json.loads(SNAPSHOT.read_text("utf-8")), json.loads(json.dumps(description()))
    for one in (kept, made):
        # Each portal has a contact of its own.
        del one["info"]["contact"]
    assert kept == made, "Leg hem opnieuw vast: manage.py api_beschrijving > docs/api/openapi.json"


@pytest.mark.skipif(
    not RULES.exists(), reason="de regels van de API Design Rules staan niet naast het project"
)
def test_follows_the_dutch_api_design_rules() -> None:
    run = subprocess.run(
        [program("node"), SPECTRAL, "lint", "-r", RULES, "--format", "json", SNAPSHOT],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.startswith("[]"), run.stdout
