"""Walk 1, on a phone: six records of Seruni rise on the city's dashboard, one of them is paid for, nobody outside
sees it."""

import re

from tests.e2e.langkah import (
    ENAM,
    KESEHATAN,
    BarisBidang,
    baca_dasbor,
    baris_bidang,
    catat,
    hari_formulir,
    hubungkan,
    jawaban,
    ke_formulir,
    pilih_baris,
    rupiah,
    simpan,
)
from tests.e2e.orang import Orang, Tempat

KOTA = "33.75"
BIAYA = 125_000


def jalan(tempat: Tempat) -> None:
    with tempat.orang("tp.pekalongan") as tp:
        sebelum = baca_dasbor(tp.masuk(), KOTA)
        rekaman, bulan = enam_catatan(tempat)
        sesudah = baca_dasbor(tp, KOTA)
        naik_tepat(tp, sebelum, sesudah, bulan)
        baris_di_balik_angka(tp, sesudah, rekaman, bulan)
    with tempat.orang("tp.kapuas") as luar:
        luar.masuk().buka(rekaman, status=404)
    with tempat.orang("perencana.pekalongan") as perencana:
        dibiayai(perencana.masuk(), rekaman)


def enam_catatan(tempat: Tempat) -> tuple[str, int]:
    """One record in each field; the last form is sent twice. Returns (address of the health record, month)."""
    alamat = {}
    with tempat.orang("kader.seruni") as kader:
        kader.masuk()
        for catatan in ENAM[:-1]:
            alamat[catatan.bidang] = catat(kader, catatan)
        terakhir = ENAM[-1]
        ke_formulir(kader, terakhir)
        bulan = hari_formulir(kader).month
        kader.isi(terakhir.isian)
        pertama = simpan(kader, terakhir)
        kirim_lagi(kader, pertama)
    return alamat[KESEHATAN.bidang], bulan


def kirim_lagi(kader: Orang, pertama: str) -> None:
    """Back, and the same form again: the record that is there already."""
    kader.kembali()
    kader.perlu("Back shows the form as it was left", isian_ada(kader), kader.page.url)
    kader.ikuti(kader.tombol("Simpan"))
    kader.sama("the same form again leads to the same record", kader.jalur, pertama)
    kader.cek("and says that it was stored before", "sudah tersimpan" in kader.teks("[role=status]"))


def isian_ada(kader: Orang) -> bool:
    kolom = kader.page.get_by_label(ENAM[-1].label_terlayani)
    kolom.wait_for()
    return kolom.input_value() == str(ENAM[-1].terlayani)


def naik_tepat(tp: Orang, sebelum: dict[str, BarisBidang], sesudah: dict[str, BarisBidang], bulan: int) -> None:
    """Each field's month, year and times served rose by what was entered; no other month moved."""
    for catatan in ENAM:
        lama, baru = sebelum[catatan.bidang], sesudah[catatan.bidang]
        geser = [(b or 0) - (a or 0) for a, b in zip(lama.bulan, baru.bulan, strict=True)]
        harap = [1 if m == bulan else 0 for m in range(1, 13)]
        tp.sama(f"{KOTA} {catatan.bidang}: records by month rose by", geser, harap)
        tp.sama(f"{KOTA} {catatan.bidang}: records of the year rose by", baru.catatan - lama.catatan, 1)
        tp.sama(f"{KOTA} {catatan.bidang}: times served rose by", baru.terlayani - lama.terlayani, catatan.terlayani)


def baris_di_balik_angka(tp: Orang, sesudah: dict[str, BarisBidang], rekaman: str, bulan: int) -> None:
    """Tap the month's figure: as many rows as it says, the new record among them with its number."""
    sel = baris_bidang(tp, KESEHATAN.bidang).locator("td").nth(bulan - 1)
    tp.ikuti(sel.get_by_role("link"))
    jumlah = re.search(r"([\d.]+) catatan", tp.teks(".judul"))
    harap = sesudah[KESEHATAN.bidang].bulan[bulan - 1]
    tp.sama("the rows behind the figure are as many", jumlah and int(jumlah[1].replace(".", "")), harap)
    tautan = tp.page.locator(f'tbody a[href="{rekaman}"]')
    tp.perlu("the new record is among the rows", tautan.count() == 1, f"{tautan.count()} links")
    baris = tp.page.locator("tbody tr").filter(has=tp.page.locator(f'a[href="{rekaman}"]'))
    tp.sama(
        "its row shows the number", (baris.locator("td").last.text_content() or "").strip(), str(KESEHATAN.terlayani)
    )
    tp.ikuti(tautan)
    tp.sama("its page shows the number", jawaban(tp, KESEHATAN.label_terlayani), str(KESEHATAN.terlayani))


def dibiayai(perencana: Orang, rekaman: str) -> None:
    """More than the ceiling is refused at the field; then an amount that fits is tied."""
    nama = pilih_baris(perencana, rekaman)
    sisa, pagu = rupiah(perencana.teks("dl.butir dd:last-of-type"))
    perencana.page.get_by_label("Jumlah untuk kegiatan ini").fill(str(pagu + 1))
    perencana.ikuti(perencana.tombol("Hubungkan"), status=422)
    kolom = perencana.page.get_by_label("Jumlah untuk kegiatan ini")
    pesan = perencana.page.locator("#id_nilai_error")
    perencana.perlu("more than the ceiling is refused at the field", pesan.is_visible())
    perencana.cek("in Indonesian", (pesan.text_content() or "").startswith("Melebihi sisa pagu"), pesan.inner_text())
    perencana.cek(
        "the field points at its message and keeps the amount",
        "id_nilai_error" in (kolom.get_attribute("aria-describedby") or "")
        and kolom.get_attribute("aria-invalid") == "true"
        and kolom.input_value() == str(pagu + 1),
        kolom.evaluate("e => e.outerHTML"),
    )
    hubungkan(perencana, rekaman, nama, BIAYA)
    perencana.ikuti(perencana.page.locator("#anggaran .daftar a").first)
    perencana.sama(
        "what is left of the line fell by the amount", rupiah(perencana.teks(".angka-angka"))[-1], sisa - BIAYA
    )
