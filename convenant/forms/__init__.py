"""Forms of convenant; what they ask is done by an action."""

from convenant.forms.dossier import BijdrageForm, VrijgaveForm
from convenant.forms.fase import FaseForm
from convenant.forms.les import ToepassingForm, UitkomstForm
from convenant.forms.project import NieuwProjectForm, ProjectForm
from convenant.forms.tekenen import TekenForm

__all__ = [
    "BijdrageForm",
    "FaseForm",
    "NieuwProjectForm",
    "ProjectForm",
    "TekenForm",
    "ToepassingForm",
    "UitkomstForm",
    "VrijgaveForm",
]
