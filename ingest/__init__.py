"""From files to claims: `library` adds, removes and verifies documents, `pipeline` tells the story of one file.

`gate` and `readers` give a Document; `masking` hides contact details; then the rules read it: `sections`, `glossary`,
`bodies`, `authority`, `legal`, `obligations`, `actions` (from `table`), `forms` (from `sheets` and `titles`),
`governance`, `mentions`. They write into a `draft`, by the patterns of `rules/` and `profiles/` (`rulebook`) and the
names the ontology knows (`known`). `batch` does it on all cores.
"""
