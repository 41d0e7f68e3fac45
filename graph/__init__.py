"""The graph: what documents say, merged, with its evidence, and the ways to read it.

Writing: `store` (the graph on disk), `consolidate` (bundles into the graph), `provenance` (claims into quads),
`identity` (keys into IRIs), `pending` (what a model proposes, as evidence only), `inference` (what follows). Reading:
`querying` (SPARQL, in processes that can be killed), `queries` (the saved questions), `names`, `statements`, `things`,
`entities` (what is known of a thing), `network`; `checks` tells whether the graph keeps its shapes.
"""
