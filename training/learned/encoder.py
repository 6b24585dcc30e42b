"""The encoder that gives words their meaning: a small BERT (all-MiniLM-L6-v2) with its published weights."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as fn
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, INNER, HEADS, LAYERS = 384, 1536, 12, 6
VOCABULARY, POSITIONS = 30522, 512

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

    def forward(self, x: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def by_head(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        fits = by_head(self.query(x)) @ by_head(self.key(x)).transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        seen = fits.softmax(-1) @ by_head(self.value(x))
        y = self.mixed(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.after_attention(x + y)
        return self.after_wide(x + self.narrow(fn.gelu(self.wide(x))))


class Encoder(nn.Module):
    """BERT, for texts of one length."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.segments, self.after_embedding = nn.Embedding(2, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    @classmethod
    def published(cls, path: Path) -> Encoder:
        """With the weights that it is published with (safetensors)."""
        encoder = cls()
        encoder._take(path)
        return encoder

    def _take(self, path: Path) -> None:
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

    def forward(self, ids: Tensor) -> Tensor:
        places = self.positions(torch.arange(ids.shape[1]))
        x = self.after_embedding(self.pieces(ids) + places + self.segments.weight[0])
        for layer in self.layers:
            x = layer(x)
        return x
