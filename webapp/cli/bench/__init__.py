"""`bannette bench NAME`: figures beside their floors, measured in one run, best of interleaved rounds."""
