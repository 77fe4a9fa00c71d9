"""What only the gate tries: `pytest` alone leaves it out, `.ci/run` does not."""

import pytest


def all_but_first(number, values):
    """The parameters of a test; those after the first few are marked for the gate."""
    rest = [value if isinstance(value, tuple) else (value,) for value in values[number:]]
    return [*values[:number], *(pytest.param(*value, marks=pytest.mark.gate) for value in rest)]
