"""Forbids this process to open sockets, by a filter of system calls that the kernel keeps to its end.

A limit on descriptors would forbid them too, and with them the files of the store, which the engine opens when it needs
them. Linux on x86-64 and ARM64; elsewhere nothing is done, and the query's tokens are the only guard against SERVICE.
Source: seccomp(2), and `linux/seccomp.h`, `linux/filter.h`, `linux/audit.h` for the numbers.
"""

import ctypes
import errno
import platform
import struct
import sys

__all__ = ["forbid_sockets"]

#: By machine: the audit number of the architecture and the number of socket(2).
MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, FILTER_MODE = 38, 22, 2
LOAD_WORD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, FAIL = 0x7FFF0000, 0x00050000
CALL_NUMBER, ARCHITECTURE = 0, 4  # offsets in seccomp_data


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def forbid_sockets() -> bool:
    """Whether sockets are now forbidden: from here on, opening one fails with "operation not permitted"."""
    if sys.platform != "linux" or platform.machine() not in MACHINES:
        return False
    steps = _steps(*MACHINES[platform.machine()])
    program = _Program(len(steps), b"".join(struct.pack("HBBI", *step) for step in steps))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(PR_SET_SECCOMP, FILTER_MODE, ctypes.byref(program), 0, 0) == 0)


def _steps(architecture: int, socket: int) -> tuple[tuple[int, int, int, int], ...]:
    """Code, jump if true, jump if false, operand: another architecture's calls have other numbers, and none is allowed."""
    return (
        (LOAD_WORD, 0, 0, ARCHITECTURE),
        (JUMP_IF_EQUAL, 0, 2, architecture),
        (LOAD_WORD, 0, 0, CALL_NUMBER),
        (JUMP_IF_EQUAL, 0, 1, socket),
        (RETURN, 0, 0, FAIL | errno.EPERM),
        (RETURN, 0, 0, ALLOW),
    )
