"""The graph: what documents say, merged, with its evidence, and the ways to read it.

Writing: `store` (the graph on disk), `consolidate` (bundles into the graph), `provenance` (claims into quads),
`identity` (keys into IRIs), `pending` (what a model proposes, as evidence only). Reading: `sparql` (the query service;
`child`, `worker`, `confinement` are its processes, `syntax` and `bindings` what it checks and fills in), `queries` (the
saved questions), `names`, `statements`, `things`, `entities` (what is known of a thing), `network`.
"""
