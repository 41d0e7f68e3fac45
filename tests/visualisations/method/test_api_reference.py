"""The reference of the interface, from an OpenAPI document."""

from usagraph.visualisations.method.api_reference import Field, Parameter, Shape, operations, shapes

DOCUMENT = {
    "tags": [{"name": "Things", "description": "What there is"}],
    "paths": {
        "/things/{id}": {
            "get": {
                "tags": ["Things"],
                "summary": "A thing",
                "description": "All of\nit.\n\nAnd more.",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "title": "Its name"}},
                    {
                        "name": "n",
                        "in": "query",
                        "required": True,
                        "description": "How many",
                        "schema": {"type": "integer", "minimum": 1, "maximum": 9, "default": 2, "examples": [3]},
                    },
                    {
                        "name": "kind",
                        "in": "query",
                        "schema": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]},
                    },
                ],
                "responses": {
                    "200": {
                        "description": "It",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                    }
                },
            }
        },
        "/other": {"post": {"responses": {}}},
    },
    "components": {
        "schemas": {
            "Thing": {
                "description": "One thing.",
                "properties": {
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}, "title": "Parts"},
                    "state": {"enum": ["on", "off"], "examples": ["on"]},
                },
            },
            "Word": {"type": "string"},
        }
    },
}


def test_an_operation_is_told_whole() -> None:
    things, rest = operations(DOCUMENT, {"id": "a b/é"})
    assert (things.name, things.meaning, things.anchor) == ("Things", "What there is", "things")
    [one] = things.operations
    assert (one.id, one.method, one.summary, one.paragraphs) == (
        "get-things-id",
        "GET",
        "A thing",
        ("All of it.", "And more."),
    )
    assert one.parameters == (
        Parameter("id", "path", "Its name", "string", True, "", "a b/é"),
        Parameter("n", "query", "How many", "integer 1…9", True, "2", "3"),
        Parameter("kind", "query", "", "array of string", False, "", ""),
    )
    assert one.answers == (("200", "It", ("application/json",), "Thing"),)
    assert one.example == "/things/a%20b/%C3%A9?n=3"
    assert one.is_read
    assert [other.is_read for other in rest.operations] == [False]


def test_a_shape_names_the_shapes_that_it_holds() -> None:
    assert shapes(DOCUMENT) == (
        Shape(
            "Thing",
            "One thing.",
            (Field("parts", "Parts", "array of Thing", "Thing", ""), Field("state", "", "on | off", "", "on")),
        ),
    )
