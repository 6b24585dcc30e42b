"""Actors: named organisations, and whose side general words are on."""

from khabar.actors.actor import Actor
from khabar.actors.alignment import coarse_alignment
from khabar.actors.countries import country_from_text
from khabar.actors.index import ActorIndex, ActorMention
from khabar.actors.memory import Noted
from khabar.actors.outlets import Outlet, Outlets
from khabar.actors.resolution import Resolution
from khabar.actors.resolver import PartyResolver
from khabar.actors.standing import stands, with_standing

__all__ = [
    "Actor",
    "ActorIndex",
    "ActorMention",
    "Noted",
    "Outlet",
    "Outlets",
    "PartyResolver",
    "Resolution",
    "coarse_alignment",
    "country_from_text",
    "stands",
    "with_standing",
]
