"""How the work is done: glossary, reliability, accessibility, reference of the interface."""
