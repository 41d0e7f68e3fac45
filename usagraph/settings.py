"""The settings, declared once: name, default and help. Read in `cli` and `api/app.py` only."""

import os
import re
from dataclasses import dataclass, field, fields
from pathlib import Path

from usagraph.server import Server

__all__ = ["SETTINGS", "Setting", "Settings", "read_settings"]


@dataclass(frozen=True)
class Setting:
    """One setting: its environment variable is `USAGRAPH_` and the name in capitals."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("workspace", "workspace", "Folder that holds the documents, the claims and the store."),
    Setting("base", "https://w3id.org/usagraph", "Start of the IRIs of things (no slash at the end)."),
    Setting("lang", "fr", "Language of the messages: fr or en."),
    Setting("store", "", "Address of a SPARQL server that holds the graph, instead of the folder of the workspace."),
    Setting("store_update", "", "Its address for updates, where it is another."),
    Setting("store_graphs", "", "Its address for the Graph Store Protocol; that of a Virtuoso is known."),
    Setting("store_default", "", "Its named graph that stands for the default one; a Virtuoso needs one, and gets it."),
    Setting("store_user", "", "Who asks it."),
    Setting("store_password", "", "With which password; it is never written or shown."),
    Setting("host", "127.0.0.1", "Address the service listens on."),
    Setting("port", "8011", "Port the service listens on."),
    Setting("timeout", "20", "Longest time a query may take, in seconds."),
    Setting("max_rows", "10000", "Most rows a query may return."),
    Setting("kept", "32", "Megabytes of answers kept for the next time they are asked; 0 for none."),
    Setting("warm", "yes", "no: the pages that take long are made when they are first asked for, and not before."),
    Setting(
        "trusted_hosts", "127.0.0.1,localhost,[::1],testserver", "Host names the service answers to, comma separated."
    ),
    Setting(
        "cross_origin",
        "*",
        "Sites whose pages may read what programs read, comma separated: https://carte.example.org; "
        "*: any, where the service is asked under a public name; none: none.",
    ),
    Setting(
        "framed_by",
        "",
        "Sites that may show a view of ours in a frame (?cadre=1), comma separated: https://intranet.example.org; "
        "none but ours by default.",
    ),
    Setting(
        "licence", "https://opensource.org/license/mit", "Address of the licence of the data, told in each export."
    ),
    Setting("internal_edition", "no", "yes: the internal edition may be asked of the service, from this machine only."),
    Setting("llm_url", "", "Address of an OpenAI-compatible service that may propose facts; none is asked without it."),
    Setting("llm_model", "", "Name of the model asked there."),
    Setting("llm_key", "", "Key of that service; it is never written or shown."),
)


@dataclass(frozen=True)
class Settings:
    """The values in force."""

    workspace: Path
    base: str
    lang: str
    host: str
    port: int
    timeout: float
    max_rows: int
    trusted_hosts: tuple[str, ...]
    cross_origin: tuple[str, ...] = ("*",)
    framed_by: tuple[str, ...] = ()
    kept: int = 32
    warm: bool = True
    licence: str = "https://opensource.org/license/mit"
    internal_edition: bool = False
    server: Server | None = None
    llm_url: str = ""
    llm_model: str = ""
    llm_key: str = field(default="", repr=False)


def read_settings(**overrides: object) -> Settings:
    """The settings from the environment, `overrides` (None apart) first."""
    given = {name: str(value) for name, value in overrides.items() if value is not None}
    raw = {s.name: given.get(s.name) or os.environ.get(f"USAGRAPH_{s.name.upper()}") or s.default for s in SETTINGS}
    server = {name: raw.pop(name) for name in [name for name in raw if name.startswith("store")]}
    assert {f.name for f in fields(Settings)} == {"server", *raw}, "a setting is declared and not read"  # noqa: S101
    return Settings(
        workspace=Path(raw["workspace"]),
        base=raw["base"].rstrip("/"),
        lang="en" if raw["lang"].lower().startswith("en") else "fr",
        host=raw["host"],
        port=int(raw["port"]),
        timeout=float(raw["timeout"]),
        max_rows=int(raw["max_rows"]),
        framed_by=_sites(raw["framed_by"]),
        kept=int(raw["kept"]),
        warm=raw["warm"].lower() not in ("no", "non", "false", "0"),
        trusted_hosts=_several(raw["trusted_hosts"]),
        cross_origin=() if raw["cross_origin"].lower() in ("none", "aucun") else _several(raw["cross_origin"]),
        server=_server(server) if server["store"] else None,
        licence=raw["licence"],
        internal_edition=raw["internal_edition"].lower() in ("yes", "true", "1", "oui"),
        llm_url=raw["llm_url"],
        llm_model=raw["llm_model"],
        llm_key=raw["llm_key"],
    )


def _several(raw: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in raw.split(",") if one.strip())


def _sites(raw: str) -> tuple[str, ...]:
    """The sites named; what could end a header, or say more than a site, is left out."""
    return tuple(one for one in _several(raw) if re.fullmatch(r"https?://(\*\.)?[\w.-]+(:\d+)?", one, re.ASCII))


def _server(raw: dict[str, str]) -> Server:
    return Server(
        query=raw["store"],
        update=raw["store_update"],
        graphs=raw["store_graphs"],
        default=raw["store_default"],
        user=raw["store_user"],
        password=raw["store_password"],
    )
