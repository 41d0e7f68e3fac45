"""What is said and by whom: quotations, definitions, findings, hypotheses, recommendations and factors.

attribution  to whom quoted words are due: what the text says beside them, else what it lets one infer
definition   A definition on its way: the notion, who holds it, and what it makes of the final decision
definitions  definitions: what a notion is said to be, who holds it, and what it makes of the final decision
factors      obstacles, levers, points of attention and success keys that running text names as such, and who…
findings     hypotheses, findings and recommendations: numbered, announced, or listed under a heading that says…
place        A quotation with what stands around it: what leads to it, what follows, and how its words read
pull_quotes  pull quotes: words set apart from the running text, with a line that says whose they are
quotations   quotations: what stands between quotation marks, whole where a box or the end of a paragraph cuts it
reported     what a document reports: words and who speaks, definitions and their holders, findings, factors and…
speakers     who speaks: bodies, posts, groups and persons, from the words that name them
statement    what a study supposes, finds or recommends, as claims
verbatims    verbatims: words reported as spoken, who speaks, and whether the text says so or it is inferred
"""
