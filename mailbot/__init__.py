"""An email-driven RMA desk: partners, staff and warehouse work a return through by mail alone."""

__version__ = "0.1.0"
