"""Runs a management command: what goes wrong on the machine becomes one sentence and exit code 1."""

import os
import sys

from django.core.management import execute_from_command_line

from newsroom.problems import explain

INTERRUPTED = 130  # what shells say of a command that Ctrl-C ended


def main(arguments: list[str]) -> None:
    """Run the command that `arguments` name; `--traceback` shows where an error comes from."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        execute_from_command_line(arguments)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        sentence = explain(error)
        if sentence is None or "--traceback" in arguments:
            raise
        sys.exit(sentence)
