"""The HTTP service: SPARQL, the JSON interface, and the pages.

app          puts the parts together
sparql       the SPARQL 1.1 Protocol
entities     entities, relations with their evidence, neighbours, search and suggestions
documents    documents, texts, claims
saved        saved queries and their rows
things       addresses of things and concepts
status       health and figures
pages        what people read: home, network, documents
search       the page of the search
cards        the page of one thing
questions    the page of questions
models       the wire format
found        the wire format of what a search finds
negotiation  which format to answer in
problems     errors as problem details
guard        hosts and headers, for every answer
deps         what the routes are given
"""
