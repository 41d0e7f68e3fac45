"""Works listed in a bibliography, and where the text cites them.

advocates     who coins a notion or argues for its use: an author of the document's works, or a researcher who is…
authors       who wrote a work, as the entries of bibliographies say it: several orders, capitals, initials,…
bibliography  where a document lists the works it uses: under a heading that says so, or as a run of entries
entry         one entry of a bibliography: who wrote it, when, its title, its DOI
literature    what a document draws on: the works it lists, those it cites, and the notions that their authors…
references    works cited in the running text: tied to the bibliography, or cited and not listed
works         the works that a document lists: who wrote them, when, their title, their DOI
"""
