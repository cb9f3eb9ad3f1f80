"""Personal data: how long each kind is kept, taken away, erased, and who looked at it. No page of its own."""
