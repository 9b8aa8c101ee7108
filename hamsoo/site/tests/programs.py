"""Small programs that stand in for Hamsoo's processes when the supervisor is tested."""

import sys

from hamsoo.site.services.installation import Programs

# Answers every page; has a process of its own below it, as granian has.
WEB = """
import http.server, os, subprocess, sys
subprocess.Popen([sys.executable, "-c", "import ctypes, time; ctypes.CDLL(None).prctl(1, 9); time.sleep(600)"])
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"served")
    def log_message(self, *arguments):
        pass
http.server.HTTPServer((os.environ["HAMSOO_HOST"], int(os.environ["HAMSOO_PORT"])), Page).serve_forever()
"""
WORKER = """
import os, time
print("worker sees", os.environ["HAMSOO_DATABASE_URL"], os.environ["HAMSOO_VALKEY_URL"], flush=True)
time.sleep(600)
"""

STAND_INS = Programs(
    migrate=(sys.executable, "-c", "print('migrated')"),
    worker=(sys.executable, "-c", WORKER),
    web=(sys.executable, "-c", WEB),
)
