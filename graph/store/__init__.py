"""The graph on disk.

embedded  Oxigraph in a folder: one writer, and read-only generations that readers open
"""
