"""Questions as sentences with blanks: from what is chosen to SPARQL, and from its rows to things with their grounds.

forms      what may be asked, read from `forms.yaml`
asked      a question: a form with what is chosen in its blanks, and what is lacking
pattern    a question as SPARQL, what is chosen being bound
choices    the values that a blank may take
answering  the things that answer, what is told of each, and the statements that say so
"""
