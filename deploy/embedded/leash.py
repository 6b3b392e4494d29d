"""Run a command that cannot outlive its parent: `python leash.py PARENT_PID COMMAND…`.

The kernel sends SIGKILL when the parent is gone, however it went; the command keeps this process's id. A script of its
own and no preexec_fn, which is not safe in a process with threads.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1

if __name__ == "__main__":
    parent, *command = sys.argv[1:]
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(parent):  # it died before the line above
        sys.exit(1)
    os.execvp(command[0], command)
