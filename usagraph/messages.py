"""The sentences shown to people: TOML catalogues in French and English, same keys in both."""

import tomllib
from functools import cache
from pathlib import Path

__all__ = ["LANGUAGES", "catalogue", "read_catalogue", "sentence"]

LANGUAGES = ("fr", "en")
FOLDER = Path(__file__).parent / "catalogues"


@cache
def catalogue(lang: str) -> dict[str, str]:
    """The sentences of `lang` by dotted key, French where `lang` is unknown."""
    return read_catalogue(FOLDER / f"{lang if lang in LANGUAGES else 'fr'}.toml")


def read_catalogue(path: Path) -> dict[str, str]:
    """The sentences of a TOML file by dotted key."""
    with path.open("rb") as file:
        return dict(_flatten(tomllib.load(file), ""))


def sentence(key: str, lang: str, **values: object) -> str:
    """The sentence under `key`, filled with `values`; a missing key gives the key itself."""
    return catalogue(lang).get(key, key).format_map(_Known(values))


class _Known(dict[str, object]):
    """Leaves `{name}` as it stands where no value was given, so that an error never hides another."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def _flatten(table: dict[str, object], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            pairs.extend(_flatten(value, f"{prefix}{name}."))
        else:
            pairs.append((prefix + name, str(value)))
    return pairs
