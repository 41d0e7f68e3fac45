"""What follows from the statements of the graph.

clauses     the rules as they are applied: written out for each axiom of the ontology, in order
extents     what the rules work on, in memory
window      the same over a graph on disk, read as the rules ask for it
closure     what follows by the rules, and what of it is not worth showing twice
increments  what follows no longer, and what follows now, when a little changes
reasons     why a statement holds
"""
