def table_files(t):
    return ()
