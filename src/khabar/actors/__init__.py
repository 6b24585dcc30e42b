"""Actors: named organisations, and whose side general words are on."""

from khabar.actors.alignment import coarse_alignment
from khabar.actors.index import Actor, ActorIndex, ActorMention
from khabar.actors.resolver import PartyResolver, Resolution

__all__ = ["Actor", "ActorIndex", "ActorMention", "PartyResolver", "Resolution", "coarse_alignment"]
