"""Where questionnaires, codeframes and report templates are, from a wheel or from a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parents[1]


def folder(name: str) -> Path:
    """The folder `questionnaires`, `codeframes` or `report_templates` of this installation.

    A wheel carries it inside the package; a checkout has it at the top of the repository.
    """
    inside = PACKAGE / name
    return inside if inside.is_dir() else REPOSITORY / name
