"""Which faults were injected, and what became of the runs."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from tiny import ROOT

from chengyan.tables import read_table, write_table
from faults.bench import different

TABLE = ROOT / "benchmarks/faults/faults.csv"
COLUMNS = ["fault", "stage", "injected", "recovered", "different"]


@dataclass
class Record:
    """Faults of one kind after another, and whether the runs they broke came to the same bytes.

    Attributes
    ----------
    expected : dict of str to str
        Digests of the files of an undisturbed run.
    """

    expected: dict[str, str]
    _waiting: list[tuple[str, str]] = field(default_factory=list)
    _injected: Counter[tuple[str, str]] = field(default_factory=Counter)
    _recovered: Counter[tuple[str, str]] = field(default_factory=Counter)
    _different: Counter[tuple[str, str]] = field(default_factory=Counter)

    def injected(self, fault: str, stage: str, what: str) -> None:
        """Note a fault, and say so."""
        self._waiting.append((fault, stage))
        self._injected[fault, stage] += 1
        print(f"  {sum(self._injected.values()):4}  {fault}: {what}", flush=True)

    def ended(self, results: Path) -> None:
        """Compare what came out after the faults that were noted since the last time."""
        wrong = different(self.expected, results)
        parts = [path.name for path in results.rglob("*.part")]
        for key in self._waiting:
            self._recovered[key] += not wrong and not parts
        for key in set(self._waiting):
            self._different[key] += len(wrong) + len(parts)
        print(
            f"  {len(self._waiting)} faults, {len(wrong)} files differ",
            *wrong[:20],
            *parts,
            flush=True,
        )
        self._waiting.clear()

    def table(self) -> pd.DataFrame:
        """A row for each kind and stage."""
        return pd.DataFrame(
            [
                (*key, self._injected[key], self._recovered[key], self._different[key])
                for key in self._injected
            ],
            columns=COLUMNS,
        ).sort_values(["fault", "stage"], ignore_index=True)

    def whole(self) -> bool:
        """Whether every run that was broken has come to the same bytes."""
        return self._injected == self._recovered and not self._waiting

    def write(self) -> None:
        """Put these faults into the table that the documentation shows; others in it stay."""
        new = self.table()
        if TABLE.exists():
            old = read_table(TABLE, COLUMNS)
            new = pd.concat([old[~old["fault"].isin(new["fault"])], new])
        write_table(new.sort_values(["fault", "stage"]), TABLE)
