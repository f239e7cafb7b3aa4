"""Steps of the walk of a batch: letter, matriks and zip, then the ministry's file with good, wrong and double numbers.

The walk of the whole registration calls `paket_terkirim` and `hasil_dipasang`; the demonstration prepares the files.
"""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date

from docx import Document
from python_calamine import CalamineWorkbook

from tests.e2e.orang import Orang

BAIK, DESA_SALAH, GANDA = 47, 2, 1
TUNGGU = 40  # half seconds


@dataclass(frozen=True)
class IsiMatriks:
    """A row of the matriks: what the ministry would answer to."""

    desa: str
    nama_desa: str
    kecamatan: str
    nama: str


def paket_terkirim(pmd: Orang, nomor_surat: str, jumlah: int) -> tuple[str, list[IsiMatriks]]:
    """All ready files in one batch, its papers looked into, marked as sent: (address, rows of the matriks)."""
    pmd.buka("/registrasi/paket/baru/")
    pmd.cek(f"{jumlah} files are ready", f"{jumlah} berkas siap" in pmd.teks(".judul"), pmd.teks(".judul"))
    pmd.page.get_by_label("Semua yang siap").check()
    hari = date.today().isoformat()  # noqa: DTZ011 (the letter's day, as typed)
    isian: dict[str, object] = {"Nomor surat": nomor_surat, "Tanggal surat": hari}
    pmd.isi({**isian, "Penanda tangan": "Kepala Dinas (contoh)"})
    pmd.ikuti(pmd.tombol("Susun paket"))
    alamat = pmd.jalur
    tunggu(pmd, "Tandai terkirim")
    periksa_surat(pmd, jumlah)
    rows = periksa_matriks(pmd, jumlah)
    periksa_arsip(pmd, rows)
    pmd.ikuti(pmd.tautan("Tandai terkirim"))
    pmd.ikuti(pmd.tombol("Kirim"))
    pmd.cek("the batch is sent", f"{jumlah} berkas ditandai terkirim" in pmd.teks("[role=status]"))
    return alamat, rows


def tunggu(pmd: Orang, tautan: str) -> None:
    """Look again until the worker is done and the page offers that link."""
    for _ in range(TUNGGU):
        if pmd.tautan(tautan).count():
            return
        pmd.page.wait_for_timeout(500)
        pmd.buka(pmd.jalur)
    pmd.perlu(f"the worker is done and “{tautan}” is there", False, pmd.page.url)


def unduh(pmd: Orang, nama: str) -> bytes:
    """The file behind a link, as it comes."""
    with pmd.page.expect_download() as unduhan:
        pmd.page.locator(".daftar a").filter(has_text=nama).click()
    return unduhan.value.path().read_bytes()


def periksa_surat(pmd: Orang, jumlah: int) -> None:
    dok = Document(io.BytesIO(unduh(pmd, "Surat pengantar")))
    teks = "\n".join(p.text for p in dok.paragraphs)
    pmd.cek("the letter says how many", f"{jumlah} posyandu" in teks, teks[:200])
    pmd.sama("the letter's table adds up", dok.tables[0].rows[-1].cells[-1].text, str(jumlah))


def periksa_matriks(pmd: Orang, jumlah: int) -> list[IsiMatriks]:
    buku = CalamineWorkbook.from_filelike(io.BytesIO(unduh(pmd, "Matriks rekapitulasi")))
    kepala, *rows = buku.get_sheet_by_index(0).to_python()
    pmd.sama("rows of the matriks", len(rows), jumlah)
    baris = [dict(zip(kepala, r, strict=True)) for r in rows]
    pmd.cek("each row names its ketua", all(b["Ketua"] for b in baris))
    return [
        IsiMatriks(
            str(b["Kode desa/kelurahan"]), str(b["Desa/kelurahan"]), str(b["Kecamatan"]), str(b["Nama posyandu"])
        )
        for b in baris
    ]


