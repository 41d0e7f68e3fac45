"""What queries of a shape have cost: a heavy one is known when it comes again, and never keeps small ones waiting."""

from collections import OrderedDict

__all__ = ["HEAVY", "Costs"]

#: Seconds of work from which a query is heavy.
HEAVY = 0.1
#: Shapes remembered.
KEPT = 4096


class Costs:
    """The shapes of heavy queries, those met last; used under its owner's lock."""

    def __init__(self) -> None:
        self._heavy: OrderedDict[int, float] = OrderedDict()

    def is_heavy(self, shape: int) -> bool:
        """Whether the last query of this shape was heavy."""
        return shape in self._heavy

    def learn(self, shape: int, seconds: float) -> None:
        """Notes what a query of this shape cost."""
        self._heavy.pop(shape, None)
        if seconds >= HEAVY:
            self._heavy[shape] = seconds
            if len(self._heavy) > KEPT:
                self._heavy.popitem(last=False)
