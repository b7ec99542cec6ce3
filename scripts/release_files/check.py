"""The crate held to the profile that it follows."""

from pathlib import Path

import requests
from rocrate_validator.services import ValidationSettings, validate

from chengyan.errors import ChengyanError

PROFILE = "workflow-run-crate-0.5"
# The terms of the crate's JSON stand there, and nowhere in the validator.
CONTEXT = "https://w3id.org/ro/crate/1.1/context"


def check_crate(crate: Path) -> str:
    """What was found of a crate, where its terms can be had; a word that they cannot elsewhere.

    Raises
    ------
    ChengyanError
        If the crate lacks what the profile requires.
    """
    try:
        requests.get(CONTEXT, timeout=30).raise_for_status()
    except requests.RequestException:
        return f"{crate.name}: NOT held to {PROFILE}, since {CONTEXT} cannot be reached from here."
    found = validate(
        ValidationSettings(rocrate_uri=str(crate), profile_identifier=PROFILE, no_cache=True)
    )
    issues = [issue.message for issue in found.get_issues()]
    if issues:
        problem = f"lacks what {PROFILE} requires: {'; '.join(issues)}"
        raise ChengyanError(crate.name, problem, "Mend scripts/release_files/crate.py")
    return f"{crate.name}: holds what {PROFILE} requires."
