"""The network: a small BERT (all-MiniLM-L6-v2), and a head that judges candidates from pooled pieces and features."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as fn
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, INNER, HEADS, LAYERS = 384, 1536, 12, 6
VOCABULARY, POSITIONS = 30522, 512
HEAD, FEATURED = 256, 96
ENCODER_DROPOUT, HEAD_DROPOUT = 0.1, 0.2
FAR = -1e4
POOLED = ("word", "verb", "clause")

NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "after_attention": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "after_wide": "output.LayerNorm",
}
"""Parts of a layer, and what the published weights call them."""


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.after_attention, self.after_wide = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))

    def forward(self, x: Tensor, outside: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def by_head(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        fits = by_head(self.query(x)) @ by_head(self.key(x)).transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        seen = (fits + outside).softmax(-1) @ by_head(self.value(x))
        y = self.mixed(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.after_attention(x + fn.dropout(y, ENCODER_DROPOUT, self.training))
        y = self.narrow(fn.gelu(self.wide(x)))
        return self.after_wide(x + fn.dropout(y, ENCODER_DROPOUT, self.training))


class Encoder(nn.Module):
    """BERT; its lower part may be run once and kept (``lower``), when only the upper layers learn."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.segments, self.after_embedding = nn.Embedding(2, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def load_published(self, path: Path) -> None:
        """Take the weights that the encoder is published with (safetensors)."""
        weights = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
        at = "embeddings."
        self.pieces.weight.data = weights[f"{at}word_embeddings.weight"]
        self.positions.weight.data = weights[f"{at}position_embeddings.weight"]
        self.segments.weight.data = weights[f"{at}token_type_embeddings.weight"]
        self.after_embedding.weight.data = weights[f"{at}LayerNorm.weight"]
        self.after_embedding.bias.data = weights[f"{at}LayerNorm.bias"]
        for number, layer in enumerate(self.layers):
            for ours, theirs in NAMES.items():
                part = getattr(layer, ours)
                part.weight.data = weights[f"encoder.layer.{number}.{theirs}.weight"]
                part.bias.data = weights[f"encoder.layer.{number}.{theirs}.bias"]

    def lower(self, ids: Tensor, outside: Tensor, layers: int) -> Tensor:
        places = self.positions(torch.arange(ids.shape[1]))
        x = self.after_embedding(self.pieces(ids) + places + self.segments.weight[0])
        for layer in self.layers[:layers]:
            x = layer(x, outside)
        return x

    def upper(self, x: Tensor, outside: Tensor, layers: int) -> Tensor:
        for layer in self.layers[layers:]:
            x = layer(x, outside)
        return x


class Judge(nn.Module):
    """Starts from what rules and tables say of a type (``said``), and learns when not to follow them.

    Args:
        features: names of the columns.
        event_types: the types; the first answer, before them, is "no event".
    """

    def __init__(self, features: Sequence[str], event_types: Sequence[str], modalities: Sequence[str]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.known = nn.Linear(len(features), FEATURED)
        self.joined = nn.Linear(len(POOLED) * WIDTH + FEATURED, HEAD)
        self.types = nn.Linear(HEAD, 1 + len(event_types))
        self.modalities = nn.Linear(HEAD, len(modalities))
        self.said = nn.Linear(len(features), 1 + len(event_types), bias=False)
        self.said.weight.data = said_by_features(features, event_types)

    def forward(
        self, low: Tensor, outside: Tensor, pools: Tensor, rows: Tensor, features: Tensor, layers: int
    ) -> tuple[Tensor, Tensor]:
        x = self.encoder.upper(low, outside, layers)
        return self.judged(torch.einsum("cpt,ctw->cpw", pools, x[rows].float()), features)

    @torch.no_grad()
    def trust_rules(self, features: Sequence[str], event_types: Sequence[str]) -> None:
        """Give a type that the rules have claimed more weight than was learned: on few wars the network is too sure."""
        for column, feature in enumerate(features):
            if feature.removeprefix(CLAIMED) in event_types and feature.startswith(CLAIMED):
                self.said.weight[1 + event_types.index(feature.removeprefix(CLAIMED)), column] += TRUST

    def judged(self, pooled: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        x = torch.cat([pooled.flatten(1), fn.gelu(self.known(features))], 1)
        x = fn.dropout(fn.gelu(self.joined(fn.dropout(x, HEAD_DROPOUT, self.training))), HEAD_DROPOUT, self.training)
        return self.types(x) + self.said(features), self.modalities(x)


CLAIMED, TRUST = "claimed=", 1.5
WEIGHT_SAID = {CLAIMED: 1.5, "found=": 1.0, "word:": 0.7, "verb:": 0.4, "beside:": 0.4}


def said_by_features(features: Sequence[str], event_types: Sequence[str]) -> Tensor:
    """Weights that let each feature that names a type speak for it."""
    weights = torch.zeros(1 + len(event_types), len(features))
    answers = {"none": 0} | {name: number for number, name in enumerate(event_types, 1)}
    for column, feature in enumerate(features):
        for prefix, weight in WEIGHT_SAID.items():
            answer = answers.get(feature.removeprefix(prefix)) if feature.startswith(prefix) else None
            if answer is not None and (answer or prefix == CLAIMED):
                weights[answer, column] = weight
    return weights


class Shipped(nn.Module):
    """One window at a time, probabilities out: the form that is exported."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, ids: Tensor, pools: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        x = self.judge.encoder.lower(ids[None], torch.zeros(1), LAYERS)[0]
        types, modalities = self.judge.judged(pools @ x, features)
        return types.softmax(-1), modalities.softmax(-1)
