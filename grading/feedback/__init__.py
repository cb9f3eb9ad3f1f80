"""What the candidate reads of each criterion: drafted from the sheet and the journal, finished by a person."""
