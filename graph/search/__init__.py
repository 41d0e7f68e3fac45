"""The search: things by their names, and the passages of documents, by their words.

One file, `search.sqlite`, beside the generations of the graph. Written by the writer of the graph alone: `index` (what it
does), `named` (how things are called in the graph), `extracts` (a document as passages), `database` (the tables),
`checking` (whether it holds what it should). Read a generation at a time: `reader` (things by IRI and kind), `asked` (what
a person typed), `expansions` (acronyms and what they stand for), `candidates` and `ranking` (names that answer, in order),
`passages`, `finding` (what is found), `suggestions` (what a beginning may be of), `highlights` (where the words stand).
"""
