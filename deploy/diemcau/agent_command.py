"""`diemcau agent`: what a venue PC runs. The agent itself is one file that also works alone, without this one."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from deploy.diemcau import agent


def command(
    hub: Annotated[str, typer.Option("--hub", help="Its address, as https://hoinghi.example.vn")],
    pass_file: Annotated[
        Path | None, typer.Option("--pass-file", help="Holds the pass or its link; else DIEMCAU_PASS does.")
    ] = None,
    source: Annotated[str, typer.Option("--source", help="What the hub calls this PC.")] = "",
    every: Annotated[
        float, typer.Option("--every", help="Seconds between two beats; the hub expects 5.")
    ] = agent.EVERY,
) -> None:
    """Tell the hub every five seconds that this venue's line lives, and how good the way there is.

    0: stopped on purpose. 1: the hub refuses the pass. The pass is that of `agent-<venue>` in `diemcau passes`.

    Example: diemcau agent --hub https://hoinghi.example.vn --pass-file pass.txt
    """
    words = ["--hub", hub, "--source", source, "--every", str(every)]
    words += ["--pass-file", str(pass_file)] if pass_file else []
    # in place of this process: what the command line has loaded would double the agent's memory, for days
    os.execv(sys.executable, [sys.executable, "-P", agent.__file__, *words])
