"""Steps that several walks take: record a service, read a dashboard, tie a record to money."""

import re
from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import Locator

from tests.e2e.orang import Berhenti, Orang


@dataclass(frozen=True)
class Catatan:
    """One kegiatan as a kader enters it: where it hangs, what is typed, how many were served."""

    bidang: str
    layanan: str
    label_terlayani: str
    terlayani: int
    lain: dict[str, int] = field(default_factory=dict)

    @property
    def isian(self) -> dict[str, object]:
        return {**self.lain, self.label_terlayani: self.terlayani}


ENAM: tuple[Catatan, ...] = (
    Catatan("Pendidikan", "Belajar sambil bermain (PAUD)", "Anak yang ikut", 21),
    Catatan("Kesehatan", "Kunjungan rumah", "Keluarga yang dikunjungi", 17, {"Keluarga yang harus dikunjungi": 24}),
    Catatan("Pekerjaan umum", "Penyuluhan air dan jamban", "Warga yang hadir", 17),
    Catatan("Perumahan rakyat", "Penyuluhan rumah bersih", "Warga yang hadir", 19),
    Catatan("Trantibumlinmas", "Latihan siaga bencana", "Warga yang ikut", 53),
    Catatan("Sosial", "Pembagian bantuan", "Keluarga yang menerima", 11),
)
KESEHATAN = ENAM[1]
PALING_BANYAK_KETUKAN = 3


@dataclass(frozen=True)
class BarisBidang:
    """One field's row of a dashboard: twelve months (None: not come yet), their sum, times served."""

    bulan: tuple[int | None, ...]
    catatan: int
    terlayani: int


def angka(teks: str) -> int | None:
    """`1.234` → 1234; the dot of a month to come is None."""
    digit = re.sub(r"\D", "", teks)
    return int(digit) if digit else None


def baris_bidang(orang: Orang, bidang: str) -> Locator:
    tabel = orang.page.locator("table", has=orang.page.get_by_text("Catatan per bidang dan bulan"))
    return tabel.locator("tbody tr").filter(has=orang.page.get_by_role("rowheader", name=bidang, exact=True))


def baca_dasbor(orang: Orang, kode: str) -> dict[str, BarisBidang]:
    """Open the dashboard of an area and read its six rows as they are rendered."""
    orang.buka(f"/dasbor/{kode}/")
    hasil = {}
    for catatan in ENAM:
        sel = [angka(t) for t in baris_bidang(orang, catatan.bidang).locator("td").all_text_contents()]
        if len(sel) != 14:
            raise Berhenti(f"dashboard row of {catatan.bidang} has {len(sel)} cells")
        hasil[catatan.bidang] = BarisBidang(tuple(sel[:12]), sel[12] or 0, sel[13] or 0)
    return hasil


def ke_formulir(orang: Orang, catatan: Catatan) -> None:
    """From home to the form by tapping, counted."""
    if orang.jalur != "/":
        orang.buka("/")
    orang.ketukan = 0
    papan = orang.page.get_by_role("navigation", name="Pilih bidang")
    orang.ikuti(papan.get_by_role("link", name=re.compile(f"^{catatan.bidang}")))
    orang.ikuti(orang.page.locator("main .daftar a").filter(has_text=re.compile(f"^{re.escape(catatan.layanan)}")))
    orang.cek(
        f"form “{catatan.layanan}” is at most {PALING_BANYAK_KETUKAN} taps from home",
        orang.ketukan <= PALING_BANYAK_KETUKAN and orang.tombol("Simpan").is_visible(),
        f"{orang.ketukan} taps, at {orang.page.url}",
    )


def hari_formulir(orang: Orang) -> date:
    """The day the form proposes: today where the unit stands."""
    return date.fromisoformat(orang.page.get_by_label("Tanggal", exact=True).input_value())


def catat(orang: Orang, catatan: Catatan) -> str:
    """Record one kegiatan from home on; returns the address of the record."""
    ke_formulir(orang, catatan)
    orang.isi(catatan.isian)
    return simpan(orang, catatan)


def simpan(orang: Orang, catatan: Catatan) -> str:
    """Send the form in front; the record's page says so and shows the number."""
    orang.ikuti(orang.tombol("Simpan"))
    orang.perlu(f"{catatan.bidang}: saved and shown", orang.jalur.startswith("/layanan/"), orang.page.url)
    orang.sama(f"{catatan.bidang}: the page says", orang.teks("[role=status]"), "Tersimpan.")
    orang.sama(f"{catatan.bidang}: number served", jawaban(orang, catatan.label_terlayani), str(catatan.terlayani))
    return orang.jalur


def jawaban(orang: Orang, label: str) -> str:
    """The answer beside a question on a record's page: its number, without the unit."""
    butir = orang.page.locator("dl.butir dt").filter(has_text=re.compile(f"^{re.escape(label)}"))
    if not butir.count():
        return ""
    teks = butir.first.locator("xpath=following-sibling::dd[1]").text_content() or ""
    return teks.strip().split(" ")[0]


def rupiah(teks: str) -> list[int]:
    """Every `Rp1.234.567` of a text, in order."""
    return [int(n.replace(".", "")) for n in re.findall(r"Rp([\d.]*\d)", teks)]


def pilih_baris(orang: Orang, rekaman: str) -> str:
    """From the record's page to the amount of the first line offered; returns the line's name."""
    orang.buka(rekaman)
    orang.ikuti(orang.tautan("Hubungkan ke baris anggaran"))
    pilihan = orang.page.locator("main .daftar a").first
    orang.perlu("a budget line is offered", pilihan.count() == 1)
    nama = (pilihan.locator("b").text_content() or "").strip()
    orang.ikuti(pilihan)
    return nama


def hubungkan(orang: Orang, rekaman: str, nama_baris: str, nilai: int) -> None:
    """Send the amount; the line shows it, and leads back to the record, which names the line."""
    ditulis = f"Rp{nilai:,}".replace(",", ".")
    orang.page.get_by_label("Jumlah untuk kegiatan ini").fill(str(nilai))
    orang.ikuti(orang.tombol("Hubungkan"))
    orang.sama("stands on the line's page", orang.teks("h1"), nama_baris)
    baris = orang.page.locator("tbody tr").filter(has=orang.page.locator(f'a[href="{rekaman}"]'))
    orang.perlu("the line lists the activity", baris.count() == 1, f"{baris.count()} rows")
    orang.cek(f"the line shows {ditulis}", ditulis in baris.inner_text(), baris.inner_text())
    orang.ikuti(baris.locator(f'a[href="{rekaman}"]'))
    orang.sama("the line leads back to the record", orang.jalur, rekaman)
    panel = orang.teks("#anggaran")
    orang.cek(f"the record names the line and {ditulis}", ditulis in panel and nama_baris in panel, panel)
