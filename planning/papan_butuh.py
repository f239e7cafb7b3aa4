"""What the pages of the need show: rows of tables, what is missing and where to fill it in. Sums nothing itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from accounts.area import Area
from planning.butuh import NOL, Baris, Rincian
from planning.komponen import DAFTAR, KOMPONEN, LAIN
from planning.metrics_butuh import Jumlah, Kebutuhan, jumlah, menurut, per_wilayah
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.uang import ribuan
from spm_services.samar import KECIL

LINTAS = "Lintas bidang"
PMT = ("pmt_penyuluhan", "pmt_balita", "pmt_bumil")
NAMA_SAMAR = "PMT penyuluhan dan pemulihan"
# (part, quantity of Masukan, what it is called)
ASAL: tuple[tuple[str, str, str], ...] = (
    ("insentif_kader", "kader", "kader aktif"),
    ("insentif_pengurus", "pengurus", "pengurus"),
    ("pmt_balita", "gizi_kurang", "balita gizi kurang"),
    ("pmt_bumil", "bumil_kek", "ibu hamil KEK"),
    ("pelatihan", "belum_terlatih", "kader belum terlatih"),
    ("seragam", "kader", "kader aktif"),
)
# {part: (what to do, address)} where its quantity is not known.
ISI_DULU: dict[str, tuple[str, str]] = {
    "insentif_kader": ("Isi daftar kader di halaman posyandunya.", "registry:daftar"),
    "insentif_pengurus": ("Isi daftar pengurus di halaman posyandunya.", "registry:daftar"),
    "pmt_penyuluhan": ("Catat kedatangan di hari buka, atau jumlahnya dari kertas.", "spm_services:daftar"),
    "pmt_balita": ("Ukur panjang atau tinggi balita di hari buka.", "spm_services:skdn"),
    "pmt_bumil": ("Data warganya, lalu ukur LILA ibu hamil.", "spm_services:daftar"),
    "pelatihan": ("Isi daftar kader di halaman posyandunya.", "registry:daftar"),
    "seragam": ("Isi daftar kader di halaman posyandunya.", "registry:daftar"),
    "alat": ("Isi perlengkapan di halaman posyandunya.", "registry:daftar"),
    "sarpras": ("Isi keadaan bangunan di halaman posyandunya.", "registry:daftar"),
    "kegiatan": ("Susun rencana kerja tahunannya.", ""),
}


@dataclass(frozen=True)
class Lajur:
    """One row of a table: need, funded, gap."""

    nama: str
    isi: Jumlah
    alamat: str = ""
    keterangan: str = ""
    bidang: str = ""
    lain: bool = False  # money that no part asks for: it lessens the sum only


@dataclass(frozen=True)
class Kurang:
    """Something that is not known, in how many units, and what to do."""

    nama: str
    sebab: str
    unit: int
    saran: str
    alamat: str


def alamat(kode: str, tahun: int, nama: str = "planning:kebutuhan") -> str:
    return f"{reverse(nama)}?{urlencode({'wilayah': kode, 'tahun': tahun})}"


def _asal(rows: Sequence[Kebutuhan]) -> dict[str, str]:
    """{part: the quantity behind it, over all units that know it}"""
    hasil = {}
    for komponen, kolom, kata in ASAL:
        nilai = [n for k in rows if (n := getattr(k.masukan, kolom)) is not None]
        if nilai:
            hasil[komponen] = f"{ribuan(sum(nilai))} {kata}"
    return hasil


def samar_perlu(rows: Iterable[Kebutuhan]) -> bool:
    """Are so few children or women behind PMT pemulihan that the amount would tell who they are?"""
    rows = list(rows)
    angka = [sum(getattr(k.masukan, n) or 0 for k in rows) for n in ("gizi_kurang", "bumil_kek")]
    return any(0 < n < KECIL for n in angka)


def samarkan(k: Kebutuhan) -> Kebutuhan:
    """The three PMT made one line without its factors; sums stay what they are."""
    pmt = [b for b in k.rincian.baris if b.komponen in PMT]
    lain = [b for b in k.rincian.baris if b.komponen not in PMT]
    tahu = [b.jumlah for b in pmt if b.jumlah is not None]
    kata = "Penyuluhan dan pemulihan digabung, supaya jumlah yang sedikit tidak menunjuk orangnya."
    satu = Baris(PMT[0], KOMPONEN[PMT[0]].bidang, NAMA_SAMAR, sum(tahu, NOL), keterangan=kata)
    tanpa = [b for b in pmt if b.jumlah is None]
    biaya: dict[tuple[str, str], Decimal] = {}
    for (komponen, bidang), nilai in k.dibiayai.items():
        kunci = (PMT[0] if komponen in PMT else komponen, bidang)
        biaya[kunci] = biaya.get(kunci, NOL) + nilai
    masukan = replace(k.masukan, gizi_kurang=None, bumil_kek=None, rerata_hadir=None, catatan={})
    return replace(k, rincian=Rincian((*lain, satu, *tanpa)), dibiayai=biaya, masukan=masukan)


def per_komponen(rows: Sequence[Kebutuhan]) -> list[Lajur]:
    """In the order of the formula; parts that no unit has are left out, money without a part stands last."""
    isi, asal = menurut(rows, 0), _asal(rows)
    samar = any(b.uraian == NAMA_SAMAR for k in rows for b in k.rincian.baris)
    nama = {PMT[0]: NAMA_SAMAR} if samar else {}
    hasil = [
        Lajur(nama.get(k.kode, k.nama), isi[k.kode], keterangan=asal.get(k.kode, k.rumus), bidang=k.bidang)
        for k in DAFTAR
        if k.kode in isi and not (samar and k.kode in PMT[1:])  # theirs stand in the one line
    ]
    if LAIN in isi:
        kata = "sudah dibiayai, bagiannya belum disebut"
        hasil.append(Lajur("Alokasi tanpa komponen", isi[LAIN], keterangan=kata, lain=True))
    return hasil


def per_bidang(rows: Sequence[Kebutuhan]) -> list[Lajur]:
    isi = menurut(rows, 1)
    return [Lajur(NAMA.get(b, LINTAS), isi[b], bidang=b) for b in (*SEMUA, "") if b in isi]


def per_anak(rows: Sequence[Kebutuhan], area: Area, tahun: int) -> list[Lajur]:
    """Areas right below (also those without units), or the units of a village."""
    if len(area.kode) == 13:
        return [Lajur(k.unit.sebutan, jumlah([k]), alamat(k.unit.kode, tahun)) for k in rows]
    if not area.anak:
        return []
    isi = per_wilayah(rows, len(area.anak[0].kode))
    return [Lajur(w.nama, isi.get(w.kode, Jumlah()), alamat(w.kode, tahun)) for w in area.anak]


def _saran(b: Baris, kode: str) -> tuple[str, str]:
    tanya = f"?{urlencode({'wilayah': kode[:13]})}"
    if b.kurang.startswith("Tarif") and b.komponen == "insentif_kader":
        return "Catat tarif insentif menurut keputusannya.", reverse("registry:insentif-tarif") + tanya
    if b.kurang.startswith(("Harga", "Tarif")):
        return "Catat harga satuannya.", reverse("planning:harga") + tanya
    kata, nama = ISI_DULU[b.komponen]
    if len(kode) > 13 and nama == "registry:daftar":
        return kata, reverse("registry:rinci", args=[kode])
    return kata, reverse(nama) + (tanya if len(kode) <= 13 else "") if nama else ""


def kurang(rows: Iterable[Kebutuhan], kode: str) -> list[Kurang]:
    """What is not known, most units first."""
    unit: dict[tuple[str, str], set[str]] = {}
    contoh: dict[tuple[str, str], Baris] = {}
    for k in rows:
        for b in k.rincian.kurang:
            kunci = (b.komponen, b.kurang)
            unit.setdefault(kunci, set()).add(k.unit.kode)
            contoh[kunci] = b
    urut = sorted(unit, key=lambda x: (-len(unit[x]), list(KOMPONEN).index(x[0]), x[1]))
    return [Kurang(KOMPONEN[x[0]].nama, x[1], len(unit[x]), *_saran(contoh[x], kode)) for x in urut]
