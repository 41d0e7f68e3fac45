"""What people decide: of the proposals of a model, of two things that are one, and what became of former addresses."""
