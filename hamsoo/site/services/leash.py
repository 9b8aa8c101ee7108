"""Start a program that cannot outlive the process which asked for it.

Run as a script: `python -I -S leash.py ORDERS PROGRAM ARGUMENT...`, ORDERS being JSON:

    parent      pid of the process on whose life the program depends
    signal      number of the signal the program gets when the parent is gone
    uid, gid    run as this account (the parent must be root); null: stay who we are
    override    keep the right to pass folders that are closed to that account (Linux only)
    pipe        a descriptor whose other end only the parent holds; null: let the kernel watch

On Linux the kernel sends the signal (prctl PR_SET_PDEATHSIG) and the program replaces this script. Elsewhere this script
stays between the two, waits for the pipe to close, passes signals on and ends as the program ends.
"""

import ctypes
import json
import os
import select
import signal
import struct
import subprocess
import sys

PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAP_DAC_OVERRIDE = 1
LINUX_CAPABILITY_VERSION_3 = 0x20080522

PARENT_GONE = 113
PASSED_ON = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP)


def control(*arguments: int) -> None:
    """Call prctl; raise OSError when the kernel refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    padded = [*arguments, 0, 0, 0, 0][:5]
    if libc.prctl(padded[0], *[ctypes.c_ulong(number) for number in padded[1:]]) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def become(uid: int, gid: int, override: bool) -> None:
    """Give up root for good, keeping at most the right to pass closed folders."""
    if override:
        control(PR_SET_KEEPCAPS, 1)
    os.setgroups([gid])
    os.setgid(gid)
    os.setuid(uid)
    if override:
        # The program must reach its own files when a folder above them (a home folder, a private temporary folder) is
        # closed to its account. Opening that folder to everybody would be worse than this one capability.
        libc = ctypes.CDLL(None, use_errno=True)
        bit = 1 << CAP_DAC_OVERRIDE
        header = struct.pack("=Ii", LINUX_CAPABILITY_VERSION_3, 0)
        if libc.capset(header, struct.pack("=IIIIII", bit, bit, bit, 0, 0, 0)) != 0:
            raise OSError(ctypes.get_errno(), "capset")
        control(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE)


def guard(program: list[str], number: int, pipe: int) -> int:
    """Run the program below this process until it ends or the parent's end of the pipe closes."""
    early: list[int] = []
    started: list[subprocess.Popen[bytes]] = []

    def pass_on(received: int, _frame: object) -> None:
        if started:
            started[0].send_signal(received)
        else:
            early.append(received)

    # Before the start: a signal that came in between would end the leash and let the program go.
    for passed in PASSED_ON:
        signal.signal(passed, pass_on)
    child = subprocess.Popen(program)
    started.append(child)
    for received in early:
        child.send_signal(received)
    while child.poll() is None:
        if select.select([pipe], [], [], 0.2)[0]:
            child.send_signal(number)
            break
    code = child.wait()
    return 128 - code if code < 0 else code


def main() -> None:
    """Do as ordered."""
    orders, program = json.loads(sys.argv[1]), sys.argv[2:]
    if orders["uid"] is not None:
        become(orders["uid"], orders["gid"], orders["override"])
    if orders["pipe"] is not None:
        sys.exit(guard(program, orders["signal"], orders["pipe"]))
    # After become(): a change of credentials clears the setting.
    control(PR_SET_PDEATHSIG, orders["signal"])
    if os.getppid() != orders["parent"]:
        sys.exit(PARENT_GONE)
    os.execv(program[0], program)  # noqa: S606 - the very purpose


if __name__ == "__main__":
    main()
