"""What people read. Made on the server, complete without scripts.

frame        what every page has
explorer     home, network, documents
cards        the page of one thing
claims       what a document says, claim by claim
citing       what a citation leads to
search       the page of the search
questions    saved questions, and SPARQL of one's own
reliability  how reliable the facts are
"""
