"""CSV and its kin: text files with a sign between the cells."""
