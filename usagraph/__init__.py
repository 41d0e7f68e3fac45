"""Usagraph: a sourced knowledge graph of user participation in public services."""

__all__ = ["__version__"]

__version__ = "0.1.0"
