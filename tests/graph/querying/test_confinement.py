"""A confined process opens files and no socket."""

import platform
import subprocess
import sys

import pytest

from usagraph.graph.querying.confinement import MACHINES

PROGRAM = """
import socket
from usagraph.graph.querying.confinement import forbid_sockets
socket.socket().close()
assert forbid_sockets()
open(__import__("os").devnull).close()
try:
    socket.socket()
except PermissionError:
    print("refused")
"""


@pytest.mark.skipif(
    platform.machine() not in MACHINES or sys.platform != "linux", reason="the filter is for Linux on x86-64 and ARM64"
)
def test_a_confined_process_opens_no_socket() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"
