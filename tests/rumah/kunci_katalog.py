"""The baseline of the catalogue: `python -m tests.rumah.kunci_katalog` writes it after an entry was added.

Records keep service codes and question codes for ever, so the baseline may grow; what stands in it stays.
"""

import json
from pathlib import Path
from typing import Any

from spm_services import katalog

BERKAS = Path(__file__).resolve().parents[1] / "spm_services" / "katalog_terkunci.json"


def bentuk_kini() -> dict[str, Any]:
    """{service code: {bidang, bentuk, kolom: {code: kind}}} of the catalogue as it is."""
    return {
        e.kode: {
            "bidang": str(e.bidang),
            "bentuk": str(e.bentuk),
            "kolom": {k.kode: k.jenis for k in e.isian},
        }
        for e in sorted(katalog.SEMUA.values(), key=lambda e: e.kode)
    }


def terkunci() -> dict[str, Any]:
    return json.loads(BERKAS.read_text(encoding="utf-8")) if BERKAS.exists() else {}


def dilanggar(kunci: dict[str, Any], kini: dict[str, Any]) -> list[str]:
    """What the catalogue took away or changed of the baseline, in sentences."""
    salah = []
    for kode, lama in kunci.items():
        baru = kini.get(kode)
        if baru is None:
            salah.append(f"{kode}: kode layanan hilang")
            continue
        salah += [f"{kode}: {apa} {lama[apa]} → {baru[apa]}" for apa in ("bidang", "bentuk") if lama[apa] != baru[apa]]
        for kolom, jenis in lama["kolom"].items():
            kini_jenis = baru["kolom"].get(kolom)
            if kini_jenis != jenis:
                salah.append(f"{kode}.{kolom}: {jenis} → {kini_jenis or 'hilang'}")
    return salah


def simpan() -> int:
    """Write the baseline; refuses to forget anything. Returns the exit code."""
    kini = bentuk_kini()
    salah = dilanggar(terkunci(), kini)
    if salah:
        print("Tidak ditulis; yang sudah dipakai tidak boleh hilang atau berubah:", *salah, sep="\n  ")  # noqa: T201
        return 1
    BERKAS.write_text(json.dumps(kini, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{BERKAS.name}: {len(kini)} layanan terkunci")  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(simpan())
