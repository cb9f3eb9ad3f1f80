"""French office text: what it mentions, how it is written, how figures are printed."""
