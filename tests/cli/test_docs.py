"""The documentation and the program say the same."""

from __future__ import annotations

import re
from pathlib import Path

from khabar.pipeline import FILES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def test_the_index_names_every_document_and_every_link_leads_somewhere() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([\w./-]+)\)", index))
    assert {p.name for p in DOCS.glob("*.md")} - {"README.md"} <= linked
    for document in [ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")]:
        for link in re.findall(r"\]\(([\w./-]+)(?:#[\w-]+)?\)", document.read_text(encoding="utf-8")):
            assert (document.parent / link).exists() or link.endswith(".png"), f"{document.name}: {link}"


def test_documents_that_the_code_names_exist() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        for name in re.findall(r"docs/([\w-]+\.md)", path.read_text(encoding="utf-8")):
            assert (DOCS / name).is_file(), f"{path.name} names docs/{name}"


def test_the_readme_names_every_file_of_a_run() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in FILES if f"`{name}`" not in readme] == []


def test_locks_hold_hashes_and_no_address() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "index" not in text
        for package in re.findall(r"^[\w.-]+==.*?(?=^\w|\Z)", text, re.MULTILINE | re.DOTALL):
            assert "--hash=sha256:" in package
