"""What people read. Made on the server, complete without scripts.

frame        what every page has
home         who involves users, in what, how far
documents    the documents read, and the text of each
reports      an error reported on a passage: the only page that writes
network      the network, and what surrounds a thing
exports      any view of the network, taken away as a file
cards        the page of one thing
flow         what passes through which degree
timeline     texts, reforms and bodies in time
claims       what a document says, claim by claim
citing       what a citation leads to
search       the page of the search
questions    saved questions, and SPARQL of one's own
reliability  how reliable the facts are
"""
