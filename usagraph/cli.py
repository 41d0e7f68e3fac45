"""The command line: reads the words, calls `commands`, and turns errors into sentences and exit codes.

Data goes to standard output, messages to standard error. 0: done; 1: done, but something was refused or is wrong;
2: wrong use. Heavy parts are imported by the command that needs them.
"""

import argparse
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from usagraph import __version__
from usagraph.errors import UsagraphError, WrongUse
from usagraph.messages import sentence
from usagraph.settings import SETTINGS, read_settings

__all__ = ["main", "parser"]

FORMATS = ("table", "json", "xml", "csv", "tsv", "turtle", "ntriples", "trig", "nquads", "rdfxml", "jsonld")


def main(words: list[str] | None = None) -> None:
    """Runs one command and exits with its code."""
    lang = _language(sys.argv[1:] if words is None else words)
    arguments = parser(lang).parse_args(words)
    logging.basicConfig(
        level=logging.INFO if arguments.verbose else logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    sys.exit(_run(arguments, lang))


def parser(lang: str) -> argparse.ArgumentParser:
    """The commands and their options, explained in `lang`."""

    def say(key: str, **values: object) -> str:
        return sentence(f"cli.{key}", lang, **values)

    top = argparse.ArgumentParser(prog="usagraph", description=say("description"), epilog=say("epilog"))
    default = next(s.default for s in SETTINGS if s.name == "workspace")
    top.add_argument("--workspace", type=Path, metavar="DIR", help=say("workspace", default=default))
    top.add_argument("--lang", choices=("fr", "en"), help=say("lang"))
    top.add_argument("--json", action="store_true", help=say("json"))
    top.add_argument("--verbose", action="store_true", help=say("verbose"))
    top.add_argument("--version", action="version", version=f"usagraph {__version__}", help=say("version"))
    commands = top.add_subparsers(dest="command", metavar="COMMANDE" if lang == "fr" else "COMMAND", required=True)

    def command(name: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=say(name), description=say(name))
        # The same option before or after the command: people write it where they think of it.
        made.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        return made

    command("ingest").add_argument("paths", nargs="+", type=Path, metavar="PATH", help=say("ingest_paths"))
    command("documents")
    command("remove").add_argument("document", metavar="DOC", help=say("remove_document"))
    for name in ("rebuild", "verify", "check"):
        command(name)
    _query_options(command("query"), say)
    _service_options(command("serve"), say)
    render = command("render")
    render.add_argument("view", choices=("network",), metavar="VIEW", help=say("render_view"))
    render.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=say("render_output"))
    render.add_argument("--focus", metavar="IRI", help=say("render_focus"))
    _service_options(command("demo"), say)
    return top


def _query_options(query: argparse.ArgumentParser, say: Callable[..., str]) -> None:
    query.add_argument("text", nargs="?", metavar="SPARQL|NAME", help=say("query_text"))
    query.add_argument("-f", "--file", type=Path, metavar="FILE", help=say("query_file"))
    query.add_argument(
        "-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help=say("query_parameter")
    )
    query.add_argument("--format", choices=FORMATS, help=say("query_format"))
    query.add_argument("--timeout", type=float, metavar="S", help=say("query_timeout"))
    query.add_argument("--partial", action="store_true", help=say("query_partial"))


def _service_options(serve: argparse.ArgumentParser, say: Callable[..., str]) -> None:
    serve.add_argument("--host", help=say("serve_host"))
    serve.add_argument("--port", type=int, help=say("serve_port"))


def _run(arguments: argparse.Namespace, lang: str) -> int:
    try:
        settings = read_settings(
            workspace=arguments.workspace,
            lang=lang,
            host=getattr(arguments, "host", None),
            port=getattr(arguments, "port", None),
        )
        from usagraph import commands

        return int(getattr(commands, arguments.command)(arguments, settings))
    except UsagraphError as error:
        if arguments.verbose:
            logging.getLogger(__name__).exception(type(error).__name__)
        print(error.say(lang), file=sys.stderr)
        return 2 if isinstance(error, WrongUse) else 1
    except KeyboardInterrupt:
        print(sentence("say.interrupted", lang), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of a pipe left (`| head`): nothing more to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _language(words: list[str]) -> str:
    """The language asked for, before the words are parsed: the help needs it too."""
    for number, word in enumerate(words):
        if word == "--lang" and number + 1 < len(words):
            return "en" if words[number + 1] == "en" else "fr"
        if word.startswith("--lang="):
            return "en" if word.endswith("=en") else "fr"
    return read_settings().lang
