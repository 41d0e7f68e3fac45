"""Answers kept for the next time they are asked: those of the newest generation, up to a number of bytes in all."""

import threading
from collections import OrderedDict

from usagraph.graph.querying.exchange import Answer, Question

__all__ = ["KEPT", "Answers"]

#: Bytes kept, where nothing else is said.
KEPT = 32_000_000
#: The part of them that one answer may take; and what an answer costs beside its bytes.
SHARE, ASIDE = 8, 1000


class Answers:
    """The answers of one generation that were asked for last; safe to share between threads."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._generation = -1
        self._held: OrderedDict[Question, Answer] = OrderedDict()
        self._size = 0

    def find(self, question: Question, generation: int) -> Answer | None:
        """The answer to a question from that generation; None where it is not kept."""
        with self._lock:
            self._follow(generation)
            found = self._held.get(question) if generation == self._generation else None
            if found:
                self._held.move_to_end(question)
            return found

    def keep(self, question: Question, generation: int, answer: Answer) -> None:
        """Keeps an answer where it would be the same the next time; those asked for longest ago make room."""
        size = len(answer.body) + ASIDE
        if not question.lasts or size * SHARE > self._most:
            return
        with self._lock:
            self._follow(generation)
            if generation == self._generation and question not in self._held:
                self._held[question] = answer
                self._size += size
                while self._size > self._most:
                    self._size -= len(self._held.popitem(last=False)[1].body) + ASIDE

    def _follow(self, generation: int) -> None:
        # At once: what was erased from the graph is not to stay here.
        if generation > self._generation:
            self._held.clear()
            self._generation, self._size = generation, 0
