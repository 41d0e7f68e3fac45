"""The JSON interface under /api/v1, and the sign of life.

entities     entities, relations with their evidence, neighbours, search and suggestions
documents    documents, texts, claims
queries      saved queries and their rows
status       health and figures
models       the wire format
found        the wire format of what a search finds
"""
