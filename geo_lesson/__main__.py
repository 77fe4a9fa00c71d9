"""`python -m geo_lesson` is `geo-lesson`."""

import sys

from geo_lesson.cli import main

sys.exit(main())
