"""The query service: SPARQL that is checked, then run in processes that can be killed.

service      what the rest of the program calls: answers, from the newest generation of the store
child        a worker process seen from outside: started, asked, killed
worker       what that process does: opens a snapshot, answers requests
confinement  no sockets for that process
syntax       what a query may not hold, its form, and where its limit stands
patterns     the group patterns of a query: what each binds for certain, what it filters by
negation     NOT EXISTS as MINUS, where that is the same
bindings     values for the variables of a query
"""
