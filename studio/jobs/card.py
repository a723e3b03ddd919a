"""The one card of a device: one request at a time, those for the model that lies on it first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from itertools import chain
from typing import Any

from studio.backend import Manifest, Request

RUN = 8
"""Requests for one model in a row while others wait; then it is the turn of who has waited longest."""


def needed(manifests: Mapping[str, Manifest], slots: Iterable[Mapping[str, Any]]) -> bool:
    """Do some of these slots need the card?"""
    found = (manifests.get(slot["request"]["backend"]) for slot in slots)
    return any(manifest.needs.vram_bytes for manifest in found if manifest is not None)


class Card:
    """Takes turns. To swap models costs up to minutes, so films and takes with other models are worked off in runs."""

    def __init__(self) -> None:
        self.busy = False
        self.model = ("", "")
        self.run = 0
        self.waiting: dict[asyncio.Future[None], tuple[str, str]] = {}

    @asynccontextmanager
    async def turn(self, request: Request) -> AsyncIterator[None]:
        """Have the card for a request's backend and model."""
        model = (request.backend, str(request.params.get("model", "")))
        if self.busy:
            called = asyncio.get_running_loop().create_future()
            self.waiting[called] = model
            try:
                await called
            except asyncio.CancelledError:
                if self.waiting.pop(called, None) is None:  # called and cancelled at once
                    self._call()
                raise
        self.busy = True
        self.run = self.run + 1 if model == self.model else 1
        self.model = model
        try:
            yield
        finally:
            self._call()

    def _call(self) -> None:
        """Call the next one: of the same model while its run lasts, else who has waited longest. The card stays taken in
        between, so that nobody slips in."""
        there = [called for called in self.waiting if not called.cancelled()]
        same = (called for called in there if self.waiting[called] == self.model and self.run < RUN)
        called = next(chain(same, there), None)
        self.busy = called is not None
        if called is not None:
            del self.waiting[called]
            called.set_result(None)
