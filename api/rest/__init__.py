"""The JSON interface under /api/v1, and the sign of life.

entities         lists of entities, one with its relations, the network around it
evidence         the passages behind statements
reasons          what a statement follows from
paths            how two entities are linked
searching        search, suggestions and facets
documents        documents, texts, and their claims
passages         a passage, and what it supports
queries          saved questions and their rows
status           health and figures
exports          the graph taken away
citations        references to what was seen
linked_data      entities as JSON-LD, and our context
filters          the filters of lists, and the things that parameters name
pages            a page of a list, and the cursor of the next
claims           the claims of a document, read from the graph
models           the wire format of things, and of what is said of them
statement_models … of statements, and of why they hold
networks         … of networks and paths
document_models  … of documents, passages and claims
service_models   … of figures, facets and saved questions
found            … of what a search finds
"""
