"""From the files that people have to texts of the corpus and rows of its manifest."""
