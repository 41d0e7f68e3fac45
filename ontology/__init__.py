"""What the graph can say: the ontology as data, and the few functions that read it.

usagraph.ttl        classes, relations and attributes, in French and English
evidence.ttl        documents, passages and claims
vocabularies/       one SKOS scheme a file: degrees, policies, methods, instruments...
definitions.ttl     the degrees, as each of three holders defines them
mappings.ttl        where the degrees stand in three scales known abroad
dataset.ttl         what a deployment's data set is, for catalogues and programs
reference/          laws, State bodies, départements and regions, one table a file, each row with its source
rules/              SPARQL CONSTRUCT rules, run at consolidation until nothing new comes
shapes/             what the graph must look like, in SHACL, one shape a file
context.jsonld      short names for JSON-LD

terms               names of terms, as strings
load                the way in: files, labels, N-Triples; and, from the modules below, concepts and tables
statement           Turtle as statements with their lines; turtle_fault: why some does not parse
known               the terms that a rule or a shape may name
reach               what things lead to, however far
vocabulary          the concepts of a scheme
dataset             the description of a data set, with the figures of the day
tables/             the reference tables: read, checked, and told as triples
rule                the text of the rules
shacl/              the shapes as records
model               consistency, inferences and class tree
reasoning/          what a reasoner is asked, and how a contradiction is explained
"""
