"""What a file that opens offline may run: its own scripts and styles, and nothing else."""

import base64
import hashlib

__all__ = ["policy"]


def policy(scripts: list[str], styles: list[str]) -> str:
    """The content security policy of a file that holds these scripts and styles, by their hashes."""
    return f"default-src 'none'; img-src data:; base-uri 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}"


def _hashes(texts: list[str]) -> str:
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests) or "'none'"
