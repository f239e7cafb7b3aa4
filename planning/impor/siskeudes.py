"""Village budgets from Siskeudes: the zip of CSV tables that converters make of its database (planning study 8).

Names as OpenSID's importer uses them: `Ta_Kegiatan`, `Ta_RAB`, `Ta_RABRinci`, `Ta_Anggaran`, `Ref_Kegiatan`,
`Ref_Sumber`. Converters differ in quoting and in the sign between cells: both are found out from the file. Tables that
hold several postings (`KdPosting`) keep all of them; the last one counts. Names of people in these tables
(`Nm_PPTKD`) are not read.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from planning.impor.angka import baca_pagu
from planning.impor.baris import baca_umum
from planning.impor.dasar import Bacaan, BarisBaca, Konteks
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import rupiah
from registry.impor.berkas import BATAS_BARIS, BATAS_ISI_ZIP, BATAS_RASIO, BATAS_TERURAI, MIB, RASIO_MULAI

Tabel = list[dict[str, str]]
# The finest table there is gives the lines; (name, column of the amount, of the amount after the Perubahan).
URUTAN = (
    ("ta_anggaran", ("anggaran",), ("anggaranstlhpak", "anggaranpak")),
    ("ta_rabrinci", ("anggaran",), ("anggaranstlhpak", "anggaranpak")),
    ("ta_rab", ("anggaran",), ("anggaranstlhpak", "anggaranpak")),
    ("ta_kegiatan", ("pagu", "nilai"), ("pagu_pak", "nilaipak")),
)
BELANJA = "5"


def periksa_zip_csv(path: Path) -> None:
    """The zip's own directory before anything is unpacked. Raises Ditolak."""
    try:
        with zipfile.ZipFile(path) as isi:
            daftar = isi.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, UnicodeError):
        raise Ditolak("berkas", "Zip ini rusak atau tidak utuh.") from None
    terurai, padat = sum(i.file_size for i in daftar), sum(i.compress_size for i in daftar) or 1
    if terurai > BATAS_TERURAI or len(daftar) > BATAS_ISI_ZIP:
        raise Ditolak("berkas", f"Isi zip ini terlalu besar; paling besar {BATAS_TERURAI // MIB} MB.")
    if terurai > RASIO_MULAI and terurai / padat > BATAS_RASIO:
        raise Ditolak("berkas", "Zip ini tidak wajar: isinya jauh lebih besar dari ukurannya.")
    if any(i.flag_bits & 1 for i in daftar):
        raise Ditolak("berkas", "Zip ini berkata sandi. Buat ulang tanpa kata sandi.")


def baca_zip(path: Path) -> dict[str, Tabel]:
    """{table in small letters: its rows with columns in small letters} of the tables that are read. Raises Ditolak."""
    periksa_zip_csv(path)
    hasil: dict[str, Tabel] = {}
    kenal = {nama for nama, *_ in URUTAN} | {"ref_kegiatan", "ref_sumber"}
    try:
        with zipfile.ZipFile(path) as isi:
            for info in isi.infolist():
                nama = Path(info.filename.replace("\\", "/")).stem.lower()
                if nama in kenal and info.filename.lower().endswith(".csv"):
                    hasil[nama] = list(_csv(isi.read(info)))
    except Ditolak:
        raise
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError, RuntimeError, csv.Error):
        raise Ditolak("berkas", "Zip ini rusak atau tidak utuh.") from None
    if not any(hasil.get(nama) for nama, *_ in URUTAN):
        raise Ditolak("berkas", "Zip ini tidak berisi tabel Siskeudes (Ta_Kegiatan, Ta_RAB, atau Ta_Anggaran).")
    return hasil


def _csv(isi: bytes) -> Iterator[dict[str, str]]:
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        teks = isi.decode("cp1252", "replace")
    kepala = teks[: teks.find("\n")] if "\n" in teks else teks
    pisah = max(",;\t|", key=lambda t: (kepala.count(t), t == ","))
    pembaca = csv.reader(io.StringIO(teks), delimiter=pisah, skipinitialspace=True)
    judul = [s.strip().strip('"').lower() for s in next(pembaca, [])]
    for ke, sel in enumerate(pembaca):
        if ke > BATAS_BARIS:
            raise Ditolak("berkas", "Tabel di zip ini punya lebih dari 50.000 baris.")
        if any(sel):
            yield {j: s.strip() for j, s in zip(judul, sel, strict=False)}


def baca_siskeudes(path: Path, k: Konteks) -> Bacaan:
    """Every row of the finest table with its outcome; sums of `Ta_Kegiatan` as control totals where both stand."""
    tabel = baca_zip(path)
    nama, murni, pak = next(u for u in URUTAN if tabel.get(u[0]))
    hasil = Bacaan([], gabung=True)
    kegiatan = _nama_kegiatan(tabel)
    sumber_kegiatan = {_kode(r): r.get("sumberdana", "") for r in tabel.get("ta_kegiatan", [])}
    rows = tabel[nama]
    akhir = _posting_akhir(rows)
    for nomor, row in enumerate(rows, 2):
        b = BarisBaca(nomor, {"tabel": nama, **_dikenal(row)})
        nilai = _nilai(row, pak if k.perubahan else murni, murni)
        alasan = _alasan_lewat(row, k, akhir, nama)
        if alasan:
            b.abaikan(alasan)
        else:
            b = _baris(nomor, row, nilai, kegiatan, sumber_kegiatan, k)
        hasil.rows.append(b)
    if not any(b.diambil or b.hasil == "tolak" for b in hasil.rows):
        raise Ditolak("berkas", f"Tidak ada baris untuk desa ini. Desa di berkas: {_desa_desa(rows)}.")
    if nama != "ta_kegiatan" and tabel.get("ta_kegiatan"):
        _total_kegiatan(tabel["ta_kegiatan"], k, hasil)
    return hasil


