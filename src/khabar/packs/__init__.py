"""Packs: what khabar knows of language and of wars, as files that linguists and regional experts can edit."""

from khabar.packs.loader import DEFAULT_PACKS, Pack, Packs, find_pack, installed_packs, load_packs, read_pack, read_yaml

__all__ = ["DEFAULT_PACKS", "Pack", "Packs", "find_pack", "installed_packs", "load_packs", "read_pack", "read_yaml"]
