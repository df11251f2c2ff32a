"""The straight line: receive, read, understand, decide, record, answer. One mail, six steps; and the review."""
