"""Letters that a mail server did not take at first: those to accounts, and the demos'."""
