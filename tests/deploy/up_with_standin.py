"""`diemcau up` with the stand-in as its only service: `python -m tests.deploy.up_with_standin FIRST_PORT`."""

import sys

from deploy.diemcau import up
from deploy.embedded.places import state_folder
from deploy.embedded.site import Site
from tests.deploy.sites import STANDIN, ports_from

if __name__ == "__main__":
    sys.exit(up.run(Site(state_folder(), ports_from(int(sys.argv[1])), [STANDIN])))
