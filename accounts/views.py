"""The page of one's own account."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.actions import WijzigNaam
from accounts.forms import NameForm
from accounts.models import User


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show who is logged in, and change the name."""
    user = cast(User, request.user)
    form = NameForm(
        request.POST or None, initial={"first_name": user.first_name, "last_name": user.last_name}
    )
    if request.method == "POST" and form.is_valid():
        try:
            WijzigNaam(actor=user, **form.cleaned_data).execute()
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Je naam is gewijzigd."))
            return redirect("account")
    return render(request, "account/account.html", {"form": form})
