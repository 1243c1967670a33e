"""Django's PostgreSQL backend on a server of our own, started on first use: the database without `DATABASE_URL`."""
