"""How the figures, the facets and the saved questions stand in the answers."""

from pydantic import Field

from usagraph.api.rest.models import Model, NodeOut

__all__ = ["FacetList", "FacetOut", "FacetValueOut", "Health", "QueryList", "QueryOut", "Statistics"]


class QueryOut(Model):
    """A saved question."""

    name: str = Field(title="Name", description="Its name in addresses", examples=["tables-2"])
    title: str = Field(title="Title", description="In the language asked for", examples=["Les actions par degré"])
    title_fr: str = Field(title="French title", description="Its title in French", examples=["Les actions par degré"])
    title_en: str = Field(title="English title", description="Its title in English", examples=["Actions by degree"])
    parameters: dict[str, dict[str, str]] = Field(
        title="Parameters",
        description="Parameters it takes, with what each means in French and English; left out, a parameter means all",
        examples=[{"document": {"fr": "le document", "en": "the document"}}],
    )
    text: str = Field(
        title="SPARQL", description="Text of the query", examples=["SELECT ?action { ?action a ug:Action }"]
    )
    url: str = Field(title="Rows", description="Where its rows are", examples=["/api/v1/queries/tables-2"])


class QueryList(Model):
    """The saved questions, in order of name."""

    items: list[QueryOut] = Field(title="Questions", description="All the saved questions")
    total: int = Field(title="Total", description="Questions in all", examples=[5])


class Statistics(Model):
    """The graph in figures."""

    generation: int = Field(title="Generation", description="Number of the snapshot answered from", examples=[12])
    documents: int = Field(title="Documents", description="Documents read", examples=[29])
    triples: int = Field(title="Triples", description="Triples of the default graph", examples=[48_210])
    entities: dict[str, int] = Field(
        title="Entities",
        description="Entities by class, concepts by scheme",
        examples=[{"Action": 29, "degree": 4}],
    )
    claims: dict[str, int] = Field(title="Claims", description="Claims by status", examples=[{"proposed": 566}])


class Health(Model):
    """Whether the service answers, and from which snapshot."""

    status: str = Field(title="Status", description="ok, as long as the service answers", examples=["ok"])
    generation: int = Field(title="Generation", description="Number of the snapshot answered from", examples=[12])


class FacetValueOut(Model):
    """A value that a filter may take."""

    node: NodeOut = Field(title="Value", description="The value: a thing, a concept or a class")
    count: int = Field(title="Count", description="Things it would keep, beside the other filters", examples=[7])
    url: str = Field(
        title="List",
        description="The things it keeps, with the other filters",
        examples=["/api/v1/entities?type=action&degree=degree/consultation"],
    )


class FacetOut(Model):
    """A filter, with the values that it may take."""

    name: str = Field(title="Filter", description="Name of the parameter that filters by it", examples=["degree"])
    total: int = Field(title="Total", description="Values in all, shown or not", examples=[4])
    values: list[FacetValueOut] = Field(title="Values", description="The values that keep most things first")


class FacetList(Model):
    """The filters, with how many things each of their values keeps."""

    items: list[FacetOut] = Field(title="Filters", description="type, degree, policy, stage, direction and document")
    total: int = Field(title="Total", description="Things that all the filters given keep together", examples=[29])
