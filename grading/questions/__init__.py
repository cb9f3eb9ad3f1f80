"""Questions that a sitting's own journal raises, for the examiner to ask."""
