"""The graph on disk, or on a server.

protocol     what any store does: query, update, load, drop, and what is written on these
embedded     Oxigraph in a folder: one writer, and read-only generations that readers open
folders      the folder of the writer, and the rebuilt one that takes its place
generations  the snapshots that readers open: how one comes, and how the old ones go
remote       the graph on a server that speaks the SPARQL and Graph Store protocols
answers      the answers of such a server as those of the engine
upgrade      a store that an older engine wrote: kept before it is converted
space        room on the disk, asked for before anything is written
"""
