"""Faults that break runs: what is injected, how the run goes on, whether the same bytes come out.

`bench` starts, watches and compares runs; `kills`, `signals`, `disks` and `damage` inject faults;
`record` counts them. Called as a program: ``python -m faults --help``.
"""
