"""Our own table: the columns, the empty file with a sheet that explains them, and its reader."""

from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from planning.impor.baris import baca_umum, baris_jumlah, catat_jumlah
from planning.impor.dasar import Bacaan, BarisBaca, Konteks, kembar
from planning.impor.tabel import baca_kepala, rusak, sel_sel
from planning.katalog import SUMBER_DANA, Skema
from posyandu_app.lib.tabel import TANPA_RUMUS
from registry.impor.berkas import Baris

JUDUL: dict[str, tuple[str, ...]] = {
    "kode": ("Kode kegiatan", "Kode", "Kd_Keg", "Kode sub kegiatan", "Kode rek kegiatan"),
    "uraian": ("Uraian", "Nama kegiatan", "Nama sub kegiatan", "Kegiatan"),
    "rekening": ("Kode rekening", "Rekening", "Kd_Rincian"),
    "kode_sumber": ("Sumber dana", "Kode sumber dana", "Sumber", "Sumberdana"),
    "sumber": ("Nama sumber dana",),
    "pagu": ("Pagu", "Anggaran", "Jumlah", "Nilai", "Jumlah anggaran"),
    "perangkat": ("Perangkat daerah atau pelaksana", "Perangkat daerah", "Pelaksana", "SKPD", "OPD"),
    "volume": ("Volume",),
    "satuan": ("Satuan",),
    "sasaran": ("Sasaran",),
    "pagu_depan": ("Prakiraan maju", "Pagu tahun depan"),
    "lokasi": ("Lokasi", "Desa", "Desa/kelurahan", "Kode desa"),
}
WAJIB = ("kode", "pagu")
KETERANGAN: dict[str, tuple[str, str, str]] = {  # example of the region, of the village, words
    "kode": ("1.02.02.2.02.0004", "2.2.02", "Sebagai teks, supaya Excel tidak mengubahnya."),
    "uraian": (
        "Pengelolaan Pelayanan Kesehatan Balita",
        "Penyelenggaraan Posyandu",
        "Kosong: nama resmi kodenya.",
    ),
    "rekening": ("5.1.02.01.01.0056", "5.2.2.03", "Boleh kosong."),
    "kode_sumber": ("dau", "DDS", "Beberapa sumber dipisah koma; bagian tiap sumber diisi kemudian."),
    "sumber": ("", "", "Boleh kosong."),
    "pagu": ("1.250.000", "1.250.000", "Rupiah. Nol ditulis 0."),
    "perangkat": ("Dinas Kesehatan", "Kaur kesejahteraan", "Boleh kosong."),
    "volume": ("12", "12", "Boleh kosong."),
    "satuan": ("bulan", "bulan", "Boleh kosong."),
    "sasaran": ("Balita", "Balita", "Boleh kosong."),
    "pagu_depan": ("1.300.000", "1.300.000", "Prakiraan tahun berikutnya, boleh kosong."),
    "lokasi": ("Klego; Poncol", "", "Nama atau kode desa/kelurahan, dipisah titik koma. Kosong: seluruh wilayah."),
}


def baca_templat(baris: Iterable[Baris], k: Konteks) -> Bacaan:
    """Every row with its outcome. Raises Ditolak without the columns for code and pagu."""
    kolom, asing, isi = baca_kepala(baris, JUDUL, WAJIB)
    hasil = Bacaan([], kolom_asing=asing)
    for nomor, sel in isi:
        potong = sel_sel(kolom, sel)
        b = BarisBaca(nomor, potong)
        if galat := rusak(sel):
            b.tolak(galat)
        elif baris_jumlah(potong):
            catat_jumlah(b, hasil.total_berkas)
        elif not potong:
            b.abaikan("Baris ini hanya berisi kolom yang tidak dikenal.")
        else:
            b = baca_umum(nomor, potong, k)
        hasil.rows.append(b)
    kembar(hasil.rows)
    return hasil


def tulis_templat(tujuan: Path, skema: Skema) -> None:
    """The empty XLSX: heads, code columns as text, a second sheet with examples."""
    ke = 1 if skema == Skema.APBDES else 0
    with xlsxwriter.Workbook(tujuan, TANPA_RUMUS) as buku:
        tebal = buku.add_format({"bold": True, "bottom": 1})
        teks = buku.add_format({"num_format": "@"})
        lembar, petunjuk = buku.add_worksheet("Baris anggaran"), buku.add_worksheet("Petunjuk")
        lembar.freeze_panes(1, 0)
        petunjuk.write_row(0, 0, ["Kolom", "Wajib", "Contoh", "Keterangan"], tebal)
        petunjuk.set_column(0, 3, 32)
        for x, (kode, nama) in enumerate(JUDUL.items()):
            lembar.set_column(x, x, max(14, len(nama[0]) + 2), None if kode in ("pagu", "pagu_depan") else teks)
            lembar.write_string(0, x, nama[0], tebal)
            contoh = KETERANGAN[kode]
            petunjuk.write_row(x + 1, 0, [nama[0], "ya" if kode in WAJIB else "", contoh[ke], contoh[2]])
        petunjuk.write_row(len(JUDUL) + 2, 0, ["Sumber dana yang dikenal", ""], tebal)
        for y, (kode, nama_sumber) in enumerate(SUMBER_DANA[skema], len(JUDUL) + 3):
            petunjuk.write_row(y, 0, [nama_sumber, "", kode])
