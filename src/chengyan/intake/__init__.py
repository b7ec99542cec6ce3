"""From the files that people have to texts of the corpus: readers, and the manifest they go into."""
