"""Legal bases: whether they are in force, and rightly numbered, dated and written."""
