"""What follows from the statements of the graph.

clauses  the rules as they are applied: written out for each axiom of the ontology, in order
extents  what the rules work on, in memory
closure  what follows by the rules, and what of it is not worth showing twice
reasons  why a statement holds
"""
