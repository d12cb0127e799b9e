"""What tables reckon: columns of shares and changes, rows of totals, and the text beside them."""
