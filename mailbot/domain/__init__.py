"""The judgement: pure functions and frozen values. Same input, same output."""
