"""The graph: what documents say, merged, with its evidence, and the ways to read it.

Writing: `store` (the graph on disk), `consolidate` (bundles into the graph), `provenance` (claims into quads),
`identity` (keys into IRIs), `pending` (what a model proposes, as evidence only), `merging` and `labels` (what the default
graph takes up, under one name a thing), `inference` (what follows), `ledger` (what is held of each document), `index` (what
the search index must do to follow). Reading: `querying` (SPARQL, in processes that can be killed), `queries` (the saved
questions), `search` (names and passages, in an index), `names`, `kinds`, `statements`, `things`, `entities` (what is known
of a thing), `network`; `checks` tells whether the graph keeps its shapes.
"""
