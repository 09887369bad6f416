"""Who may open the part “Zoeken”: whoever may not, gets 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

SEE = "search.view_zoekdag"
View = Callable[..., HttpResponseBase]


def editors_only(view: View) -> View:
    """Only for who may see the counts; the actions check what one may change."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(SEE):
            raise Http404
        return view(request, *args, **kwargs)

    return checked
