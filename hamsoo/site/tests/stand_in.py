"""`hamsoo up` with stand-ins for the migrations, the worker and the web; its servers are real."""

import sys

from hamsoo.site.config import Config
from hamsoo.site.services.installation import Installation
from hamsoo.site.services.output import Reporter
from hamsoo.site.services.supervisor import Patience
from hamsoo.site.tests.programs import STAND_INS

if __name__ == "__main__":
    patience = Patience(first=0.05, longest=0.2, stable=30.0, deaths=4)
    installation = Installation(Config.from_env(), reporter=Reporter(), programs=STAND_INS, patience=patience)
    sys.exit(installation.run())
