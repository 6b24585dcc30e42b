"""The brief's templates, read once from the general pack."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import msgspec
import yaml

from khabar.errors import PackError
from khabar.packs.typed import typed_yaml

TEMPLATES = "brief_templates.yaml"


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    label: str
    colour: str
    dark: str


class VerbWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"with_target": "with"}):
    """Base, past and -ing form, and what follows with and without a target."""

    verb: tuple[str, str, str]
    with_target: str = ""
    alone: str = ""


class TypeWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"with_target": "with"}):
    """How one event type is worded; the templates' file explains each field."""

    family: str
    label: str
    verb: tuple[str, str, str]
    noun: str
    passive: str
    with_target: str = ""
    alone: str = ""
    passive_subject: str = "{T}"
    passive_alone: str = ""
    plural: bool = False
    joint: bool = False
    quote: bool = False
    place_is_object: bool = False
    civilian_initiator: VerbWording | None = None
    civilian_target: VerbWording | None = None


class GroupWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    shown: int


class Articles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    last_words: list[str] = []
    names: list[str] = []
    none_before: list[str] = []


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All templates of the brief."""

    families: dict[str, Family]
    frames: dict[str, dict[str, str]]
    types: dict[str, TypeWording]
    figures: dict[str, str]
    of_default: dict[str, str]
    of_sides: dict[str, str]
    of_one: dict[str, str]
    sides: dict[str, str]
    articles: Articles
    plurals: Articles
    groups: dict[str, GroupWording]
    statuses: dict[str, str]
    fields: dict[str, str]


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """Read the templates of the general pack. Raises PackError."""
    source = files("khabar.packs").joinpath("data", "general", TEMPLATES)
    try:
        return msgspec.convert(typed_yaml(source.read_text(encoding="utf-8")), Wording)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as reason:
        raise PackError(f"the brief's templates are broken: {reason}", where=TEMPLATES) from reason