def periksa_arsip(pmd: Orang, rows: list[IsiMatriks]) -> None:
    with zipfile.ZipFile(io.BytesIO(unduh(pmd, "Arsip dokumen"))) as isi:
        pmd.cek("the zip is whole", isi.testzip() is None)
        daftar = list(csv.DictReader(io.StringIO(isi.read("daftar-isi.csv").decode("utf-8-sig"))))
        ada = {d["posyandu"] for d in daftar if d["berkas"] in isi.namelist()}
    pmd.sama("units with scans in the zip", len({r.nama for r in rows} - ada), 0)


def jawaban_kementerian(rows: list[IsiMatriks]) -> bytes:
    """47 good numbers, two with another unit's village, one twice; serials 9xx are examples."""
    tulis = io.StringIO()
    csv_ = csv.writer(tulis)
    csv_.writerow(["No", "Nomor Registrasi", "Nama Posyandu", "Desa/Kelurahan", "Kecamatan"])
    urut: dict[str, int] = {}
    nomor = []
    for r in rows:
        urut[r.desa] = urut.get(r.desa, 0) + 1
        nomor.append(f"{r.desa}.{950 + urut[r.desa]}")
    lain = [next(r.desa for r in rows if r.desa != rows[ke].desa) for ke in (BAIK, BAIK + 1)]
    nomor[BAIK], nomor[BAIK + 1] = f"{lain[0]}.981", f"{lain[1]}.982"
    nomor[BAIK + DESA_SALAH] = nomor[0]
    for ke, (r, n) in enumerate(zip(rows, nomor, strict=True), 1):
        csv_.writerow([ke, n, f"Posyandu {r.nama}", r.nama_desa, r.kecamatan])
    return tulis.getvalue().encode()


def hasil_dipasang(pmd: Orang, paket: str, rows: list[IsiMatriks]) -> str:
    """The ministry's file handed in and applied: 47 registered, 3 exceptions with reasons. The result's address."""
    pmd.buka(paket)
    pmd.ikuti(pmd.tautan("Unggah hasil kementerian"))
    berkas = {"name": "hasil-kementerian.csv", "mimeType": "text/csv", "buffer": jawaban_kementerian(rows)}
    pmd.page.get_by_label("Berkas hasil").set_input_files(berkas)  # type: ignore[arg-type]
    pmd.ikuti(pmd.tombol("Baca berkas"))
    alamat = pmd.jalur
    pmd.ikuti(pmd.tombol(f"Pasang {BAIK} hasil"))
    for _ in range(TUNGGU):
        if pmd.page.get_by_role("link", name=re.compile(rf"Nomor terpasang \({BAIK}\)")).count():
            break
        pmd.page.wait_for_timeout(500)
        pmd.buka(alamat)
    tab = pmd.teks("main .tab")
    pmd.cek("47 are registered", f"Nomor terpasang ({BAIK})" in tab, tab)
    pmd.cek("3 are exceptions", f"Perlu diputuskan ({DESA_SALAH + GANDA})" in tab, tab)
    pmd.buka(f"{alamat}?keadaan=pengecualian")
    alasan = [" ".join(t.split()) for t in pmd.page.locator("tbody td b.buruk").all_text_contents()]
    harap = ["Desa nomor tidak sama dengan desa posyandu."] * DESA_SALAH + ["Nomor ganda dalam berkas."] * GANDA
    pmd.sama("each with its reason", alasan, harap)
    pmd.buka(paket)
    pmd.cek("the batch counts them", str(BAIK) in pmd.teks(".angka-angka .kartu:nth-child(2) .n"))
    return alamat


def unggah_lagi(pmd: Orang, paket: str, rows: list[IsiMatriks]) -> None:
    """The same file a second time changes nothing and says so."""
    pmd.buka(paket)
    pmd.ikuti(pmd.tautan("Unggah hasil kementerian"))
    berkas = {"name": "salinan.csv", "mimeType": "text/csv", "buffer": jawaban_kementerian(rows)}
    pmd.page.get_by_label("Berkas hasil").set_input_files(berkas)  # type: ignore[arg-type]
    pmd.ikuti(pmd.tombol("Baca berkas"))
    pmd.cek("the same file says so", "sudah pernah diunggah" in pmd.teks("[role=status]"))
