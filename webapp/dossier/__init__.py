"""A sitting under review, whoever reads it: commission, jury, centre. No page of its own."""
