"""Spoiled and odd files sent the whole way; benchmarks/fuzz_intake.py sends thousands."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from intake_files import any_file, samples
from whole_way import assert_told, go_through

from chengyan.errors import TextError
from chengyan.intake.extract import Limits


@pytest.mark.parametrize(("suffix", "data"), samples().items())
def test_a_sound_file_of_each_format_is_analysed(tmp_path, suffix, data):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    assert set(go_through(path, tmp_path / "corpus", Limits())) == {"analysed"}


@settings(max_examples=60, deadline=None)
@given(file=any_file())
def test_whatever_the_file_it_is_analysed_or_refused_in_words(file):
    suffix, data, holds = file
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(data)
        try:
            outcomes = go_through(path, Path(folder, "corpus"), Limits(seconds=10), holds)
        except TextError as error:
            assert_told(error, path)
        else:
            assert outcomes
            assert set(outcomes) <= {"analysed", "no word to count"}
