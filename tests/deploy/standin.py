"""A stand-in for a service: `python -m tests.deploy.standin`. With STANDIN_ENDS=1 it ends at once, as a broken one."""

import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Ready(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/standin/api/ready" else 404)
        self.end_headers()
        self.wfile.write(os.environ.get("DIEMCAU_KAFKA", "").encode())

    def log_message(self, *_: object) -> None:
        """Silent."""


if __name__ == "__main__":
    if os.environ.get("STANDIN_ENDS"):
        sys.exit("the stand-in was told to end")
    ThreadingHTTPServer((os.environ["DIEMCAU_HOST"], int(os.environ["DIEMCAU_PORT"])), Ready).serve_forever()
