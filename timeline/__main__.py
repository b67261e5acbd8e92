"""``python -m timeline`` is the command ``timeline``."""

import sys

from timeline.cli.main import main

sys.exit(main())
