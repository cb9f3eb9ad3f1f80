"""French office text: what it says, mentions and discloses, how it is written, how figures are printed."""
