"""`python -m deploy.docs` (`make docs`): writes the pages that are made from the code."""

from deploy.docs.events import FILE, page

if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
