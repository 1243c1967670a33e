"""Search and facets at size, beside PostgreSQL's full-text search, Datasette, the bare index, and a page that does nothing.

    python -m tests.benchmarks.bench_search [--articles 10000 100000 1000000]

Everything is under var/bench: an invented archive (tests/benchmarks/archive/corpus.py) that is loaded once a size, its
index, and Datasette's file. Times are of whole HTTP requests over one kept connection, in milliseconds; those of PostgreSQL and of
the bare index are of the calls. All are measured in this run.
"""

from tests.benchmarks.archive.measure import main

if __name__ == "__main__":
    main()
