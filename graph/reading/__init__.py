"""What is read from the graph: things, what is said of them, by which passages, and how they are linked."""
