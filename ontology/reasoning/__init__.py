"""What a reasoner is asked, and how its answer is told.

axioms       the axioms by what they are about
knowledge    what a reasoner is given: the part of the ontology that some facts need
hermit       HermiT as a process with a time limit
closure      what can be found wrong without it
explanation  the smallest set of statements that contradict each other
telling      statements as sentences
"""
