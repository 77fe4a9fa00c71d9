"""Where things lie in this checkout."""

from pathlib import Path

TESTS = Path(__file__).parent.parent
ROOT = TESTS.parent
GOOD, BAD = TESTS / "lessons" / "good", TESTS / "lessons" / "bad"
HANDINS = TESTS / "handins"
