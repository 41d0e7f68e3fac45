import base64
import hashlib

from usagraph.visualisations.policy import policy


def test_only_the_scripts_and_styles_of_the_file_run() -> None:
    digest = base64.b64encode(hashlib.sha256("été".encode()).digest()).decode()
    assert policy(["été"], []) == (
        f"default-src 'none'; img-src data:; base-uri 'none'; script-src 'sha256-{digest}'; style-src 'none'"
    )
