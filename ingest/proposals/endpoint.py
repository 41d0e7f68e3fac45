"""One question to a language model behind an OpenAI-compatible address, within limits; trouble is an answer too."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from usagraph.errors import MissingPart, WrongUse
from usagraph.messages import sentence

if TYPE_CHECKING:
    import httpx

__all__ = ["Answer", "Endpoint", "Limits", "opened"]

#: Answers after which the same question may be asked again.
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
#: The address before a name: a scheme with its host.
_HOST = re.compile(r"^[a-z][a-z0-9+.-]*://[^/]*", re.IGNORECASE)


@dataclass(frozen=True)
class Limits:
    """What a document may cost: code points and number of its passages, seconds of a question and of all, tries, bytes."""

    passage: int = 3_000
    passages: int = 200
    candidates: int = 30
    seconds: float = 60.0
    total: float = 900.0
    tries: int = 3
    wait: float = 2.0
    longest_wait: float = 30.0
    answer: int = 200_000


@dataclass(frozen=True)
class Answer:
    """The text of an answer, or why there is none: timeout, refused, unreachable, large or malformed."""

    text: str = ""
    trouble: str = ""


@dataclass(frozen=True)
class Endpoint:
    """A model behind an address. The key is shown nowhere: not in logs, not in errors, not on disk."""

    url: str
    model: str
    client: "httpx.Client" = field(repr=False)
    key: str = field(default="", repr=False)
    limits: Limits = Limits()
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    @property
    def name(self) -> str:
        """What the model is called where its claims are kept: no host stands in it, whatever it is asked for by."""
        return _HOST.sub("", self.model).strip("/") or self.model.partition("://")[0]

    def ask(self, instructions: str, passage: str, schema: dict[str, Any]) -> Answer:
        """What the model answers about a passage, asked again a few times where the service is busy."""
        body = json.dumps(self._question(instructions, passage, schema), ensure_ascii=False).encode()
        answer, wait = Answer(trouble="unreachable"), self.limits.wait
        for left in reversed(range(self.limits.tries)):
            answer, asked = self._once(body)
            if asked is None or not left:
                break
            self.sleep(min(max(asked, wait), self.limits.longest_wait))
            wait *= 2
        return answer

    def _question(self, instructions: str, passage: str, schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "model": self.model,
            "temperature": 0,
            "seed": 0,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": json.dumps({"passage": passage}, ensure_ascii=False)},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "candidates", "strict": True, "schema": schema},
            },
        }

    def _once(self, body: bytes) -> tuple[Answer, float | None]:
        """One try: its answer, and after how many seconds to try again; None where that would not help."""
        import httpx

        headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {self.key}"} if self.key else {})
        try:
            with self.client.stream("POST", self.url, content=body, headers=headers) as response:
                if response.status_code != httpx.codes.OK:
                    again = response.status_code in _AGAIN
                    return Answer(trouble="refused"), _seconds(response.headers) if again else None
                return self._read(response), None
        except httpx.TimeoutException:
            return Answer(trouble="timeout"), 0.0
        except httpx.HTTPError:
            return Answer(trouble="unreachable"), 0.0

    def _read(self, response: "httpx.Response") -> Answer:
        found, end = bytearray(), time.monotonic() + self.limits.seconds
        for piece in response.iter_bytes():
            found += piece
            if len(found) > self.limits.answer:
                return Answer(trouble="large")
            if time.monotonic() > end:
                # A server that drips keeps every single read within its timeout.
                return Answer(trouble="timeout")
        try:
            content = json.loads(found)["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError):
            return Answer(trouble="malformed")
        return Answer(content) if isinstance(content, str) else Answer(trouble="malformed")


def opened(url: str, model: str, key: str, lang: str, limits: Limits | None = None) -> Endpoint:
    """The endpoint that the settings name; raises MissingPart where it is not set or not installed, WrongUse for a bad address."""
    part = sentence("propose.part", lang)
    for name, value in (("USAGRAPH_LLM_URL", url), ("USAGRAPH_LLM_MODEL", model)):
        if not value:
            raise MissingPart(part=part, remedy=sentence("propose.no_setting", lang, name=name))
    try:
        import httpx
    except ImportError:
        raise MissingPart(part="httpx", remedy=sentence("propose.no_httpx", lang)) from None
    limits = limits or Limits()
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        raise WrongUse(detail=sentence("propose.bad_address", lang)) from None
    if address.scheme not in ("http", "https") or not address.host or address.userinfo:
        raise WrongUse(detail=sentence("propose.bad_address", lang))
    whole = str(address).rstrip("/")
    whole = whole if whole.endswith("/chat/completions") else f"{whole}/chat/completions"
    return Endpoint(whole, model, httpx.Client(timeout=limits.seconds), key, limits)


def _seconds(headers: "httpx.Headers") -> float:
    """How long the service asks to wait; 0 where it does not say, or not in seconds."""
    try:
        return max(0.0, float(headers.get("retry-after", "0")))
    except ValueError:
        return 0.0
