"""Who is told when a run fails: a program of the user's choice, which gets the line on its standard input."""

from __future__ import annotations

import os
import shlex
import subprocess

import dagster as dg

SECONDS = 60.0


class AlertNotSentError(Exception):
    """The alert was not sent: {reason}"""

    def __init__(self, reason: str) -> None:
        super().__init__((type(self).__doc__ or "").format(reason=reason))


class Alert(dg.ConfigurableResource):  # type: ignore[type-arg]
    """`program`: the command line that takes an alert on its standard input, such as `mail -s Tumen you@example.org`.

    Where it is empty, that of TUMEN_ALERT, else none. It is run as it stands, without a shell; the text of the alert is never part of it.
    """

    program: str = ""

    def send(self, text: str) -> bool:
        """Hand the text to the program; False where there is none. Raises AlertNotSentError where it fails or takes over a minute."""
        command = shlex.split(self.program or os.environ.get("TUMEN_ALERT", ""))
        if not command:
            return False
        try:
            done = subprocess.run(command, input=text + "\n", text=True, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise AlertNotSentError(f"{command[0]}: {error}") from error
        if done.returncode:
            raise AlertNotSentError(f"{command[0]} ended with status {done.returncode}: {done.stderr.strip()[:200]}")
        return True
