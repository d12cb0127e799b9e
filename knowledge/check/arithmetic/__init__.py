"""What sentences reckon: shares, totals, changes, averages, and figures told twice."""
