"""How the properties are run: without deadlines, and in CI always on the same examples."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile(
    "suite", deadline=None, max_examples=50, derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("suite")
