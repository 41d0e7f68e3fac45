"""The query service: SPARQL that is checked, then run in processes that can be killed.

service      what the rest of the program calls: answers, from the newest generation of the store
exchange     what is asked of a worker, and what its reply means
answers      those kept for the next time they are asked
lanes        who runs and who waits: small queries and heavy ones
costs        the shapes of queries that were heavy
child        a worker process seen from outside: started, asked, slowed down, killed
channel      the messages between the two
wire         what these are as bytes
worker       what that process does: opens a snapshot, answers requests
counting     how many rows an answer holds
snapshots    the generations of the store: which is the newest, how it is opened
departures   what is stopped when the one who asked goes away
confinement  no sockets for that process
tokens       the tokens of a query: how many, and how deep
syntax       what a query may not hold, its form, and where its limit stands
escapes      code point escapes: replaced, and found again for the author of a query
sources      the graphs that a query names after FROM
patterns     the group patterns of a query: what each binds for certain, what it filters by
negation     NOT EXISTS as MINUS, where that is the same
bindings     values for the variables of a query
"""