def _dikenal(row: Mapping[str, str]) -> dict[str, str]:
    """What is kept for the preview: nothing that names a person."""
    simpan = ("kd_desa", "kd_keg", "kd_rincian", "sumberdana", "kdposting", "anggaran", "anggaranpak", "pagu", "uraian")
    return {s: row[s] for s in simpan if row.get(s)}


def _kode(row: Mapping[str, str]) -> str:
    return row.get("kd_keg", "") or row.get("id_keg", "")


def _nama_kegiatan(tabel: Mapping[str, Tabel]) -> dict[str, str]:
    """Names by code: the village's own first, then those of the reference table."""
    hasil = {r.get("id_keg", "").strip("."): r.get("nama_kegiatan", "") for r in tabel.get("ref_kegiatan", [])}
    return hasil | {
        _kode(r): r.get("nama_kegiatan", "") for r in tabel.get("ta_kegiatan", []) if r.get("nama_kegiatan")
    }


def _posting_akhir(rows: Tabel) -> dict[str, str]:
    """{village: its last posting}: by the day of posting where it is there, then by its number."""
    urut: dict[str, tuple[str, str]] = {}
    for r in rows:
        if posting := r.get("kdposting", ""):
            desa = r.get("kd_desa", "")
            urut[desa] = max(urut.get(desa, ("", "")), (r.get("tglposting", "")[:10], posting))
    return {desa: posting for desa, (_, posting) in urut.items()}


def _alasan_lewat(row: Mapping[str, str], k: Konteks, akhir: Mapping[str, str], nama: str) -> str:
    desa = row.get("kd_desa", "")
    if desa and desa.strip(".") != kode_desa(k):
        return f"Desa lain ({desa})."
    if row.get("tahun") and row["tahun"] != str(k.tahun):
        return f"Tahun lain ({row['tahun']})."
    if row.get("kdposting", "") != akhir.get(desa, row.get("kdposting", "")):
        return f"Posting {row['kdposting']}; yang dipakai posting terakhir, {akhir[desa]}."
    rekening = row.get("kd_rincian", "").strip()
    if nama != "ta_kegiatan" and rekening and not rekening.startswith(BELANJA):
        return f"Rekening {rekening} bukan belanja."
    return ""


def kode_desa(k: Konteks) -> str:
    """`kecamatan.desa` as Siskeudes writes it, without the closing dot: as typed, else out of the area's own code."""
    return k.kode_desa_siskeudes.strip(". ") or k.wilayah[6:]


def _desa_desa(rows: Tabel) -> str:
    return ", ".join(sorted({r.get("kd_desa", "") for r in rows} - {""})[:8]) or "tidak disebut"


def _nilai(row: Mapping[str, str], kolom: tuple[str, ...], murni: tuple[str, ...]) -> str:
    return next((row[n] for n in (*kolom, *murni) if row.get(n)), "")


def _baris(
    nomor: int,
    row: Mapping[str, str],
    nilai: str,
    kegiatan: Mapping[str, str],
    sumber_kegiatan: Mapping[str, str],
    k: Konteks,
) -> BarisBaca:
    kode = _kode(row)
    # The account's four levels; a fifth part numbers the item (Ta_RABRinci writes it with a closing dot).
    rekening = ".".join(row.get("kd_rincian", "").strip(". ").split(".")[:4])
    sel = {
        "kode": kode,
        "uraian": kegiatan.get(kode) or kegiatan.get(".".join(kode.strip(".").split(".")[-3:]), ""),
        "rekening": rekening,
        "kode_sumber": row.get("sumberdana", "") or sumber_kegiatan.get(kode, ""),
        "pagu": nilai,
    }
    return baca_umum(nomor, {s: isi for s, isi in sel.items() if isi}, k)


def _total_kegiatan(rows: Tabel, k: Konteks, hasil: Bacaan) -> None:
    """The activities' own ceilings, of this village and year; what cannot be read is no total."""
    kolom = ("pagu_pak", "pagu") if k.perubahan else ("pagu",)
    akhir = _posting_akhir(rows)
    jumlah, ada = Decimal(0), False
    for r in rows:
        if _alasan_lewat(r, k, akhir, "ta_kegiatan") or not any(r.get(n) for n in kolom):
            continue
        try:
            jumlah += baca_pagu(next(r[n] for n in kolom if r.get(n)))[0]
        except ValueError as galat:
            raise Ditolak("berkas", f"Pagu di Ta_Kegiatan tidak terbaca ({_kode(r)}): {galat}") from None
        ada = True
    if ada:
        hasil.total_berkas.append((f"Pagu di Ta_Kegiatan ({rupiah(jumlah)})", jumlah))
