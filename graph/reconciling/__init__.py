"""Names of other people's tables, and the things of the graph that they may be the names of.

`kinds` (what is reconciled: types.toml) and `properties` (what may be compared and fetched: properties.toml); `asked` (a
name with what is known of it); `identifiers` (numbers that are of one thing alone), `citing` (what a name says of a legal
text), `candidates` (things whose names answer), `beginnings` (those that begin so) and `likeness` (how much two names are
the same: wording.toml); `facts` (what the graph says of many things at once), `agreeing` (whether it says what is known)
and `scoring` (what that is worth); `reconcile` (the candidates of some names), `extension` (values of the properties of
things), `telling` (a thing in one line), `explaining` (what the features of a score mean: features.toml) and `ids`.
"""
