"""Figures with what they count: values, units, before and after.

contrasts      figures told in two clauses, what it was and what is left of it; and amounts told without their noun
counted        what a figure counts: the subject of its verb, the noun after it, its unit
figure         a figure of a sentence: the number, the places of the words that say what it counts, its unit
figure_layouts what the columns of a table of figures hold: what is counted, before, after, the unit
figure_tables  tables of figures: an indicator a row, what it was and what it has become in the columns
measurements   figures that a document gives, tied to the action, the body or the document they are about
measures       the figures of one sentence: a number, what it counts, its unit, what it was before, when it holds
naming         what the indicator of a figure is called: the words of the text, put together as a name
numbers        numbers as French texts write them: digits with spaces and commas, words, "une quarantaine", "1,5…
shares         shares and multiples in words: "un usager sur trois", "les trois quarts des patients", "trois fois moins nombreux"
"""
