"""The zip of a batch: the scans of each unit's papers in force by kecamatan/desa/unit, and what is missing, named."""

import csv
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from accounts.berkas import jalur
from posyandu_app.lib.tabel import aman
from registry.matriks import IsiUnit
from registry.models import JenisSK, JenisSuratWilayah, Surat, SuratWilayah
from registry.pekerja.isi_paket import surat_desa

WAKTU = (1980, 1, 1, 0, 0, 0)
KEPALA = ("kecamatan", "desa/kelurahan", "kode", "posyandu", "dokumen", "nomor", "tanggal", "berkas", "keterangan")
ADA, TANPA_PINDAIAN, HILANG, TANPA_SURAT = (
    "ada",
    "KURANG: surat tercatat, pindaiannya belum diunggah",
    "KURANG: pindaian tidak ada di penyimpanan",
    "KURANG: belum ada surat yang berlaku",
)
SETIAP = 25
Maju = Callable[[int], None]


def nama_aman(teks: str) -> str:
    """A name that every system takes as a folder or file: letters, digits, blanks, hyphens."""
    polos = "".join(h if h.isalnum() or h in " -" else "-" for h in teks)
    return " ".join(polos.split()).strip("- ")[:60].strip() or "tanpa nama"


class Arsip:
    """Streams to disk: one scan after another, the list of contents beside it until the end."""

    def __init__(self, tujuan: Path, hari: date) -> None:
        self._hari = hari
        self._daftar = tujuan.with_suffix(".csv")
        self._zip = zipfile.ZipFile(tujuan, "w", zipfile.ZIP_STORED, allowZip64=True)
        self._csv = self._daftar.open("w", encoding="utf-8-sig", newline="")
        self._tulis = csv.writer(self._csv, lineterminator="\r\n").writerow
        self._desa: dict[str, dict[str, SuratWilayah]] = {}
        self._desa_ditulis: set[str] = set()
        self.kurang = 0
        self._tulis(KEPALA)

    def tambah(self, potongan: list[IsiUnit]) -> None:
        """A chunk of units; their villages' papers are asked for at once."""
        desa = {u.desa.kode for u in potongan}
        self._desa |= surat_desa(desa - self._desa.keys(), self._hari)
        for unit in potongan:
            self._unit(unit)

    def _unit(self, u: IsiUnit) -> None:
        folder = f"{nama_aman(u.kecamatan.nama)}/{nama_aman(u.desa.nama)}"
        if u.desa.kode not in self._desa_ditulis:
            self._desa_ditulis.add(u.desa.kode)
            milik = self._desa.get(u.desa.kode, {})
            for jenis in JenisSuratWilayah:
                if jenis == JenisSuratWilayah.RPJM_DESA and u.desa.kelurahan:
                    continue
                self._satu(u, folder, jenis.label, milik.get(jenis), (u.desa.kode, ""))
        folder = f"{folder}/{u.posyandu.kode[-5:]} {nama_aman(u.posyandu.nama)}"
        for sk in JenisSK:
            self._satu(u, folder, sk.label, u.sk.get(sk), (u.posyandu.kode, u.posyandu.nama))

    def _satu(self, u: IsiUnit, folder: str, label: str, surat: Surat | None, siapa: tuple[str, str]) -> None:
        berkas, ket, nama = surat.berkas if surat else None, TANPA_SURAT, ""
        if surat is not None:
            ket = TANPA_PINDAIAN
        if surat is not None and berkas is not None:
            sumber = jalur(berkas)
            ket = ADA if sumber.exists() else HILANG
            if ket == ADA:
                nama = f"{folder}/{nama_aman(label)} {nama_aman(surat.nomor)}.{berkas.jenis}"
                self._salin(sumber, nama)
        self.kurang += ket != ADA
        isi = (surat.nomor, surat.tanggal) if surat else ("", "")
        baris = (u.kecamatan.nama, u.desa.nama, *siapa, label, *isi, nama, ket)
        self._tulis([aman(x) for x in baris])

    def _salin(self, sumber: Path, nama: str) -> None:
        isi = zipfile.ZipInfo(nama, WAKTU)
        with sumber.open("rb") as asal, self._zip.open(isi, "w", force_zip64=True) as ke:
            while potong := asal.read(256 * 1024):
                ke.write(potong)

    def tutup(self) -> None:
        """Put the list of contents in and end the file."""
        self._csv.close()
        self._salin(self._daftar, "daftar-isi.csv")
        self._zip.close()
        self._daftar.unlink()


def tulis_arsip(tujuan: Path, potongan: Iterable[list[IsiUnit]], hari: date, maju: Maju) -> int:
    """Write the zip; how many papers are missing."""
    arsip, selesai = Arsip(tujuan, hari), 0
    for bagian in potongan:
        for awal in range(0, len(bagian), SETIAP):
            arsip.tambah(bagian[awal : awal + SETIAP])
            selesai += len(bagian[awal : awal + SETIAP])
            maju(selesai)
    arsip.tutup()
    return arsip.kurang
