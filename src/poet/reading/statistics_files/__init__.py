"""Files of statistics programs, and Parquet, read in a process of their own."""
