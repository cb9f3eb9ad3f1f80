"""All input and output: web pages, database, scheduler, command line."""
