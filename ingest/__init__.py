"""From files to claims: `library` adds, removes and verifies documents, each time in a `session` that alone writes;
`pipeline` tells the story of one file.

`gate` and `readers` give a Document; `masking` hides contact details; `sections` finds its headings and `table` its
tables; then each family of rules reads it and writes into a `draft`: `laws`, `institutions`, `actions`, `sheets`,
`speech`, `literature` and `measures`. They read by the `patterns` of `rules/` and `profiles/` (`rulebook`), in the
blocks where their words stand (`standing`), and by the names the ontology knows (`known`, found as whole words by
`lexicon`); `edges` tells where the points of a box end. `batch` does it on all cores; `explained` tells which rule
found what, `evaluation` how often they are right; `proposals` asks a language model, where one is set.
"""
