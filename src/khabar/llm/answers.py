"""Answers of models, kept on disk by the request that they answer, so that a stopped run goes on where it was."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from khabar.errors import EndpointError
from khabar.llm.endpoint import LlmEndpoint
from khabar.llm.instructions import Message, answer_schema


class Reply(msgspec.Struct, frozen=True):
    """What a model said; ``tokens_in`` and ``tokens_out`` are null where the server does not tell them.

    ``cut``: it stopped at the most tokens that an answer may have.
    """

    content: str | None
    cut: bool = False
    tokens_in: int | None = None
    tokens_out: int | None = None


def key_of(endpoint: LlmEndpoint, messages: Sequence[Message]) -> str:
    """The digest of all that an answer depends on."""
    asked = [endpoint.chat_url, endpoint.model, endpoint.seed, endpoint.answer_tokens, list(messages), answer_schema()]
    return hashlib.sha256(msgspec.json.encode(asked)).hexdigest()


class AnswerStore:
    """A file for each answer; each appears whole or not at all, and one that cannot be read counts as missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Reply | None:
        try:
            return msgspec.json.decode(self._path(key).read_bytes(), type=Reply)
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, key: str, reply: Reply) -> None:
        """Raises EndpointError where the folder cannot be written."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(msgspec.json.encode(reply))
                os.replace(draft, path)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
        except OSError as reason:
            said = f"an answer cannot be kept: {reason.strerror or reason}"
            remedy = "free some space, or let KHABAR_HOME name a folder that can be written"
            raise EndpointError(said, where=str(path.parent), remedy=remedy) from reason

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}.json"
