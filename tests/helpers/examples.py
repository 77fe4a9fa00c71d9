"""How many examples hypothesis tries: twice as many with `--hypothesis-profile=gate`, as the gate does."""

from hypothesis import settings


def examples(number, **more):
    """Settings for a property test; the profile says what a hundred examples are."""
    return settings(max_examples=number * settings().max_examples // 100, **more)
