"""A server behind TLS with a certificate of its own authority, which asks who we are.

The server of the tests has no security module: a proxy in front of it speaks TLS and demands the header.
"""

import base64
import logging
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from elasticsearch import Elasticsearch

from dev.system import require_program
from search import rebuilding
from search.engines import forget_server, require_settings
from tests.factories.wereld import Wereld
from tests.faults.search_proxy import Proxy
from tests.faults.search_site import (
    LIMITED,
    check_permissions,
    follow,
    page,
    refresh,
    settle,
    two_lessons,
    use,
)

pytestmark = [pytest.mark.fault, pytest.mark.elasticsearch, pytest.mark.timeout(300)]
KEY = base64.b64encode(b"naam:een-heel-geheime-sleutel").decode()
OTHER_KEY = base64.b64encode(b"naam:een-andere-geheime-sleutel").decode()
USER, PASSWORD = "portaal", "een-heel-geheim-wachtwoord"
LOGIN = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
EC = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")


def make_certificate(folder: Path, name: str, *more: str) -> Path:
    """A certificate with its key beside it; signed by itself, or as `more` says."""
    path = folder / f"{name}.pem"
    openssl = require_program("openssl", "openssl")
    command: list[str | Path] = [
        openssl,
        "req",
        "-x509",
        *EC,
        "-keyout",
        folder / f"{name}.key",
        "-out",
        path,
        "-subj",
        f"/CN={name}",
    ]
    subprocess.run([*command, *more], check=True, capture_output=True)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two authorities, and the certificate that the first one gave to the server."""
    made = tmp_path_factory.mktemp("certificaten")
    authority = make_certificate(made, "eigen")
    make_certificate(made, "ander")
    signed = ("-CA", str(authority), "-CAkey", str(made / "eigen.key"))
    make_certificate(made, "server", *signed, "-addext", "subjectAltName=IP:127.0.0.1")
    return made


@pytest.fixture
def secured(elasticsearch_url: str, settings: LazySettings, folder: Path) -> Iterator[Proxy]:
    """The shared server behind TLS, with an index of this test's own and the right settings."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    admitted = frozenset({f"ApiKey {KEY}", f"Basic {LOGIN}"})
    with Proxy(elasticsearch_url, certificate=context, admits=admitted) as between:
        name = use(settings, between.url)
        settings.ELASTICSEARCH_CA, settings.ELASTICSEARCH_API_KEY = str(folder / "eigen.pem"), KEY
        yield between
        forget_server()
    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        found = list(client.indices.get(index=f"{name}*"))
        client.indices.delete(index=found or f"{name}-geen", ignore_unavailable=True)


@pytest.fixture
def gevuld(secured: Proxy, db: None, settings: LazySettings) -> Wereld:
    """Both indices hold everything, written with the key."""
    made = two_lessons()
    settle()
    rebuilding.rebuild()
    follow(settings)
    refresh(settings)
    return made


@pytest.fixture
def member(gevuld: Wereld) -> Client:
    client = Client()
    client.force_login(gevuld.lid)
    return client


def login_as(settings: LazySettings, user: str, password: str) -> None:
    """With a password in the place of a key."""
    settings.ELASTICSEARCH_API_KEY, settings.ELASTICSEARCH_USER = "", user
    settings.ELASTICSEARCH_PASSWORD = password
    forget_server()


def test_with_the_key_or_the_password_all_is_as_ever(
    gevuld: Wereld, client: Client, member: Client, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    for _way in range(2):
        assert LIMITED not in page(client)
        check_permissions(client, member)
        call_command("search", "status")
        assert f"Index: {settings.SEARCH_INDEX}-" in capsys.readouterr().out
        login_as(settings, USER, PASSWORD)


WRONG = {
    "geen sleutel": ({"ELASTICSEARCH_API_KEY": ""}, "ELASTICSEARCH_API_KEY"),
    "verkeerde sleutel": ({"ELASTICSEARCH_API_KEY": OTHER_KEY}, "ELASTICSEARCH_API_KEY"),
    "verkeerd wachtwoord": (
        {
            "ELASTICSEARCH_API_KEY": "",
            "ELASTICSEARCH_USER": USER,
            "ELASTICSEARCH_PASSWORD": "geheim-maar-fout",
        },
        "ELASTICSEARCH_PASSWORD",
    ),
    "ander certificaat": ({"ELASTICSEARCH_CA": "ander.pem"}, "ELASTICSEARCH_CA"),
    "geen certificaat": ({"ELASTICSEARCH_CA": ""}, "ELASTICSEARCH_CA"),
}
SECRETS = (KEY, OTHER_KEY, PASSWORD, LOGIN, "geheim")


@pytest.mark.parametrize("case", list(WRONG))
def test_with_wrong_settings_the_page_stays_and_the_command_says_which(
    gevuld: Wereld,
    folder: Path,
    member: Client,
    settings: LazySettings,
    caplog: pytest.LogCaptureFixture,
    case: str,
) -> None:
    changed, named = WRONG[case]
    for name, value in changed.items():
        setattr(settings, name, str(folder / value) if value.endswith(".pem") else value)
    forget_server()
    caplog.set_level(logging.DEBUG)
    visitor = Client()
    assert LIMITED in page(visitor)
    check_permissions(visitor, member)
    with pytest.raises(CommandError) as refusal:
        call_command("search", "status")
    said = str(refusal.value)
    assert said.startswith("De zoekmachine is niet bereikbaar: ")
    assert named in said
    assert "\n" not in said
    logged = caplog.text
    assert "Traceback" not in logged
    assert not [secret for secret in SECRETS if secret in logged or secret in said]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ELASTICSEARCH_CA": "/nergens/ca.pem"}, "ELASTICSEARCH_CA"),
        ({"ELASTICSEARCH_CA": "leeg.pem"}, "ELASTICSEARCH_CA"),
        ({"ELASTICSEARCH_USER": USER}, "niet allebei"),
        ({"ELASTICSEARCH_URL": "zoekserver:9200"}, "ELASTICSEARCH_URL"),
        ({"ELASTICSEARCH_URL": "http://127.0.0.1:9200"}, "ELASTICSEARCH_URL"),
        ({"ELASTICSEARCH_URL": " , "}, "ELASTICSEARCH_URL"),
        ({"SEARCH_ENGINE": "lucene"}, "SEARCH_ENGINE"),
    ],
)
def test_settings_that_can_never_work_stop_the_start(
    secured: Proxy, settings: LazySettings, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    require_settings()
    (tmp_path / "leeg.pem").write_text("geen certificaat")
    for name, value in changed.items():
        setattr(settings, name, str(tmp_path / value) if value == "leeg.pem" else value)
    forget_server()
    with pytest.raises(ImproperlyConfigured, match=said):
        require_settings()
