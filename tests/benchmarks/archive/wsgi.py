"""The site as gunicorn serves it, on the invented archive."""

import tests.benchmarks.archive  # noqa: F401 - names the place of the archive, before settings are read
from newsroom.wsgi import application

__all__ = ["application"]
