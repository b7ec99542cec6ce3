"""Pages of docs/ that follow from the schema, the package and what benchmarks measured."""
