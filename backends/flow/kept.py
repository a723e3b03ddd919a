"""What is made of a number, kept for a while: whoever asks first makes it, other threads wait for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """The `most` things that were asked for last."""

    def __init__(self, work: Callable[[int], Made], most: int) -> None:
        self.work, self.most = work, most
        self.made: OrderedDict[int, Future[Made]] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, number: int) -> Made:
        """What `work` makes of a number; what it raises is raised for everybody who waits."""
        with self.lock:
            found, mine = self.made.get(number), number not in self.made
            if found is None:
                found = self.made[number] = Future()
            self.made.move_to_end(number)
            while len(self.made) > self.most:
                self.made.popitem(last=False)
        if mine:
            try:
                found.set_result(self.work(number))
            except BaseException as error:
                found.set_exception(error)
                raise
        return found.result()
