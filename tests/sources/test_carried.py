"""What copies take over from their originals besides words."""

from __future__ import annotations

from khabar.records import Citation, Span
from khabar.sources import dependencies, trace
from tests.sources.test_folding import report

TEXT = (
    "Government troops entered the river town before dawn after a week of heavy fighting. "
    "Hill Front admitted that its men had left the grain silos for the border hills in pickup trucks. "
    "The mayor came back with the soldiers in the afternoon and promised bread for all by Friday."
)
COPY = TEXT.replace("Hill Front", "The bandits of the hills")
TRIMMED = TEXT.replace(TEXT.split(". ")[1] + ". ", "")


def cited(report_id: str, words: str, text: str) -> Citation:
    start = text.index(words)
    source = Span(words, start, start + len(words))
    return Citation(
        report_id=report_id, source=source, cue="admitted", tells_event=True, actor="hf", actor_name="Hill Front"
    )


def relayed(text: str, *citations: Citation) -> list[str]:
    reports = [
        report("wire", "Hill Wire", TEXT, published="2001-03-04"),
        report("copy", "River Times", text, published="2001-03-05"),
    ]
    found = dependencies(trace(reports), [cited("wire", "Hill Front", TEXT), *citations])
    return [d.on for d in found if d.report_id == "copy" and d.kind == "relays"]


def test_a_copy_rests_on_the_source_of_the_sentence_that_it_copies() -> None:
    assert relayed(COPY) == ["Hill Front"]


def test_a_passage_that_was_left_out_brings_no_source() -> None:
    assert relayed(TRIMMED) == []


def test_two_names_in_the_same_sentence_are_one_source() -> None:
    (found,) = relayed(COPY, cited("copy", "The bandits of the hills", COPY))
    assert found.startswith("Hill Front")


def test_the_original_takes_nothing_from_its_copy() -> None:
    reports = [
        report("wire", "Hill Wire", TEXT, published="2001-03-04"),
        report("copy", "River Times", COPY, published="2001-03-05"),
    ]
    found = dependencies(trace(reports), [cited("copy", "The bandits", COPY)])
    assert [d for d in found if d.report_id == "wire"] == []
