"""What saved searches have found, and the mail about it."""
