"""What is said and by whom: quotations, definitions, findings, hypotheses, recommendations and factors.

attribution        to whom quoted words are due: what the text says beside them, else what it lets one infer
definition         A definition on its way: the notion, who holds it, and what it makes of the final decision
definition_claims  definitions as claims: the notion, who holds it, what becomes of the final decision
definitions        definitions: what a notion is said to be, who holds it, and what it makes of the final decision
factor_forms       the factors that one sentence names: their kinds, and where the words that name them stand
factor_lists       lists of factors that a line or the head of a column announces, outside action sheets
factors            obstacles, levers, points of attention and success keys that running text names as such, and who…
findings           hypotheses, findings and recommendations: numbered, announced, or listed under a heading that says…
named_works        the works of a document by the names of their authors: those who hold a view are named so
notions            notions: what a word of a text stands for, and the entries of a list of notions
place              A quotation with what stands around it: what leads to it, what follows, and how its words read
pull_quotes        pull quotes: words set apart from the running text, with a line that says whose they are
quotations         quotations: what stands between quotation marks, whole where a box or the end of a paragraph cuts…
reported           what a document reports: words and who speaks, definitions and their holders, findings, factors an…
speakers           who speaks: bodies, posts, groups and persons, from the words that name them
statement          what a study supposes, finds or recommends, as claims
statement_lines    the sentences in which statements are looked for, and what tells those that no label marks
statement_tables   tables of hypotheses, findings or recommendations: a column of them, and one of the axes they stan…
unmarked           words reported without quotation marks, where a verb of speech says who speaks: « On attend moins,…
verbatims          verbatims: words reported as spoken, who speaks, and whether the text says so or it is inferred
"""
