"""Actions and degrees of participation: from tables of any layout, and from prose.

actions   actions from tables: one action a row, whatever the order of the columns and wherever the degree is said
census    what profiles say of tables: names of columns, what codes stand for, and which columns identify a row
columns   what the columns of a table of actions mean: the header, on one row or two, wherever it stands
degrees   the degrees that words tell: in a heading or a cell, and in sentences, with the stage and what denies them
grades    the degrees that the cells of a table tell, each with its stage: by ticks, by words, or by codes
legend    what the codes of a document stand for: its legend, in a table or in lines
meanings  what a cell or a field says as terms of the vocabularies: degrees with their stages, modes, natures, methods
mentions  what a document speaks of: concepts of the vocabularies, public bodies of reference, charters
prose     actions told in sentences: a title between guillemets or with its capitals, and who leads it
rows      the rows of a table of actions: what each says, by role, with the degrees that stand in it or around it
steps     the steps of an action: to which degree users take part, at which stage, and who says so
table     the tables of a document as rows of cells, with what stands around them
topics    what an action is about and whom it is for: its policies, issues, methods, modes, publics and partners
"""
