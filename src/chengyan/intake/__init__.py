"""From what people have (a Word file, a web page, a table) to texts of a corpus."""
