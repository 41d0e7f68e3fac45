"""Linked data: what the addresses of things, concepts, terms and the data set answer.

things            things and concepts
vocabulary        the ontology and the schemes
vocabulary_files  the same as RDF files
dataset           VoID and DCAT
"""
