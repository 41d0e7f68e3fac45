"""The sentences of the agent interface: TOML catalogues beside this file, same keys in French and English."""

from functools import cache
from pathlib import Path

from usagraph.messages import LANGUAGES, read_catalogue

__all__ = ["catalogue", "text"]

FOLDER = Path(__file__).parent / "catalogues"


@cache
def catalogue(lang: str) -> dict[str, str]:
    """The sentences of `lang` by dotted key, French where `lang` is unknown."""
    return read_catalogue(FOLDER / f"{lang if lang in LANGUAGES else 'fr'}.toml")


def text(key: str, lang: str, **values: object) -> str:
    """The sentence under `key`, filled with `values`; a missing key raises KeyError."""
    return catalogue(lang)[key].format(**values)
