"""Mails damaged at random, by a seed: reading them gives a mail or Unreadable, and nothing else."""
