"""Pictures that answer a question: figures made from the graph, in words, and where their marks stand."""
