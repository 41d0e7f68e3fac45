"""The SHACL shapes as records, each with the file and line where it is written.

shape              shapes and the way in
shape_reader       a shape, its targets and what it says when it is not met
constraint_reader  the conditions of a shape
condition          conditions, one class a component
path               paths, as SPARQL writes them
select             conditions written as SPARQL
located            the statements of a file, with their lines
"""
