"""The server of the Model Context Protocol: the same for both transports, and it only reads."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import mcp_types as types
from anyio import get_cancelled_exc_class
from anyio.to_thread import run_sync
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError
from pydantic import ValidationError
from pydantic_core import from_json
from starlette.requests import Request

from usagraph import __version__
from usagraph.api.agents import prompts, resources
from usagraph.api.agents.house import House
from usagraph.api.agents.refusals import invalid, refused
from usagraph.api.agents.texts import text
from usagraph.api.agents.tools import TOOLS, called, schema
from usagraph.api.problems import language
from usagraph.errors import Overload, UsagraphError
from usagraph.graph.querying.departures import Departure, departure
from usagraph.messages import LANGUAGES

__all__ = ["agent_server"]

log = logging.getLogger(__name__)

#: All the tools do is read what this machine holds.
_READS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Context = ServerRequestContext[Any, Any]
Paged = types.PaginatedRequestParams | None
T = TypeVar("T")


def agent_server(house: House) -> Server[Any]:
    """The server over a graph and its documents; it answers in the language of the house unless another is asked for."""
    desk = _Desk(house)
    server: Server[Any] = Server(
        "usagraph",
        version=__version__,
        title=house.say("server.title"),
        description=house.say("server.description"),
        instructions=house.say("server.instructions"),
        # Without it the SDK lists all the tools, for each call of one.
        get_tool_input_schema=desk.schema_of,
        on_list_tools=desk.tools,
        on_call_tool=desk.call,
        on_list_resources=desk.resources,
        on_list_resource_templates=desk.templates,
        on_read_resource=desk.read,
        on_list_prompts=desk.prompts,
        on_get_prompt=desk.prompt,
    )
    # What it would tell to a collector of traces is nobody's business.
    server.middleware.clear()
    return server


@dataclass(frozen=True)
class _Desk:
    """What answers each kind of message."""

    house: House

    async def tools(self, context: Context, _: Paged) -> types.ListToolsResult:
        """The tools, with the schemas of what each takes and gives."""
        lang = self._lang(context)
        return types.ListToolsResult(tools=[_tool(name, lang) for name in TOOLS])

    def schema_of(self, name: str) -> Mapping[str, Any] | None:
        """The schema of what a tool takes; None where there is no such tool."""
        return schema(TOOLS[name].arguments, self.house.lang) if name in TOOLS else None

    async def call(self, context: Context, asked: types.CallToolRequestParams) -> types.CallToolResult:
        """The answer of a tool; what cannot be answered is told to the model, which may ask otherwise."""
        given = asked.arguments or {}
        wished = given.get("lang")
        lang = wished if isinstance(wished, str) and wished in LANGUAGES else self._lang(context)
        if asked.name not in TOOLS:
            known = ", ".join(TOOLS)
            raise MCPError(types.INVALID_PARAMS, text("errors.tool", lang, name=asked.name[:80], known=known))
        return await _in_thread(partial(_answered, replace(self.house, lang=lang), asked.name, given))

    async def resources(self, context: Context, asked: Paged) -> types.ListResourcesResult:
        """The documents, a page at a time, after the resources of our own."""
        found, after = await self._asked(context, resources.listed, (asked and asked.cursor) or "")
        several = [
            types.Resource(
                uri=one.uri, name=one.name, title=one.title, description=one.description, mime_type=one.media_type
            )
            for one in found
        ]
        return types.ListResourcesResult(resources=several, next_cursor=after)

    async def templates(self, context: Context, _: Paged) -> types.ListResourceTemplatesResult:
        """The addresses of documents, of their text and of their passages."""
        lang = self._lang(context)
        return types.ListResourceTemplatesResult(
            resource_templates=[_template(one, lang) for one in resources.TEMPLATES]
        )

    async def read(self, context: Context, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """What is at an address."""
        found = await self._asked(context, resources.read, str(asked.uri))
        content = types.TextResourceContents(
            uri=asked.uri, text=found.text, mime_type=found.media_type, _meta=found.more or None
        )
        return types.ReadResourceResult(contents=[content])

    async def prompts(self, _: Context, __: Paged) -> types.ListPromptsResult:
        """The beginnings of conversations, in both languages."""
        return types.ListPromptsResult(prompts=[_prompt(one) for one in prompts.prompts()])

    async def prompt(self, context: Context, asked: types.GetPromptRequestParams) -> types.GetPromptResult:
        """A beginning, filled with what was given."""
        lang = self._lang(context)
        prompt, words = _or_refused(lang, partial(prompts.filled, asked.name, asked.arguments or {}, lang))
        message = types.PromptMessage(role="user", content=types.TextContent(type="text", text=words))
        return types.GetPromptResult(description=prompt.description, messages=[message])

    def _lang(self, context: Context) -> str:
        """The language of the request, where it comes over HTTP and tells one."""
        if not isinstance(context.request, Request):
            return self.house.lang
        return language({}, context.request.headers.get("accept-language", ""), self.house.lang)

    async def _asked(self, context: Context, make: Callable[[House, str], T], name: str) -> T:
        house = replace(self.house, lang=self._lang(context))
        return await _in_thread(partial(_or_refused, house.lang, partial(make, house, name)))


async def _in_thread(make: Callable[[], T]) -> T:
    """What is made in a thread; where the one who asked takes it back or goes, its queries are ended."""
    # Over HTTP the guard sees who goes; a program on standard input takes back what it asked.
    gone = departure.get() or Departure()
    token = departure.set(gone)
    try:
        return await run_sync(make, abandon_on_cancel=True)
    except get_cancelled_exc_class():
        gone.happens()
        raise
    finally:
        departure.reset(token)


def _answered(house: House, name: str, given: dict[str, Any]) -> types.CallToolResult:
    """The answer of a tool, or the error that it met."""
    try:
        asked = TOOLS[name].arguments.model_validate(given)
        content = called(house, name, asked).model_dump_json(exclude_none=True)
    except ValidationError as error:
        return _error(invalid(name, error, house.lang))
    except UsagraphError as error:
        if error.status >= 500 and not isinstance(error, Overload):
            log.error("tool %s: %s", name, error)
        return _error(refused(error, house.lang))
    except Exception:
        log.exception("unforeseen error in the tool %s", name)
        return _error(house.say("errors.unforeseen"))
    return types.CallToolResult(content=[_text(content)], structured_content=from_json(content))


def _or_refused(lang: str, make: Callable[[], T]) -> T:
    """What is made; an error of ours becomes one of the protocol, in words."""
    try:
        return make()
    except UsagraphError as error:
        raise MCPError(types.INVALID_PARAMS if error.status < 500 else types.INTERNAL_ERROR, error.say(lang)) from None


def _error(said: str) -> types.CallToolResult:
    return types.CallToolResult(content=[_text(said)], is_error=True)


def _text(content: str) -> types.TextContent:
    return types.TextContent(type="text", text=content)


def _tool(name: str, lang: str) -> types.Tool:
    return types.Tool(
        name=name,
        title=text(f"tools.{name}.title", lang),
        description=text(f"tools.{name}.description", lang),
        input_schema=schema(TOOLS[name].arguments, lang),
        output_schema=schema(TOOLS[name].answer, lang),
        annotations=_READS,
    )


def _template(path: str, lang: str) -> types.ResourceTemplate:
    what = path.split("/")[2] if path.count("/") > 1 else "document"
    return types.ResourceTemplate(
        uri_template=f"usagraph://{path}",
        name=what,
        title=text(f"templates.{what}.title", lang),
        description=text(f"templates.{what}.description", lang),
        mime_type="application/json" if what == "passage" else "text/plain",
    )


def _prompt(prompt: prompts.Prompt) -> types.Prompt:
    arguments = [
        types.PromptArgument(name=name, description=told, required=True) for name, told in prompt.arguments.items()
    ]
    return types.Prompt(name=prompt.name, title=prompt.title, description=prompt.description, arguments=arguments)
