"""The texts of the thirteen phases."""

from convenant.fasen import fase_teksten, next_phase
from kring.indeling import Fase


def test_every_phase_has_its_texts() -> None:
    texts = fase_teksten()
    assert list(texts) == list(Fase)
    assert all(text.omschrijving and text.wie and text.vraag for text in texts.values())


def test_the_phase_after() -> None:
    assert next_phase(Fase.ZOEKEN) is Fase.BESPREKEN
    assert next_phase(Fase.RESULTATEN) is None
