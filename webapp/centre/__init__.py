"""The centre's pages: plan sessions, enrol, appoint, convene, keep and erase."""
