"""What a person does, one function each: ingest, review, add, amend, report. Commands and scripts call these."""
