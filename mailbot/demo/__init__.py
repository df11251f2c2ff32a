"""The demonstration: a mail server in the process, the real daemon, and one case played through."""
