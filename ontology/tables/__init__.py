"""The reference tables, `ontology/reference/*.csv`: read, checked, and told as triples.

reference   which tables there are, what each holds, and what is checked of its lines together
records     the facts, each made from a line
graph       the tables as triples, for `graph/reference`
sheet       a table that is known: its columns, its facts and its checks
table       a table as any spreadsheet saves it
row         a line: its cells, and what is wrong with them
error       what can be wrong, in sentences
"""
