"""Actions and degrees of participation: from tables of any layout, and from prose.

actions   actions from tables: one action a row, whatever the order of the columns and wherever the degree is said
census    what profiles say of tables: names of columns, what codes stand for, and which columns identify a row
chapter   a chapter that may tell an action: its heading, and what the lines of labels just below it say
chapters  actions that are chapters: the heading is their title, and what stands below it says who leads them
column    a column of a table of actions: where it stands, what it is called, and what that means
columns   what the columns of a table of actions mean: the header, on one row or two, wherever it stands
counts    how many actions a document says that it tells of, and the headings that are their titles: as many of one level
degrees   the degrees that words tell: in a heading or a cell, and in sentences, with the stage and what denies them
fitting   what the words of a cell may be: a degree, a stage, a mode, a nature, a method; and whether a column's most are
grades    the degrees that the cells of a table tell, each with its stage: by ticks, by words, or by codes
groups    which columns tell of one action: tables that are printed side by side, and those that tell of none
joined    tables that a page cuts, joined again, with their headers
leaders   who leads an action, as the first sentences below its title say
legend    what the codes of a document stand for: its legend, in a table or in lines
meanings  what a cell or a field says as terms of the vocabularies: degrees with their stages, modes, natures, methods
mentions  what a document speaks of: concepts of the vocabularies, public bodies of reference, charters
methods   the methods of the one action that a document or a section is about, told away from the sentences that name it
names     what the actions of tables are called: who leads each and its title, else who, the policy and the issue
prose     actions told in sentences: a title between guillemets or with its capitals, and who leads it
rows      the rows of a table of actions: what each says, by role, with the degrees that stand in it or around it
shapes    what the cells of a column are by their shape, where the name of the column does not say: titles, bodies, figures
steps     the steps of an action: to which degree users take part, at which stage, and who says so
supplements tables that say more of actions told elsewhere: what helped, what is needed, their mode
titles    the title of an action in a heading, with the policy and the leader that the heading says beside it
told      what the sentences of a chapter say of its action: what it is for, for whom, with whom, and what came of it
topics    what an action is about and whom it is for: its policies, issues, methods, modes, publics and partners
units     columns of units of measurement and of figures, which name no body and no aim
values    what columns hold, told by their values: where a heading says nothing, or says a word of several meanings
wordings  the methods that words name: those of the vocabulary, and those that running text calls otherwise
"""
