"""The data dictionary: what each result table and each of its columns is, said once.

The page of tables, the package that readers take away and the tests of the tables follow from it.
"""
