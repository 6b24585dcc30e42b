"""What reading claims needs: parser, tables, gazetteer, actors; loaded once in a process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from khabar.actors import ActorIndex, Outlets, PartyResolver, Resolution
from khabar.claims.analysis import PassageAnalysis
from khabar.claims.classes import ArgumentClasses
from khabar.claims.lexicon import Lexicon, compile_lexicon
from khabar.claims.topic import Topics, load_topics
from khabar.dates import DateMention, RunningContext
from khabar.learned import Chooser, load_judge
from khabar.learned.choices import RowChooser, load_choice_judge
from khabar.learned.roles import RoleChooser, load_role_judge
from khabar.learned.topic import TopicChooser, load_topic_judge
from khabar.llm import LlmEndpoint, Marker, check_endpoint, load_marker
from khabar.packs import DEFAULT_PACKS, Packs, load_packs
from khabar.places import Gazetteer, Resolver, load_pins
from khabar.records import Party, Report, Span
from khabar.records.codes import DEFAULT_READER, ReaderName
from khabar.syntax import load_parser

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Resources:
    """Loaded knowledge.

    ``country`` is the one that the user's chosen packs are about, where it is only one. Without ``judge``, ``roles``,
    ``grounds``, ``initiators`` and ``topic`` only the rules read; with ``marker`` a language model marks what they
    would read.
    """

    nlp: Language
    lexicon: Lexicon
    noun_classes: Mapping[str, frozenset[str]]
    packs: Packs
    actors: ActorIndex
    outlets: Outlets
    places: Resolver
    topics: Topics
    country: str | None = None
    judge: Chooser | None = None
    roles: RoleChooser | None = None
    grounds: RowChooser | None = None
    initiators: RowChooser | None = None
    topic: TopicChooser | None = None
    marker: Marker | None = None

    def tells_of_war(self, report: Report) -> bool:
        """Whether a report is worth reading for claims: by the tables of topics, and by the learned judge of them."""
        text = f"{report.title or ''} {report.text}"
        return self.topics.is_conflict(text) and (self.topic is None or self.topic.tells_of_war(text))

    def classes_of(self, analysis: PassageAnalysis) -> ArgumentClasses:
        toponyms = frozenset(i for t in analysis.toponyms for i in range(t.start, t.end))
        actors = {i: a.kind for a in analysis.actors for i in range(a.start, a.end)}
        return ArgumentClasses(analysis.tree, self.lexicon, self.noun_classes, toponyms - actors.keys(), actors)


@dataclass(slots=True)
class ReportResolvers:
    """What is resolved with the rest of the report in mind."""

    running: RunningContext
    parties: PartyResolver

    @classmethod
    def for_report(
        cls, report: Report, country: str | None, period: DateMention | None, resources: Resources
    ) -> ReportResolvers:
        stands = msgspec.structs.replace(report, alignment=resources.outlets.alignment_of(report, country))
        parties = PartyResolver(resources.actors, report=stands, country=country)
        published = date.fromisoformat(report.published) if report.published else None
        return cls(RunningContext(period, published), parties)

    def party(self, doc: Doc, head: int, span: tuple[int, int], words: Span) -> Party | None:
        """The party that a noun phrase names; None where it is none."""
        found = self.parties.resolve(doc, head, span)
        return _party(found, words) if found is not None else None

    def named_by(self, doc: Doc, head: int, span: tuple[int, int], words: Span) -> list[Party]:
        """The parties that a noun phrase names; a pronoun gives the words it stands for, several where coordinated."""
        found = self.parties.resolve(doc, head, span)
        if found is None:
            return []
        said = self.parties.stance.report.text
        named = [_party(n.party, Span(said[n.start : n.end], n.start, n.end)) for n in found.named]
        return named or [_party(found, words)]


def _party(found: Resolution, words: Span) -> Party:
    return Party(
        text=words.text,
        start=words.start,
        end=words.end,
        actor=found.actor,
        actor_name=found.actor_name,
        side=found.side,
        reason=found.reason,
    )


def load_resources(
    packs: Sequence[str] | None = None, reader: ReaderName = DEFAULT_READER, llm: LlmEndpoint | None = None
) -> Resources:
    """Load what extraction needs; the second call with the same packs is free.

    Args:
        packs: names or folders of packs; by default all built-in ones.
        reader: who decides which words assert an event.
        llm: the endpoint of the reader ``llm``; only for that one.

    Raises:
        PackError: a pack does not exist or is broken.
        GazetteerError: the gazetteer's index cannot be built or read.
        ReaderError: the learned judge cannot be read.
        EndpointError: the reader ``llm`` is asked for without an endpoint, or an endpoint without it.
    """
    check_endpoint(reader, llm)
    rules = _load(tuple(packs) if packs is not None else DEFAULT_PACKS)
    if reader == "learned":
        return replace(
            rules,
            judge=load_judge(),
            roles=load_role_judge(),
            grounds=load_choice_judge("grounds"),
            initiators=load_choice_judge("initiators"),
            topic=load_topic_judge(),
        )
    return replace(rules, marker=load_marker(llm)) if llm is not None else rules


@lru_cache(maxsize=2)
def _load(packs: tuple[str, ...]) -> Resources:
    loaded = load_packs(packs)
    return Resources(
        nlp=load_parser(),
        lexicon=compile_lexicon(loaded),
        noun_classes=noun_classes(loaded),
        packs=loaded,
        actors=ActorIndex(loaded),
        outlets=Outlets(loaded),
        places=Resolver(Gazetteer.open(packs=packs), load_pins(packs)),
        topics=load_topics(loaded),
        country=_country_chosen(packs, loaded),
    )


def _country_chosen(names: tuple[str, ...], loaded: Packs) -> str | None:
    """The country of the packs that a user asks for; packs that are used without being asked for tell nothing."""
    chosen = {c for pack in loaded.packs for c in pack.countries} if names != DEFAULT_PACKS else set()
    return chosen.pop() if len(chosen) == 1 else None


def noun_classes(packs: Packs) -> dict[str, frozenset[str]]:
    """Lemma → classes, from the packs' table ``noun_classes``."""
    found: dict[str, set[str]] = {}
    for name, words in packs.table("noun_classes").items():
        for word in words:
            found.setdefault(str(word), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def describe_resources(packs: Sequence[str] | None = None) -> dict[str, Any]:
    """Packs and gazetteers in use, with digests, as run.json records them."""
    names = tuple(packs) if packs is not None else DEFAULT_PACKS
    loaded = load_packs(names)
    added = Gazetteer.open(packs=names).list()
    gazetteers = [{"name": f.name, "format": f.format, "places": f.places, "sha256": f.digest} for f in added]
    return {"packs": loaded.describe(), "gazetteers": gazetteers}
