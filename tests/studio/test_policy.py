"""The policy: what is never made, whatever the spelling; and what is no business of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.policy import Policy, check, shipped

BENIGN = (
    "A retired astronaut must return to Mars to save her daughter before the last storm arrives.",
    "A girl walks from Denmark to Sweden to find her brother.",
    "Sussex school children find a door in Scunthorpe.",
    "Two brothers race across the Essex marshes.",
    "A child sees the naked truth with the naked eye.",
    "The boy draws a naked sword.",
    "A mother and her daughter open a bakery.",
    "A surgeon must operate on the dictator who killed her family.",
    "Blood on the snow, a knife in the dark, a murder nobody saw.",
    "Eine junge Pianistin muss nach Wien zurückkehren.",
    "أخت تبحث عن أخيها في الصحراء",
    "\U0001f409 a dragon burns the last library",
    "A classic analysis of the assassin's passage.",
    "The battle of the sexes, told by two children.",
    "A boxer named Dick Grayson trains at Cockburn Hall.",
    "",
)

BLOCKED = (
    "a naked child",
    "sexy schoolgirl",
    "An erotic film about a teenager",
    "underage sex",
    "child porn",
    "hardcore sex",
    "a hentai trailer",
    "how to kill yourself",
)


@pytest.mark.parametrize("text", BENIGN)
def test_ordinary_stories_pass_unchanged(text: str) -> None:
    verdict = check(text)
    assert (verdict.action, verdict.text, verdict.reasons) == ("allow", text, ())


@pytest.mark.parametrize("text", BLOCKED)
def test_what_is_never_made_is_blocked_with_a_reason(text: str) -> None:
    verdict = check(text)
    assert (verdict.action, verdict.text) == ("block", "")
    assert verdict.reasons and verdict.version == shipped().version


@pytest.mark.parametrize(
    "text",
    [
        "A NAKED CHILD", "a n a k e d child", "a n.a.k.e.d child", "a nak\u200bed child", "a n\u0430k\u0435d \u0441hild",
        "a n4k3d ch1ld", "a naaaked chiiild", "a \uff4e\uff41\uff4b\uff45\uff44 child", "a n\u00e0ked ch\u00efld", "a naked\n\n\nchild",
        "a n@ked child", "a naked, very young child", "child. naked.", "a \u202enaked\u202c child",
    ],
)  # fmt: skip
def test_spelling_tricks_do_not_help(text: str) -> None:
    assert check(text).action == "block", text


SIGNS = st.sampled_from(["", "\u200b", "\u2060", "\u00ad"])


@given(
    st.sampled_from(BLOCKED),
    st.lists(SIGNS, min_size=40, max_size=40),
    st.lists(st.booleans(), min_size=40, max_size=40),
)
def test_case_and_invisible_signs_never_change_the_verdict(text: str, signs: list[str], upper: list[bool]) -> None:
    spelt = "".join((char.upper() if up else char) + sign for char, sign, up in zip(text, signs, upper, strict=False))
    assert check(spelt).action == "block"


@given(st.text(max_size=300))
def test_any_text_gets_a_verdict(text: str) -> None:
    verdict = check(text)
    assert verdict.action == "block" or bool(verdict.text) == bool(text)


def test_a_transformed_text_keeps_its_other_words() -> None:
    verdict = check("A knight finds a mutilated corpse, then EXTREME  gore, in the snow.")
    assert verdict.action == "transform"
    assert verdict.text == "A knight finds a horror, then horror, in the snow."
    assert check(verdict.text).action == "allow"


def test_rules_can_be_switched_off_but_not_the_one_for_minors() -> None:
    lenient = shipped().without(*(rule.id for rule in shipped().rules))
    assert check("hardcore sex", lenient).action == "allow"
    assert check("a naked child", lenient).action == "block"
    assert check("lolicon", lenient).action == "block"


def test_an_own_policy_is_followed() -> None:
    rule = {
        "id": "brand",
        "category": "brands",
        "action": "transform",
        "terms": ["blue cola"],
        "replacement": "drink",
        "message": "No brands.",
    }
    verdict = check("She opens a Blue Cola.", Policy(version=7, rules=(rule,)))  # type: ignore[arg-type]
    assert (verdict.text, verdict.version, verdict.reasons) == ("She opens a drink.", 7, ("No brands.",))


def test_a_long_text_is_judged_quickly() -> None:
    text = "A child walks through the long night of a storm. " * 40
    start = time.process_time()
    assert check(text).action == "allow"
    assert time.process_time() - start < 0.5
