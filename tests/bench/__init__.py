"""Measurements, for `make bench`: not part of the tests, because a busy machine would fail them."""
