"""meN- and its assimilations, and the shapes of verbs and nouns."""

import pytest

from claimx.language.morphology import looks_like_abstract_noun, looks_like_agent_noun, looks_like_verb, men


@pytest.mark.parametrize(
    ("stem", "active"),
    [
        ("katakan", "mengatakan"), ("sebut", "menyebut"), ("tegaskan", "menegaskan"), ("pastikan", "memastikan"), ("klaim", "mengklaim"),
        ("prediksi", "memprediksi"), ("bantah", "membantah"), ("duga", "menduga"), ("akui", "mengakui"), ("lapor", "melapor"),
        ("ralat", "meralat"), ("perkirakan", "memperkirakan"), ("perintahkan", "memerintahkan"), ("gugat", "menggugat"), ("nilai", "menilai"),
    ],
)  # fmt: skip
def test_active_forms(stem: str, active: str) -> None:
    assert men(stem) == active


def test_shapes() -> None:
    assert looks_like_verb("mengirim")
    assert looks_like_verb("ditutup")
    assert not looks_like_verb("menteri")
    assert not looks_like_verb("dinas")
    assert looks_like_abstract_noun("perhubungan")
    assert looks_like_agent_noun("penggagas")
    assert not looks_like_agent_noun("pendidikan")


def test_the_lexicon_of_saying_is_generated_and_large() -> None:
    from claimx.language.reporting import active_cues, bare_cues, passive_cues

    assert len(active_cues()) + len(bare_cues()) + len(passive_cues()) > 400
