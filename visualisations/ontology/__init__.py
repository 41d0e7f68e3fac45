"""The page of the ontology, made from its Turtle files."""
