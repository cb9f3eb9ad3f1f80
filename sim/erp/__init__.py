"""The ERP: document types described by metadata, and the rules of each field of work."""
