"""`python -m services.checkin`"""

from services.checkin.app import build
from shared.service import run

if __name__ == "__main__":
    run(build())
