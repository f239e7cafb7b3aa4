"""When terms end: by their decree, or by the length a region gives to a pengurus' term."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.scope import Scope
from posyandu_app.lib.periode import tambah_tahun
from registry.aturan import baca_aturan
from registry.konflik import kata_jabatan
from registry.models import Kader, Pengurus

BATAS = (0, 30, 90)  # days left, the thresholds of the warnings
BANYAK = 500


@dataclass(frozen=True)
class Akhir:
    """A running term and its last day on paper."""

    uuid: Any
    nama: str
    unit: str
    nama_unit: str
    sebutan: str
    pada: date
    sisa: int


def akhir_masa(mulai: date, sk_sampai: date | None, tahun: int | None) -> date | None:
    """The earlier of the decree's end and `tahun` years from the start; None where neither binds."""
    calon = [d for d in (sk_sampai, tambah_tahun(mulai, tahun) if tahun else None) if d]
    return min(calon, default=None)


def akan_berakhir(scope: Scope, kode: str, hari: date) -> list[tuple[str, list[Akhir]]]:
    """[(group, terms)] of running terms that ended or end within 90 days, the most urgent first. Three queries."""
    tahun = int(baca_aturan(kode)["masa_pengurus"])
    rows: list[Akhir] = []
    for model, lama in ((Kader, None), (Pengurus, tahun)):
        kolom = ["orang__uuid", "orang__nama", "posyandu__kode", "posyandu__nama", "bidang", "mulai"]
        kolom += ["sk__berlaku_sampai"] + (["jabatan"] if model is Pengurus else [])
        jalan = model.objects.for_scope(scope).di_wilayah(kode).berlaku(hari)
        for uuid, nama, unit, nama_unit, bidang, mulai, sk, *jabatan in jalan.values_list(*kolom):
            pada = akhir_masa(mulai, sk, lama)
            if pada is not None and pada <= hari + timedelta(days=BATAS[-1]):
                kata = kata_jabatan(jabatan[0] if jabatan else "", bidang)
                rows.append(Akhir(uuid, nama, unit, nama_unit, kata, pada, (pada - hari).days))
    rows.sort(key=lambda a: (a.pada, a.nama))
    nama_kelompok = ("Sudah habis", "Habis dalam 30 hari", "Habis dalam 90 hari")
    hasil, bawah = [], -(10**6)
    for batas, nama in zip(BATAS, nama_kelompok, strict=True):
        isi = [a for a in rows if bawah < a.sisa <= batas][:BANYAK]
        bawah = batas
        if isi:
            hasil.append((nama, isi))
    return hasil
