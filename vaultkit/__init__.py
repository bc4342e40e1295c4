"""vaultkit turns a folder of Markdown notes into one consistent vault."""

from __future__ import annotations

from pathlib import Path

__version__ = "0.1.0"

_PACKAGE = Path(__file__).parent
# A wheel carries the rulebook inside the package; a checkout has it beside the package.
RULEBOOK = _PACKAGE / "rules" if (_PACKAGE / "rules").is_dir() else _PACKAGE.parent / "rules"
