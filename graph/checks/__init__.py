"""Whether the graph keeps the shapes of the ontology.

shapes       the violations of a store, by shape
shape_query  a shape as a SPARQL query
value_test   a condition on a value as SPARQL
violation    one violation, in words
"""
