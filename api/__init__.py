"""The HTTP service: SPARQL, the JSON interface, linked data, and the pages.

app          puts the parts together
sparql       the SPARQL 1.1 Protocol
rest/        the JSON interface: entities, documents, saved queries, figures
linked/      addresses of things and concepts, vocabularies, the data set
pages/       what people read
negotiation  which format to answer in
problems     errors as problem details
guard        hosts and headers, for every answer
cross_origin which pages of other sites may read
connection   what the server does for one connection
deps         what the routes are given
parameters   what is asked of every parameter
openapi      the description of the interface
changes      what breaks programs between two descriptions
"""
