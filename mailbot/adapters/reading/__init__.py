"""How bytes become a `Mail`: bounds first, then headers, structure, texts, attachments."""
