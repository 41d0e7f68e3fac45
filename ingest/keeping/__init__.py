"""What is done to a workspace as a whole: copies of it, and a person's details taken out of it.

backups   an archive of all that cannot be made again
restore   the workspace as it was in one
erase     a person's details taken out of texts, claims, names, store, index and copies
erasures  the log of what was erased, as fingerprints
details   words that are to be found again without being kept
"""
