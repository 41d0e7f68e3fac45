"""What programs that reason for people are given: a server of the Model Context Protocol, which only reads.

facts      what is said, of three kinds; a fact is not made without a passage
answers    what each tool gives back
arguments  what each tool is asked with
house      the graph and the documents that are read, and the words they are told in
sourcing   statements of the graph as facts, inferred statements or reference data
cutting    answers kept within their size, and what was cut
finding, describing, proving, joining, querying   the tools
tools      the table of the tools, with their schemas
refusals   errors in words
resources  documents and passages by address
prompts    beginnings of conversations, in French and English
server     the server, for both transports
stdio      the server on standard input and output
endpoint   the server at `/mcp`
texts      its sentences

The SDK takes a second to import: only `server` and what it calls for import it, when the first program comes.
"""
