"""The questions of the sentence form, and what helps to write SPARQL."""
