"""`python -m tests.docs.traced_venues`"""

from services.venue_status.app import build
from tests.docs.traced import run_traced

if __name__ == "__main__":
    run_traced(build())
