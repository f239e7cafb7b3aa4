"""Writing and reading what the sealed channel keeps: content under its own place, events in its own log."""

import json
from dataclasses import asdict
from typing import Any

from accounts.models import User
from posyandu_app.lib import sandi
from spm_services.models import JejakTertutup, LaporanTertutup
from spm_services.tertutup import IsiTertutup


def _tempat(laporan: LaporanTertutup, kolom: str) -> str:
    """Bound to the row, so that one report's ciphertext opens in no other."""
    return f"spm_services.LaporanTertutup.{kolom}:{laporan.uuid}"


def tutup_isi(laporan: LaporanTertutup, isi: IsiTertutup, asal: dict[str, str]) -> str:
    """The content, with where it came from (`asal`: unit, village, who filed it), encrypted."""
    return sandi.tutup(json.dumps({"isi": asdict(isi), "asal": asal}), tempat=_tempat(laporan, "isi"))


def buka_isi(laporan: LaporanTertutup) -> tuple[IsiTertutup, dict[str, str]]:
    """(content, where it came from) in clear. Only `actions.tertutup.buka_tertutup` calls it: each look is logged."""
    isi = json.loads(sandi.buka(laporan.isi_sandi, tempat=_tempat(laporan, "isi")))
    return IsiTertutup(**isi["isi"]), isi["asal"]


def jejak(
    actor: User | None, aksi: str, laporan: LaporanTertutup, *, dari: str = "", ke: str = "", catatan: str = ""
) -> JejakTertutup:
    """One event, in the running transaction. Takes the place of `audit.record.record` in the workflow."""
    row = JejakTertutup(laporan=laporan, pelaku=actor, pelaku_nama=actor.nama if actor else "", aksi=aksi)
    row.dari, row.ke = dari, ke
    row.catatan_sandi = sandi.tutup(catatan.strip(), tempat=_tempat(laporan, "catatan"))
    row.save(force_insert=True)
    return row


def catatan_jejak(row: JejakTertutup, laporan: LaporanTertutup) -> str:
    """The note of a step, in clear."""
    return sandi.buka(row.catatan_sandi, tempat=_tempat(laporan, "catatan"))


def kata_jejak(row: JejakTertutup) -> str:
    return KATA.get(row.aksi, row.aksi)


KATA: dict[str, Any] = {
    "terima": "Laporan diterima",
    "buka": "Isi dibaca",
    "hubungi": "Dihubungi",
    "tangani": "Ditangani",
    "rujuk": "Dirujuk",
    "tutup": "Selesai",
}
