"""Documents as printed pages: laid out by LibreOffice where the machine has it, apart and within limits."""
