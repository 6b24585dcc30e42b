"""How each of the networks learns: the same steps down, whatever it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Course:
    """``rate`` is the highest; it rises and falls over all steps."""

    epochs: int
    batch: int
    rate: float
    decay: float


def descend(network: nn.Module, loss_of: Callable[[Tensor], Tensor], examples: int, course: Course) -> None:
    """Learn from all examples in random order, epoch by epoch.

    Args:
        loss_of: of the examples with these numbers.
    """
    optimiser = torch.optim.AdamW(network.parameters(), lr=course.rate, weight_decay=course.decay)
    steps = course.epochs * -(-examples // course.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, course.rate, total_steps=steps)
    for epoch in range(course.epochs):
        network.train()
        losses = []
        for chosen in torch.randperm(examples).split(course.batch):
            loss = loss_of(chosen)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1} loss {np.mean(losses):.3f}", flush=True)
