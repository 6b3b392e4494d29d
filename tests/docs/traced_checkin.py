"""`python -m tests.docs.traced_checkin`"""

from services.checkin.app import build
from tests.docs.traced import run_traced

if __name__ == "__main__":
    run_traced(build())
