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
from typing import NoReturn

from usagraph import __version__
from usagraph.errors import DiskTrouble, UsagraphError, WrongUse
from usagraph.messages import sentence
from usagraph.settings import SETTINGS, read_settings

__all__ = ["main", "parser"]

FORMATS = ("table", "json", "xml", "csv", "tsv", "turtle", "ntriples", "trig", "nquads", "rdfxml", "jsonld")
#: The formats of `export`; a test compares them with those that can be written.
EXPORTS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "graphml", "gexf", "csv")
Say = Callable[..., str]


def main(words: list[str] | None = None) -> None:
    """Runs one command and exits with its code."""
    given = sys.argv[1:] if words is None else words
    lang = _language(given)
    # The defaults of the options that each command has too: argparse would let a command's own overwrite what was given.
    defaults = argparse.Namespace(workspace=None, store=None, json=False, verbose=False)
    arguments = parser(lang).parse_args(given or ["--help"], defaults)
    level = logging.INFO if arguments.verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    sys.exit(_run(arguments, lang))


class Parser(argparse.ArgumentParser):
    """A parser whose titles, help and errors are in the language of the reader."""

    def __init__(self, *, say: Say, **options: object) -> None:
        shape = argparse.RawDescriptionHelpFormatter
        super().__init__(add_help=False, formatter_class=shape, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self.say = say
        self._positionals.title, self._optionals.title = say("arguments"), say("options")
        self.add_argument("-h", "--help", action="help", help=say("help"))

    def format_usage(self) -> str:
        """The shape of the command, on its lines."""
        return super().format_usage().replace("usage:", self.say("usage") + ":", 1)

    def format_help(self) -> str:
        """The whole help."""
        return super().format_help().replace("usage:", self.say("usage") + ":", 1)

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and what to type, and exits with 2."""
        detail = _translated(message, self.say)
        print(f"{self.format_usage()}\n{self.say('wrong', detail=detail, prog=self.prog)}", file=sys.stderr)
        sys.exit(2)


def parser(lang: str) -> argparse.ArgumentParser:
    """The commands and their options, explained in `lang`."""

    def say(key: str, **values: object) -> str:
        return sentence(f"cli.{key}", lang, **values)

    common = _common_options(say)
    top = Parser(say=say, prog="usagraph", description=say("description"), epilog=say("epilog"), parents=[common])
    top.add_argument("--version", action="version", version=f"usagraph {__version__}", help=say("version"))
    commands = top.add_subparsers(title=say("commands"), dest="command", metavar=say("command"), required=True)

    def command(name: str) -> Parser:
        example = sentence(f"examples.{name}", lang)
        made: Parser = commands.add_parser(
            name,
            say=say,
            parents=[common],  # type: ignore[list-item]
            help=say(name),
            description=say(name),
            epilog=f"{say('for_example')}\n{example}",
        )
        return made

    ingest = command("ingest")
    ingest.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=say("ingest_paths"))
    ingest.add_argument("--jobs", type=_positive, metavar="N", help=say("ingest_jobs", default=os.cpu_count()))
    ingest.add_argument("--propose", action="store_true", help=say("ingest_propose"))
    command("documents")
    command("remove").add_argument("document", metavar="DOC", help=say("remove_document"))
    _proposals_options(command("proposals"), say)
    _merge_options(command("merge"), say)
    _keeping_options(command, say)
    _check_options(command("check"), say)
    _rules_options(command("rules"), say)
    _profile_options(command("profile"), say)
    _evaluate_options(command("evaluate"), say)
    _search_options(command("search"), say)
    _measures_options(command("measures"), say)
    _query_options(command("query"), say)
    _service_options(command("serve"), say)
    command("mcp")
    _render_options(command("render"), say)
    _export_options(command("export"), say)
    _service_options(command("demo"), say)
    return top


def _common_options(say: Say) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    # The same options before or after the command: people write them where they think of them.
    common.add_argument("--workspace", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=_workspace_help(say))
    common.add_argument("--store", metavar="URL", default=argparse.SUPPRESS, help=say("store"))
    common.add_argument("--lang", choices=("fr", "en"), default=argparse.SUPPRESS, help=say("lang"))
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=say("json"))
    common.add_argument("--verbose", action="store_true", default=argparse.SUPPRESS, help=say("verbose"))
    return common


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise ValueError
    return number


def _seconds(word: str) -> float:
    number = float(word)
    if not 0 < number < float("inf"):
        raise ValueError
    return number


def _workspace_help(say: Say) -> str:
    return say("workspace", default=next(s.default for s in SETTINGS if s.name == "workspace"))


def _search_options(search: argparse.ArgumentParser, say: Say) -> None:
    search.add_argument("words", nargs="+", metavar="WORDS", help=say("search_words"))
    search.add_argument("--kind", metavar="TYPE", help=say("search_kind"))
    search.add_argument("--limit", type=_positive, default=20, metavar="N", help=say("search_limit"))


def _measures_options(measures: argparse.ArgumentParser, say: Say) -> None:
    measures.add_argument("name", nargs="?", metavar="NAME", help=say("measures_name"))
    measures.add_argument("--type", action="append", default=[], metavar="TYPE", help=say("measures_type"))
    measures.add_argument("--document", action="append", default=[], metavar="DOC", help=say("measures_document"))
    measures.add_argument("--limit", type=_positive, default=20, metavar="N", help=say("measures_limit"))


def _query_options(query: argparse.ArgumentParser, say: Say) -> None:
    query.add_argument("text", nargs="?", metavar="SPARQL|NAME", help=say("query_text"))
    query.add_argument("-f", "--file", type=Path, metavar="FILE", help=say("query_file"))
    query.add_argument(
        "-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help=say("query_parameter")
    )
    query.add_argument("--format", choices=FORMATS, help=say("query_format"))
    query.add_argument("--timeout", type=float, metavar="S", help=say("query_timeout"))
    query.add_argument("--partial", action="store_true", help=say("query_partial"))


def _merge_options(merge: argparse.ArgumentParser, say: Say) -> None:
    merge.add_argument("thing", nargs="?", metavar="THING", help=say("merge_thing"))
    merge.add_argument("into", nargs="?", metavar="INTO", help=say("merge_into"))
    merge.add_argument("--undo", action="store_true", help=say("merge_undo"))
    merge.add_argument("--by", metavar="WHO", help=say("merge_by"))
    merge.add_argument("--why", default="", metavar="TEXT", help=say("merge_why"))


def _keeping_options(command: Callable[[str], argparse.ArgumentParser], say: Say) -> None:
    for name in ("rebuild", "verify"):
        command(name)
    command("backup").add_argument("-o", "--output", type=Path, metavar="FILE", help=say("backup_output"))
    command("restore").add_argument("file", type=Path, metavar="FILE", help=say("restore_file"))
    erase = command("erase")
    erase.add_argument("details", nargs="+", metavar="DETAIL", help=say("erase_details"))
    erase.add_argument("--by", metavar="WHO", help=say("erase_by"))
    erase.add_argument("--dry-run", action="store_true", help=say("erase_dry_run"))
    erase.add_argument("--yes", action="store_true", help=say("erase_yes"))


def _check_options(check: argparse.ArgumentParser, say: Say) -> None:
    check.add_argument(
        "what", nargs="?", choices=("model", "shapes", "reference"), metavar="PART", help=say("check_what")
    )
    check.add_argument("--facts", metavar="FILE|DOC", help=say("check_facts"))
    check.add_argument("--shapes", type=Path, metavar="FILE", help=say("check_shapes"))
    check.add_argument("--table", type=Path, metavar="FILE", help=say("check_table"))
    check.add_argument("--all", action="store_true", help=say("check_all"))
    check.add_argument("--timeout", type=_seconds, default=120.0, metavar="S", help=say("check_timeout"))


def _rules_options(rules: argparse.ArgumentParser, say: Say) -> None:
    rules.add_argument("action", choices=("test", "explain"), metavar="test|explain", help=say("rules_action"))
    rules.add_argument("document", nargs="?", metavar="DOC|FILE", help=say("rules_document"))
    rules.add_argument("--rule", metavar="NAME", help=say("rules_rule"))


def _proposals_options(proposals: argparse.ArgumentParser, say: Say) -> None:
    actions = ("list", "accept", "reject", "undo")
    proposals.add_argument("action", choices=actions, metavar="|".join(actions), help=say("proposals_action"))
    proposals.add_argument("names", nargs="*", metavar="ID", help=say("proposals_names"))
    proposals.add_argument("--by", metavar="WHO", help=say("proposals_by"))
    proposals.add_argument("--why", default="", metavar="TEXT", help=say("proposals_why"))
    proposals.add_argument("--status", choices=("pending", "accepted", "rejected"), help=say("proposals_status"))


def _evaluate_options(evaluate: argparse.ArgumentParser, say: Say) -> None:
    evaluate.add_argument("gold", type=Path, metavar="GOLD", help=say("evaluate_gold"))
    evaluate.add_argument("--family", metavar="NAME", help=say("evaluate_family"))
    evaluate.add_argument("--errors", action="store_true", help=say("evaluate_errors"))
    evaluate.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("evaluate_output"))


def _profile_options(profile: argparse.ArgumentParser, say: Say) -> None:
    profile.add_argument("action", choices=("suggest",), metavar="suggest", help=say("profile_action"))
    profile.add_argument("file", type=Path, metavar="FILE", help=say("profile_file"))
    profile.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("profile_output"))


def _service_options(serve: argparse.ArgumentParser, say: Say) -> None:
    serve.add_argument("--host", help=say("serve_host"))
    serve.add_argument("--port", type=int, help=say("serve_port"))


def _render_options(render: argparse.ArgumentParser, say: Say) -> None:
    render.add_argument("view", choices=("network",), metavar="VIEW", help=say("render_view"))
    render.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=say("render_output"))
    render.add_argument("--focus", metavar="IRI", help=say("render_focus"))
    render.add_argument("--depth", type=int, choices=(1, 2), default=1, help=say("render_depth"))


def _export_options(export: argparse.ArgumentParser, say: Say) -> None:
    export.add_argument(
        "format", choices=EXPORTS, metavar="FORMAT", help=say("export_format", known=", ".join(EXPORTS))
    )
    export.add_argument("-o", "--output", type=Path, metavar="FILE|-", help=say("export_output"))
    export.add_argument("--edition", choices=("public", "internal"), default="public", help=say("export_edition"))
    export.add_argument("--document", action="append", default=[], metavar="DOC", help=say("export_document"))


def _run(arguments: argparse.Namespace, lang: str) -> int:
    try:
        settings = read_settings(
            workspace=arguments.workspace,
            store=arguments.store,
            lang=lang,
            host=getattr(arguments, "host", None),
            port=getattr(arguments, "port", None),
        )
        from usagraph import commands

        return int(getattr(commands, arguments.command)(arguments, settings))
    except UsagraphError as error:
        return _fail(error, arguments, lang)
    except BrokenPipeError:
        # The reader of a pipe left (`| head`): nothing more to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        path = error.filename or arguments.command
        return _fail(DiskTrouble(path=path, detail=error.strerror or type(error).__name__), arguments, lang)
    except KeyboardInterrupt:
        print(sentence("say.interrupted", lang), file=sys.stderr)
        return 1


def _fail(error: UsagraphError, arguments: argparse.Namespace, lang: str) -> int:
    if arguments.verbose:
        logging.getLogger(__name__).error(type(error).__name__, exc_info=error)
    print(error.say(lang), file=sys.stderr)
    return 2 if isinstance(error, WrongUse) else 1


def _translated(message: str, say: Say) -> str:
    """The parser's own message in the reader's language; what it quotes stays."""
    for key in ("required", "unrecognized", "invalid_choice", "expected", "invalid_value"):
        english, own = say(f"parser.{key}").split(" ⇒ ")
        if english in message:
            return (
                own
                + " "
                + message.partition(english)[2].strip(" :").replace("(choose from", f"({say('parser.choose')}")
            )
    return message


def _language(words: list[str]) -> str:
    """The language asked for, before the words are parsed: the help needs it too."""
    for number, word in enumerate(words):
        if word == "--lang" and number + 1 < len(words):
            return "en" if words[number + 1] == "en" else "fr"
        if word.startswith("--lang="):
            return "en" if word.endswith("=en") else "fr"
    return read_settings().lang
