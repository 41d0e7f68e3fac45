"""What the graph can say: the ontology as data, and the few functions that read it.

usagraph.ttl        classes, relations and attributes, in French and English
evidence.ttl        documents, passages and claims
vocabularies/       one SKOS scheme a file: degrees, policies, methods, instruments...
reference/          laws, State bodies, départements and regions, one table a file, each row with its source
rules/              SPARQL CONSTRUCT rules, run at consolidation until nothing new comes
context.jsonld      short names for JSON-LD

terms               names of terms, as strings
load                the way in: files, labels, N-Triples; and, from the modules below, concepts and tables
vocabulary          the concepts of a scheme
reference           the tables, row by row, checked
reference_graph     the tables as triples
rule                the text of the rules
model               consistency and class tree, by owlready2
"""
