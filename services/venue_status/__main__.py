"""`python -m services.venue_status`"""

from services.venue_status.app import build
from shared.service import run

if __name__ == "__main__":
    run(build())
