"""Files in: what to read, reading it in worker processes, loading what comes back, and the receipt."""
