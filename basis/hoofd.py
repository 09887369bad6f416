"""What the head of a public page that no editor made says: title, description and its one address."""

from django.conf import settings


def hoofd(pad: str, titel: str, omschrijving: str) -> dict[str, str]:
    """The context for `templates/base.html`; `pad` is the address without the choices of a visitor."""
    return {"paginatitel": titel, "omschrijving": omschrijving, "canoniek": f"{settings.BASE_URL}{pad}"}
