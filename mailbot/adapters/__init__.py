"""The world outside: one thing in each file, behind a port."""
