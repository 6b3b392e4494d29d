"""The judge has nothing from those whom it judges."""

import subprocess
import sys

LOADS = (
    "import sys, deploy.simulator.verdict, deploy.simulator.evidence, deploy.simulator.fates, deploy.simulator.scenes"
)


def test_truth_and_verdict_import_nothing_of_services_or_shared() -> None:
    said = subprocess.check_output([sys.executable, "-c", f"{LOADS}; print(*sys.modules)"], text=True).split()
    assert "deploy.simulator.verdict" in said
    assert not [name for name in said if name.split(".")[0] in ("services", "shared")]
