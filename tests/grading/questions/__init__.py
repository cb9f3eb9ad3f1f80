"""Questions a journal raises: each rule on a morning that raises it and on one that does not."""
