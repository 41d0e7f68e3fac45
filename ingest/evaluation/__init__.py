"""How reliable extraction is: labelled documents against what the rules find.

evaluating  scores the rules on labelled documents: precision, recall and F1 by family and by format, with the counts
families    the families of facts that are scored: which claims make a fact of each, and what of it is compared…
gold        labelled documents: what a person found in them, with the places, to score what the rules find
likeness    whether what was found is what was labelled: names, texts, figures and legal texts each have their own way
published   the published figures of reliability: what a report says as data without a date, as a file, and as a table
said        the claims of one document as a small graph in which paths can be followed and everything has its names
scoring     counts of what was found, missed and wrong, with the rates and how sure they are
"""
