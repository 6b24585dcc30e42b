"""What is counted, as records: whose the people are, which things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from khabar.claims.analysis import PassageAnalysis
from khabar.quantities.nouns import name_of, noun_class
from khabar.records import Quantity, Report
from khabar.syntax.phrases import noun_phrase

if TYPE_CHECKING:
    from khabar.claims.resources import ReportResolvers
    from khabar.quantities import QuantityMention
    from khabar.records import Party

PEOPLE_KINDS = frozenset(
    {"killed", "wounded", "casualties", "captured", "surrendered", "evacuated", "displaced", "returned", "strength"}
)
SAME_PEOPLE = frozenset({"killed", "wounded", "casualties", "captured", "surrendered"})
THINGS = frozenset({"captured", "destroyed"})
BESIDE = 8
OWN = frozenset({"ours", "theirs", "us"})
LONGEST_LABEL = 6
ADMITTING = frozenset({"admit", "acknowledge", "concede", "confess"})
TOLLS = frozenset({"toll", "tally"})
_MOSTLY_CIVILIANS = re.compile(
    r"[,(\s]*(?:mostly|mainly|largely|chiefly|nearly all|all|most) (?:of them |of whom were )?"
    r"(?:civilians|women|children)",
    re.IGNORECASE,
)


class Counts:
    """The counts of one passage."""

    def __init__(self, report: Report, analysis: PassageAnalysis, resolvers: ReportResolvers) -> None:
        self.report, self.analysis, self.resolvers, self.tree = report, analysis, resolvers, analysis.tree

    def inside(self, start: int, end: int) -> list[QuantityMention]:
        """Those whose head is one of tokens ``start`` to ``end`` (exclusive)."""
        return [q for q in self.analysis.quantities if start <= q.head < end]

    def records(self, mentions: Sequence[QuantityMention]) -> list[Quantity]:
        """Counts as records; people are counted by the side they are on, where it is known."""
        return [self._record(self._seen_through(m)) for m in mentions if m.kind is not None]

    def _seen_through(self, mention: QuantityMention) -> QuantityMention:
        """ "four more of its soldiers" counts the soldiers."""
        tree = self.tree
        more = tree.head[mention.head] if tree.dep[mention.head] == "nummod" else mention.head
        of = tree.kid(more, "prep") if tree.lower[more] == "more" else None
        inner = tree.kid(of, "pobj") if of is not None and tree.lower[of] == "of" else None
        if inner is None or noun_class(tree, inner) not in ("people", "force"):
            return mention
        return replace(mention, head=inner, of=name_of(tree, inner))

    def _record(self, mention: QuantityMention) -> Quantity:
        words = self.analysis.passage.span(self.report.text, mention.start, mention.end)
        return Quantity(
            kind=mention.kind or "killed",
            of=self._of(mention),
            text=words.text,
            start=words.start,
            end=words.end,
            min=mention.min,
            max=mention.max,
        )

    def _of(self, mention: QuantityMention) -> str | None:
        named = self._named_beside(mention)
        if named is not None:
            return self._of(named)
        if not self._counts_people(mention):
            return self._things_before(mention) or mention.of
        if mention.cue is not None and self._is_bare(mention) and self.tree.lemma[mention.cue] in TOLLS:
            return "civilians"
        if self._is_bare(mention) and _MOSTLY_CIVILIANS.match(self.tree.doc.text, mention.end):
            return "civilians"
        party = self._party(mention)
        bare = self.tree.pos[mention.head] in ("PRON", "NUM", "DET", "ADJ")
        summed = self._losses_that_are(mention) is not None
        is_anybodys = bare and not summed and party is not None and party.side.startswith("state:")
        if party is not None and party.side != "unknown" and not is_anybodys:
            return party.side
        if mention.of is None or bare or mention.cue == mention.head:  # "110 injuries"
            return "people"
        return self._people_of_no_side(mention)

    def _people_of_no_side(self, mention: QuantityMention) -> str | None:
        """What their noun calls them, unless it says no more than that they are people."""
        if mention.kind == "displaced":
            return "civilians"
        unknown = mention.kind in SAME_PEOPLE - {"captured"} and noun_class(self.tree, mention.head) == "unknown"
        return "people" if unknown or self.tree.lemma[mention.head] == "member" else mention.of

    def _party(self, mention: QuantityMention) -> Party | None:
        """Whose the counted are; of "rebel losses rose to 62" those of the noun that is summed up."""
        head, cue = mention.head, mention.cue
        summed = self._is_bare(mention) and cue is not None and self.tree.pos[cue] in ("NOUN", "ADJ")
        if summed and cue is not None:
            head = cue
        losses = self._losses_that_are(mention) if self._is_bare(mention) or cue == mention.head else None
        head = losses if losses is not None else head
        words = self.analysis.passage.span(self.report.text, mention.start, mention.end)
        return self.resolvers.party(self.tree.doc, head, noun_phrase(self.tree, head), words)

    def _losses_that_are(self, mention: QuantityMention) -> int | None:
        """The subject of "Government losses were four killed and 19 wounded"."""
        tree = self.tree
        labelled = self._label_before(mention)
        if labelled is not None:
            return labelled
        above = tree.head[mention.head]
        if tree.lemma[above] in ADMITTING and tree.dep[mention.head] == "dobj":  # "the Front admits one dead"
            return tree.kid(above, "nsubj")
        put = tree.head[above]
        if tree.lower[above] == "to" and tree.lemma[put] in ADMITTING:  # "the group admits to 61"
            return tree.kid(put, "nsubj")
        if tree.lower[above] == "at" and tree.lemma[put] == "put" and tree.kid(put, "advcl", "oprd") is not None:
            return tree.kid(put, "dobj")  # "put enemy dead at 71"
        if tree.lower[above] == "at" and tree.lemma[put] in ("put", "place", "estimate"):
            return tree.kid(put, "nsubjpass")  # "losses are put at 40"
        verb = next((a for a in tree.ancestors(mention.head) if tree.lemma[a] in ("be", "amount", "number")), None)
        subject = tree.kid(verb, "nsubj") if verb is not None else None
        return subject if subject is not None and tree.lemma[subject] in ("loss", "casualty") else None

    def _label_before(self, mention: QuantityMention) -> int | None:
        """The losses of "Enemy losses: 250 dead", or the "ours" of "Ours: 17 dead"."""
        tree, start = self.tree, self.tree.sentence_of(mention.head)[0]
        colon = next((i for i in range(mention.head, start, -1) if tree.text[i] == ":"), None)
        is_label = colon is not None and (tree.lemma[colon - 1] in ("loss", "casualty") or tree.lower[colon - 1] in OWN)
        return colon - 1 if colon is not None and is_label and colon - start <= LONGEST_LABEL else None

    def _is_bare(self, mention: QuantityMention) -> bool:
        return self.tree.pos[mention.head] == "NUM" and mention.head == mention.number

    def _counts_people(self, mention: QuantityMention) -> bool:
        """Whether people are counted; what is captured may be things as well."""
        may_be = mention.kind != "captured" or noun_class(self.tree, mention.head) in ("people", "force", "unknown")
        return mention.kind in PEOPLE_KINDS and may_be and not self._is_among_things(mention)

    def _is_among_things(self, mention: QuantityMention) -> bool:
        """ "captured 2 tanks and 14 DShKs"."""
        noun, before = mention.head, self.tree.head[mention.head]
        listed = mention.kind == "captured" and self.tree.dep[noun] == "conj"
        return listed and noun_class(self.tree, noun) == "unknown" and noun_class(self.tree, before) == "thing"

    def _named_beside(self, mention: QuantityMention) -> QuantityMention | None:
        """ "killed 12 soldiers and wounded 20", "killing 15 and capturing 8 of his men": who a bare number counts."""
        counts_unnamed = self._is_bare(mention) or self.tree.lemma[mention.head] == "other"
        if not counts_unnamed or mention.kind not in SAME_PEOPLE:
            return None
        here = self.inside(*self.tree.sentence_of(mention.head))
        told = [self._seen_through(q) for q in here if q.kind in SAME_PEOPLE]
        named = [q for q in told if q.start != mention.start and self._names_people(q)]
        before = [q for q in named if q.head < mention.head]
        after = [q for q in named if 0 < q.head - mention.head <= BESIDE]
        return before[-1] if before else after[0] if after else None

    def _names_people(self, mention: QuantityMention) -> bool:
        is_other = self.tree.lemma[mention.head] == "other" or self._is_bare(mention)
        return not is_other and noun_class(self.tree, mention.head) in ("people", "force")

    def _things_before(self, mention: QuantityMention) -> str | None:
        """ "captured 13 vehicles and destroyed 17 others", "lost two": what the others are."""
        bare = self._is_bare(mention)
        if (self.tree.lemma[mention.head] != "other" and not bare) or mention.kind not in THINGS:
            return None
        start, end = self.tree.sentence_of(mention.head)
        here = self.inside(self.tree.sentence_of(max(0, start - 1))[0] if bare else start, end)
        things = [q for q in here if q.kind in THINGS and q.head < mention.head]
        named = [q for q in things if noun_class(self.tree, q.head) == "thing"]
        return name_of(self.tree, named[-1].head) if named else None
