"""The graph taken away: in the format of somebody else's tool, in an edition that may be shown to them.

exporting    what the rest of the program calls: a whole export, to a file or a pipe
formats      the formats there are, and what each is for
editions     the public edition and the internal one
snapshot     the graph as it is read from: one generation, or a copy of what a server holds
withheld     who is not to be named in the public edition, and where they are named
personal     e-mail addresses and telephone numbers, as they are written
sieve        the statements of an edition, and the count of what is left out of it
contents     what an export holds, graph by graph or thing by thing
rdf          Turtle, TriG, N-Triples, N-Quads and RDF/XML
jsonld       JSON-LD
relations    the network of things, each edge with its passages
xml          text and attributes that any XML reader takes
graphml      the network for yEd, Cytoscape and networkx
gexf         the network for Gephi
cells        values as a spreadsheet and pandas both read them
tables       one table a class, the claims and the passages
dictionary   what each column means, for people and as CSVW
readme       the words that travel with the tables
archive      the tables in one file
streaming    an export made in a process of its own, piece by piece
worker       what that process does
rows         the whole result of a query
"""
