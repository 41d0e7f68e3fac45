"""Bodies and places: acronyms, directorates, committees, organisations, territories, and who steers what.

acronyms       definitions of acronyms in running text: the words first, or the acronym first
actors         who stands before or after a verb: a body that the document knows, one that is named there, or a post
authority      the authority a document speaks of, which its directorates belong to
bodies         names of directorates and other bodies as identities: the authority, then the acronym, else the label
entries        lists of acronyms: under each other, in a table, or one after the other in a sentence
glossary       acronyms and what they stand for: the document's own glossary, then definitions in running text
governance     governance bodies: committees, councils and groups, how often they meet and who sits in them
initials       whether letters abbreviate words, and where in a sentence the words that they abbreviate begin or end
instances      the committees, councils and groups that a document speaks of: their names, and what stands for…
kinds          what the words of a definition name: a body of some kind, or a kind of body
naming         the bodies that a document calls by their names: the word that says their kind, and how far the…
organisations  organisations, directions and places of reception that a document calls by name, and where their…
phrase         how far a name goes: the words that belong to it, after the one that says its kind ("direction",…
steering       who runs which committee, centre or network, and which body took the place of another
territories    territories and places that a document names, what holds them, and who works there
"""
