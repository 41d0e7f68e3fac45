"""A program speaks with the server, by each transport, with the client of the SDK."""

import json
from typing import Any

import pytest
from mcp import Client

ACTION = "https://w3id.org/usagraph/id/action/valdore-ecouter"
DEGREE = "https://w3id.org/usagraph/ns#hasDegree"
QUERY = "SELECT ?action ?degree { ?action ug:hasDegree ?degree } ORDER BY ?action"
TOOLS = ["search", "entity", "evidence", "path", "sparql", "question"]


async def _ask(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    content = result.structured_content
    # The same in words, for hosts that read nothing else.
    assert json.loads(result.content[0].text) == content  # type: ignore[union-attr]
    assert content["generation"] == 1
    return dict(content)


async def _conversation(client: Client) -> None:
    """From a few words to the reasons of a statement, by what each answer gives."""
    tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == TOOLS
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)

    found = await _ask(client, "search", words="voyageurs")
    call = found["things"][0]["evidence"]
    told = await _ask(client, call["tool"], **call["arguments"])
    assert told["thing"]["iri"] == ACTION
    assert all(fact["passages"] for fact in told["facts"])
    [degree] = [one for one in told["inferred"] if one["predicate"] == "ug:hasDegree"]

    proved = await _ask(client, degree["reasons"]["tool"], **degree["reasons"]["arguments"])
    assert [one["predicate"] for one in proved["reasons"][0]["premises"]] == ["ug:hasStep", "ug:degree"]
    passage = proved["inferred"][0]["passages"][0]
    content = (await client.read_resource(passage["resource"])).contents[0]
    assert json.loads(content.text)["exact"] == passage["exact"]  # type: ignore[union-attr]

    ways = await _ask(client, "path", source=ACTION, target="action/valdore-dessiner")
    assert [step["predicate"] for step in ways["paths"][0]["steps"]] == ["ug:ledBy", "ug:ledBy"]
    assert all(step["passages"] for step in ways["paths"][0]["steps"])

    answer = await _ask(client, "sparql", query=QUERY)
    assert (answer["query"], answer["columns"], len(answer["rows"])) == (QUERY, ["action", "degree"], 2)
    linked = {link["iri"] for link in answer["links"]}
    assert linked == {cell["value"] for row in answer["rows"] for cell in row.values()}
    opened = await _ask(client, "entity", **answer["links"][0]["evidence"]["arguments"])
    assert opened["facts"]
    assert (await _ask(client, "question", name="tables-2"))["title"]


async def _around(client: Client) -> None:
    """What is read by address, and the beginnings of conversations."""
    listed = (await client.list_resources()).resources
    assert [one.uri for one in listed][-1] == "usagraph://document/note-11111111"
    text = (await client.read_resource("usagraph://document/note-11111111/text/0-26")).contents[0]
    assert text.text == "Note de cadrage de Valdoré"  # type: ignore[union-attr]
    assert len((await client.list_resource_templates()).resource_templates) == 3
    names = [prompt.name for prompt in (await client.list_prompts()).prompts]
    assert len(names) == 10
    for name, words in (("fiche", "Rédige une fiche"), ("sheet", "Write a sheet")):
        message = (await client.get_prompt(name, {"thing": "DMO {x}"})).messages[0].content
        assert words in message.text  # type: ignore[union-attr]
        assert "DMO {x}" in message.text  # type: ignore[union-attr]


async def _errors(client: Client) -> None:
    """What cannot be answered is told in words, with what to do; the next call is answered."""
    for arguments, words in (
        ({"thing": "action/rien"}, ("n'existe pas", "search")),
        ({"thing": "Directions", "lang": "en"}, ("nothing is called exactly", "Direction des mobilités")),
        ({"thing": "DMO", "limit": -3}, ("limit", "au moins 1")),
        ({}, ("thing", "il manque")),
    ):
        result = await client.call_tool("entity", arguments)
        assert result.is_error
        assert all(word in result.content[0].text for word in words), result.content  # type: ignore[union-attr]
    await _ask(client, "entity", thing="DMO")


@pytest.mark.parametrize("say", [_conversation, _around, _errors])
def test_a_program_speaks_with_the_server(talk: Any, say: Any) -> None:
    talk(say)
