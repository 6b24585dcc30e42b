"""Text as it is on the web: what is the report, what is the page, and where headings stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.reports import dateline_of
from tests.reports.conftest import Lay

Paragraphs = Callable[[str], list[str]]
ARMY = "The army shelled Douma on Monday, killing four people, medics said."
JETS = "Warplanes struck the town of Saraqib overnight, residents said."


@pytest.mark.parametrize(
    "heading", ["Homs", "West Ghouta", "NORTHERN HAMA", "Sweida, Dara'a", "Tikrit city", "al-Alam", "The old port"]
)
def test_short_lines_over_paragraphs_are_headings(lay: Lay, heading: str) -> None:
    assert lay(f"{JETS}\n\n{heading}\n\n{ARMY}") == [(None, [JETS]), (heading, [ARMY])]
    assert lay(f"{JETS}\n\n{heading}\n{ARMY}")[1] == (heading, [ARMY])


@pytest.mark.parametrize("heading", ["## Homs", "**Homs**", "Homs:"])
def test_marks_of_a_heading_are_not_part_of_it(lay: Lay, heading: str) -> None:
    assert lay(f"{JETS}\n\n{heading}\n\n{ARMY}")[1] == ("Homs", [ARMY])


def test_a_heading_may_run_into_its_paragraph(lay: Lay) -> None:
    found = lay(f"Lattakia: {ARMY}\n\nHoms: {JETS}")
    assert found == [("Lattakia", [ARMY]), ("Homs", [JETS])]


@pytest.mark.parametrize("label", ["Update", "Note", "Gen. Hassan", "Monday", "Reporting period"])
def test_labels_before_a_colon_are_no_headings(lay: Lay, label: str) -> None:
    assert lay(f"{JETS}\n\n{label}: {ARMY}") == [(None, [JETS, f"{label}: {ARMY}"])]


@pytest.mark.parametrize(
    "dateline",
    [
        "BAGHDAD, Nov 4 (Reuters) – ",
        "DAMASCUS, (ST) – ",
        "SAN JOSÉ DEL MONTE - ",
        "Aleppo, SANA-",
        "(Nairobi) – ",
        "(Irbil) ",
        "Tbilisi / 8 Aug.'08 / 11:40 - ",
        "Bir Madaq (Liberated Territories), 14 March 2021 (SPS) - ",
        "Addis Ababa - ",
    ],
)
def test_a_dateline_is_where_the_writer_sat_and_is_left_out(lay: Lay, dateline: str) -> None:
    assert lay(f"{dateline}{ARMY}\n\n{JETS}") == [(None, [ARMY, JETS])]


def test_several_datelines_in_one_report_are_its_headings(lay: Lay) -> None:
    assert lay(f"Aleppo, SANA- {ARMY}\n\nIdlib, SANA- {JETS}") == [("Aleppo", [ARMY]), ("Idlib", [JETS])]


def test_two_areas_before_a_colon_are_a_heading(lay: Lay) -> None:
    text = f"Ituri - Irumu territory: {ARMY}\n\nNorth Kivu - Rutshuru: {JETS}"
    assert lay(text) == [("Ituri - Irumu territory", [ARMY]), ("North Kivu - Rutshuru", [JETS])]


def test_a_text_of_one_line_is_a_paragraph_though_it_has_no_stop(lay: Lay) -> None:
    assert lay("Army captures Tal Rifaat") == [(None, ["Army captures Tal Rifaat"])]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (
            "stormed the positions of the\n\nmilitants in the old town.",
            "stormed the positions of the militants in the old town.",
        ),
        ("destroyed a gun in Um Sharshouh\n\nvillage.", "destroyed a gun in Um Sharshouh village."),
        ("confirmed on Monday that\n\nIsrael had struck.", "confirmed on Monday that Israel had struck."),
        ("advanced on the town of Kafr\n\nZita.", "advanced on the town of Kafr Zita."),
        ("stormed the\n\nShare this: Email  Print\n\nold town.", "stormed the old town."),
    ],
)
def test_a_sentence_broken_by_a_fold_of_the_page_is_joined(paragraphs: Paragraphs, broken: str, whole: str) -> None:
    assert paragraphs(f"{JETS}\n\nThe troops {broken}\n\n{ARMY}") == [JETS, f"The troops {whole}", ARMY]


def test_a_heading_is_not_joined_to_what_stands_before_it(lay: Lay) -> None:
    assert lay(f"The troops returned to their homes\n\nSweida, Dara'a\n\n{ARMY}")[-1] == ("Sweida, Dara'a", [ARMY])


def test_lines_broken_by_hand_are_joined_and_paragraphs_of_one_line_are_not(lay: Lay, paragraphs: Paragraphs) -> None:
    wrapped = (
        "Rebel fighters on Monday took the\nvillage of Kafr Hamra north of\nAleppo city, killing twelve soldiers\n"
        "and capturing two tanks, the group\nsaid in a statement. The army with-\ndrew to the south and shelled the\n"
        "anti-\naircraft base.\n\nHOMS\n\nA car bomb in the Zahra district\nof Homs killed five people."
    )
    first = (
        "Rebel fighters on Monday took the village of Kafr Hamra north of Aleppo city, killing twelve soldiers and "
        "capturing two tanks, the group said in a statement. The army withdrew to the south and shelled the "
        "anti-aircraft base."
    )
    second = "A car bomb in the Zahra district of Homs killed five people."
    assert lay(wrapped) == [(None, [first]), ("HOMS", [second])]
    assert paragraphs("\n".join([ARMY, JETS] * 5)) == [ARMY, JETS] * 5


@pytest.mark.parametrize(
    "furniture",
    [
        "Home | Maps | About | Donate",
        "[Home] [Maps] [Guestbook]",
        "News » Region » Public order",
        "Daily Post :: News :: Video :: Contact",
        "About   Incidents   Maps   Donate",
        "Share this   Print   E-mail",
        "Posted by admin in Daily log, Iraq",
        "Posted Monday, April 6, 2009 · 43 comments · Share this",
        "Tuesday, 21 April 2009",
        "Source: [FarsNews](#)",
        "By our correspondents",
        "This entry was posted in Uncategorized. Bookmark the permalink.",
        "We use cookies to give you the best experience on our site.",
        "© 2015 Joint Cell. All rights reserved.",
        "Sign up for our newsletter and never miss a story.",
        "Read also: What comes after the siege? | Share on Facebook",
        "Skip to main content",
        "west ghouta",
        "* * *",
        "Photo: Army media unit",
        "Soldiers at the gate of the town (Photo: AFP)",
        "img_0123.jpg",
        "Was this page useful? Yes / No",
    ],
)
def test_furniture_of_the_page_is_left_out(paragraphs: Paragraphs, lay: Lay, furniture: str) -> None:
    assert lay(f"{ARMY}\n\n{furniture}\n\n{JETS}") == [(None, [ARMY, JETS])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Twitter users in Mosul said that ISIL had killed ten people in the market.",
        "Registered refugees in Zaatari reached 80,000 on Monday, the UN said.",
        "Print works in Aleppo were hit by shelling on Tuesday, wounding six.",
        "Search teams pulled nine bodies from the rubble in Douma.",
        "Contact was lost with the besieged unit in Deir Ezzor on Monday.",
        "Home guard units shelled the village of Marea.",
        "Comments by the minister set off clashes in Basra on Friday.",
        "Related attacks killed four people in Kirkuk, police said.",
        "Sources close to the command said that the town had fallen.",
    ],
)
def test_sentences_that_begin_like_furniture_are_kept(paragraphs: Paragraphs, sentence: str) -> None:
    assert paragraphs(f"{ARMY}\n\n{sentence}\n\n{JETS}") == [ARMY, sentence, JETS]


@pytest.mark.parametrize(
    "end",
    [
        "Leave a Reply",
        "Comments are closed.",
        "Your email address will not be published.",
        "Log in to comment",
        "Comments (14) | Print version",
        "Filed under: Log. 4 responses",
    ],
)
def test_nothing_is_read_behind_the_comments(paragraphs: Paragraphs, end: str) -> None:
    assert paragraphs(f"{ARMY}\n\n{JETS}\n\n{end}\n\nAbu Hassan says: they will take Hama tomorrow, you will see.") == [
        ARMY,
        JETS,
    ]


def test_a_list_of_links_ends_with_the_next_sentence(paragraphs: Paragraphs) -> None:
    links = "Related stories\n\nRebels take Marea\nTen killed in Homs blast"
    text = f"{ARMY}\n\n{links}\n\n{JETS}\n\nREAD MORE: Why Aleppo fell\n\n{ARMY}"
    assert paragraphs(text) == [ARMY, JETS, ARMY]


@pytest.mark.parametrize(
    ("caption", "kept"),
    [
        ("rice_duala.jpg Women carry rice from the port. Photo: MRW ", "Fighters were seen selling rice."),
        ("img_1.jpg Troops help a woman across (Photo: Army media unit) ", "The following is a summary."),
        ("box.png Map of the pocket, click to enlarge ", "In the school the medics have a ward."),
        ("DSC_2207.JPG  Fighters rest in the shade of the halls  ", "Three raids supported the advance."),
        ("[Slideshow: road_03.jpg] Click to enlarge  ", "On Wednesday some 200 people gathered."),
        ("pylons_2.jpg One of the fallen pylons near Gigante. Photo: archive ", "The crews will go up."),
        ("gate.gif\nA soldier under the old gate on Tuesday ", "Aid workers estimate that 500 people camp there."),
        ("map_v3.png (Figure 1) Click here for a larger version  ", "A convoy of seven trucks reached the town."),
        ("IMG_5.jpg\n", "The army took the town on Monday, and its men raised a flag over the old school there."),
    ],
)
def test_captions_go_and_the_sentence_that_they_run_into_stays(paragraphs: Paragraphs, caption: str, kept: str) -> None:
    assert paragraphs(f"{ARMY}\n\n{caption}{kept}\n\n{JETS}") == [ARMY, kept, JETS]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("He was shot in Marea.img_2.jpg", "He was shot in Marea."),
        ("Fighters stormed the img_1.jpg village of Kafr Zita.", "Fighters stormed the village of Kafr Zita."),
        ("He was shot in Marea. img_2.jpg The road to Marea (Photo: AFP)", "He was shot in Marea."),
    ],
)
def test_file_names_are_cut_out_of_sentences(paragraphs: Paragraphs, line: str, kept: str) -> None:
    assert paragraphs(f"{ARMY}\n\n{line}\n\n{JETS}") == [ARMY, kept, JETS]


def test_furniture_behind_the_last_sentence_of_a_line_is_cut_off(paragraphs: Paragraphs) -> None:
    line = "Reporting period: last 24 hours to 18:00 on 12 March 2015. Download (PDF, 212 KB) | Print | Subscribe"
    assert paragraphs(f"{line}\n\n{ARMY}") == ["Reporting period: last 24 hours to 18:00 on 12 March 2015.", ARMY]


def test_bullets_and_numbers_are_paragraphs_without_their_marks(lay: Lay) -> None:
    bullets = "* Army captures Tal Rifaat\n* Clashes near Marea kill 12 people"
    text = f"{bullets}\n\n1. Security\n{ARMY}\n2. Displacement. {JETS}"
    assert lay(text) == [
        (None, ["Army captures Tal Rifaat", "Clashes near Marea kill 12 people"]),
        ("Security", [ARMY, f"Displacement. {JETS}"]),
    ]


@pytest.mark.parametrize("mark", ["❗️", "🔴 ", "▪️", "⚡️⚡️", "🇺🇦", "1️⃣ "])
def test_pictographs_before_a_line_are_marks_of_a_list(paragraphs: Paragraphs, mark: str) -> None:
    assert paragraphs(f"{mark}{ARMY}\n\n{mark}{JETS}") == [ARMY, JETS]


def test_a_very_long_line_gives_passages_that_end_with_sentences(paragraphs: Paragraphs) -> None:
    found = paragraphs(" ".join([ARMY] * 3000))
    assert len(found) > 20
    assert all(len(p) <= 8000 and p.endswith("said.") for p in found)


def test_a_long_word_is_cut_where_nothing_else_can_be(paragraphs: Paragraphs) -> None:
    assert [len(p) for p in paragraphs("x" * 20_000)] == [8000, 8000, 4000]


@pytest.mark.parametrize(
    ("text", "told"),
    [(f"KIRKUK, Oct 16 (K24) – {ARMY}", "KIRKUK, Oct 16 (K24) – "), (f"(Irbil) {ARMY}", "(Irbil) "), (ARMY, None)],
)
def test_where_the_writer_sat_is_known(text: str, told: str | None) -> None:
    assert dateline_of(text) == told
