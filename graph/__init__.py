"""The graph: what documents say, merged, with its evidence, and the ways to read it.

Writing: `store` (the graph on disk), `consolidate` (bundles into the graph), `provenance` (claims into quads),
`identity` (keys into IRIs), `deciding` (what people decide, and what waits for them), `merging` and `labels` (what the
default graph takes up, under one name a thing), `inference` (what follows), `ledger` (what is held of each document), `index`
(what the search index must do to follow), `checks` (whether the graph keeps its shapes).

Reading: `querying` (SPARQL, in processes that can be killed), `queries` (the saved questions), `search` (names and passages,
in an index), `reading` (things, what is said of them and who says so), `listing` (many things, filtered and counted),
`measures` (of the network), `reconciling` (names of tables), `export` and `citation` (what is taken away).
"""
