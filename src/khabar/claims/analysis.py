"""All that is known of one passage before claims are read from it: tree, names, dates, counts."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.actors import ActorMention
from khabar.claims.attribution import AttributionReader
from khabar.claims.classes import ArgumentClasses
from khabar.claims.modality import ModalityReader
from khabar.claims.parties import PartyReader
from khabar.claims.placing import PlacedToponym
from khabar.claims.triggers import TriggerFinder
from khabar.dates import DateMention
from khabar.places import Toponym
from khabar.quantities import QuantityMention
from khabar.reports.passage import Passage
from khabar.syntax.tree import Tree


@dataclass(slots=True)
class PassageAnalysis:
    passage: Passage
    tree: Tree
    actors: list[ActorMention]
    toponyms: list[Toponym]
    dates: list[DateMention]
    quantities: list[QuantityMention]
    placed: list[PlacedToponym] = field(default_factory=list)
    readers: PassageReaders | None = None


@dataclass(slots=True)
class PassageReaders:
    """The rule sets bound to one passage."""

    finder: TriggerFinder
    modality: ModalityReader
    attribution: AttributionReader
    parties: PartyReader
    classes: ArgumentClasses


@dataclass(frozen=True, slots=True)
class SentenceInHand:
    """The sentence that is read: ``passage`` and ``number`` count from 0; tokens ``start`` to ``end`` (exclusive)."""

    passage: int
    number: int
    start: int
    end: int
    analysis: PassageAnalysis
    readers: PassageReaders
