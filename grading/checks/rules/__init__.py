"""Rules of presentation: what a trainer composes, each with what it tolerates."""
