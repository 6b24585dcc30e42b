"""Files of arrays that appear whole or not at all: what is newer than its sources is not made again (``train.mk``)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np


def write_arrays(path: Path, arrays: Mapping[str, Any]) -> None:
    """Write a compressed ``.npz``, over an older one if there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp.npz")
    np.savez_compressed(draft, allow_pickle=False, **arrays)
    draft.replace(path)
