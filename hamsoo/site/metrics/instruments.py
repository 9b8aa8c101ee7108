"""What the web processes count as they go.

With PROMETHEUS_MULTIPROC_DIR set (`hamsoo up` sets it) the figures of all web processes are added up, whichever of them answers.
"""

from prometheus_client import Gauge, Histogram

REQUEST_SECONDS = Histogram(
    "hamsoo_request_seconds",
    "Duration of requests by the name of their route; streams are not among them.",
    ["method", "route", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
STREAMS = Gauge("hamsoo_streams_open", "Browsers that listen to live news.", multiprocess_mode="livesum")
