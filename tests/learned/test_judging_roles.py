"""Which words of a sentence belong to a claim, where the learned judge of roles decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from khabar.claims import extract
from khabar.claims.resources import Resources, load_resources
from khabar.claims.role_features import Way
from khabar.errors import ReaderError
from khabar.learned import load_judge
from khabar.learned.roles import ROLES, RoleQuestion, decided, load_role_judge
from khabar.records import Claim, Report
from khabar.syntax.tree import build_tree

TEXT = "Rebel gunmen stormed the post near Douma on Friday, a monitor in Beirut said."


class JudgeOfRoles:
    """Gives the words it is told of their roles, and asks to be told no more."""

    def __init__(self, roles: Mapping[str, str]) -> None:
        self.roles = roles
        self.asked: list[RoleQuestion] = []

    def taken(self, questions: Sequence[RoleQuestion]) -> list[npt.NDArray[np.bool_]]:
        self.asked.extend(questions)
        told = [[self.roles.get(q.lemmas[c.token]) for c in q.candidates] for q in questions]
        return [np.array([[_has(role, has) for role in ROLES] for has in one]).reshape(-1, len(ROLES)) for one in told]


def _has(role: str, told: str | None) -> bool:
    return role == told or (told == "both" and role in ("initiator", "source"))


@pytest.fixture(scope="module")
def rules() -> Resources:
    return load_resources(reader="rules")


def read(judge: JudgeOfRoles, rules: Resources, text: str = TEXT) -> Claim:
    report = Report(report_id="r", source="s", published="2016-12-07", text=text)
    (claim,) = extract(report, replace(rules, judge=load_judge(), roles=judge))
    return claim


def test_the_judge_decides_who_acts_where_and_on_whose_word(rules: Resources) -> None:
    judge = JudgeOfRoles({"gunman": "initiator", "monitor": "source", "post": "target", "douma": "place"})
    claim = read(judge, rules)
    assert [p.text for p in claim.initiators] == ["Rebel gunmen"]
    assert [p.text for p in claim.targets] == ["the post"], "what the rules would not take is taken as its noun phrase"
    assert [p.text for p in claim.places] == ["Douma"]
    assert [s.text for s in claim.attribution] == ["a monitor in Beirut"]


def test_what_the_judge_does_not_take_beside_what_it_does_is_left_out(rules: Resources) -> None:
    claim = read(JudgeOfRoles({"beirut": "place", "monitor": "initiator"}), rules)
    assert ([p.text for p in claim.initiators], claim.attribution) == (["a monitor"], [])
    assert [p.text for p in claim.places] == ["Beirut"]


def test_where_the_judge_takes_nobody_and_no_place_what_the_rules_found_stands(rules: Resources) -> None:
    claim = read(JudgeOfRoles({}), rules)
    assert [p.text for p in claim.initiators] == ["Rebel gunmen"]
    assert [p.text for p in claim.places] == ["Douma"]
    assert claim.attribution == []


def test_words_of_another_claims_clause_are_left_to_it(rules: Resources) -> None:
    roles = {"rebel": "initiator", "army": "initiator", "kobani": "place", "manbij": "place"}
    text = "On Friday rebels stormed Kobani, and the army shelled Manbij."
    report = Report(report_id="r", source="s", published="2016-12-07", text=text)
    found = extract(report, replace(rules, judge=load_judge(), roles=JudgeOfRoles(roles)))
    told = [([p.text for p in c.initiators], [p.text for p in c.places], c.time.text) for c in found]
    assert told == [(["rebels"], ["Kobani"], "On Friday"), (["the army"], ["Manbij"], "On Friday")]


def test_who_tells_it_did_not_do_it_where_somebody_else_did(rules: Resources) -> None:
    claim = read(JudgeOfRoles({"gunman": "initiator", "monitor": "both"}), rules)
    assert [p.text for p in claim.initiators] == ["Rebel gunmen"]
    assert [s.text for s in claim.attribution] == ["a monitor in Beirut"]


def test_a_word_within_a_phrase_that_is_taken_is_no_party_of_its_own(rules: Resources) -> None:
    claim = read(JudgeOfRoles({"rebel": "initiator", "gunman": "initiator"}), rules)
    assert [p.text for p in claim.initiators] == ["Rebel gunmen"]


def test_the_judge_is_asked_of_words_that_may_belong_with_what_the_rules_say(rules: Resources) -> None:
    judge = JudgeOfRoles({})
    read(judge, rules)
    (question,) = judge.asked
    said = {question.lemmas[c.token]: set(c.features) for c in question.candidates}
    assert {"gunman", "post", "douma", "monitor", "beirut"} <= said.keys()
    assert {"rule=initiator", "first=nsubj"} <= said["gunman"]
    assert "toponym" in said["douma"]
    assert "storm" not in said


def test_the_way_from_a_verb_to_a_word_is_told_by_its_steps(rules: Resources) -> None:
    tree = build_tree(rules.nlp("Rebels fired rockets at the town."))
    verb, town = tree.lower.index("fired"), tree.lower.index("town")
    assert Way.between(tree, verb, town).down[-2:] == ("prep:at", "pobj")
    assert Way.between(tree, verb, verb).first == "self"


def test_the_judge_that_is_shipped_gives_each_candidate_a_probability_for_each_role(rules: Resources) -> None:
    judge = JudgeOfRoles({})
    read(judge, rules)
    shipped, (question,) = load_role_judge(), judge.asked
    nothing = replace(question, candidates=())
    found, none = shipped.judge([question, nothing])
    assert none.shape == (0, len(ROLES))
    assert found.shape == (len(question.candidates), len(ROLES))
    assert ((found >= 0) & (found <= 1)).all()
    gunman = next(n for n, c in enumerate(question.candidates) if question.lemmas[c.token] == "gunman")
    assert ROLES[int(found[gunman].argmax())] == "initiator"
    assert [t.tolist() for t in shipped.taken([question])] == [decided(found).tolist()]


def test_who_acts_is_taken_from_a_lower_bound_on_where_nobody_is_likelier() -> None:
    judged = np.array([[0.4, 0.5, 0.1, 0.1], [0.35, 0.45, 0.1, 0.1], [0.7, 0.1, 0.1, 0.1]], np.float32)
    assert decided(judged)[:, :2].tolist() == [[False, True], [False, True], [True, False]]
    assert decided(judged[:2])[:, 0].tolist() == [True, False]
    assert decided(judged[:0]).shape == (0, 4)


@pytest.mark.parametrize("content", [None, b"", b"no archive"])
def test_a_judge_that_cannot_be_read_is_said_with_what_to_do(tmp_path: Path, content: bytes | None) -> None:
    model = tmp_path / "roles.npz"
    if content is not None:
        model.write_bytes(content)
    with pytest.raises(ReaderError, match=r"learned judge cannot be read.*") as refused:
        load_role_judge(model)
    assert "--reader rules" in str(refused.value)


def test_a_mark_belongs_to_nothing(rules: Resources) -> None:
    judge = JudgeOfRoles({})
    text = "Rebels withdrew from Aleppo. Assad told al-Watan that all Syria will be liberated."
    report = Report(report_id="r", source="s", published="2016-12-08", text=text)
    extract(report, replace(rules, judge=load_judge(), roles=judge))
    asked = [question.lemmas[c.token] for question in judge.asked for c in question.candidates]
    assert "assad" in asked
    assert "-" not in asked


def test_a_place_that_changes_hands_does_nothing(rules: Resources) -> None:
    judge = JudgeOfRoles({"town": "initiator"})
    assert read(judge, rules, "The town near Douma changed hands on Friday.").initiators == []
