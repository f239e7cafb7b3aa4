"""For each check a case that trips it (`KENA`) and one beside it that does not (`BERSIH`).

A case lays rows straight into the tables, as an import or another door might leave them, and says the amount at stake
(`None`: the check names none). A clean case is the same situation put right, not an empty table.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from planning.models import (
    Alokasi,
    BarisAnggaran,
    BarisLokasi,
    BarisSumberDana,
    ButirRab,
    DokumenAnggaran,
    KegiatanRencana,
    KodeNomenklatur,
    Realisasi,
    RencanaKerja,
    StatusDokumen,
    TotalDokumen,
    VersiNomenklatur,
)
from planning.pemeriksaan import Lingkup
from registry.models import (
    BarisBayar,
    BulanBayar,
    DaftarBayar,
    Kader,
    Orang,
    Pembayar,
    Perlengkapan,
    Posyandu,
    SasaranUnit,
    SuratKeputusan,
)
from spm_services.models import Rekaman
from tests.pembuat import (
    ANJIR,
    KANDANG_PANJANG,
    KLEGO,
    make_baris,
    make_berkas,
    make_dokumen,
    make_posyandu,
    make_warga,
)
from wilayah.models import Wilayah

T = 2026
D = Decimal
Kasus = Callable[["Dunia"], Decimal | None]
KENA: dict[str, Kasus] = {}
BERSIH: dict[str, Kasus] = {}


@dataclass
class Dunia:
    """A unit in a kota with its APBD, one in a desa with its APB Desa; `kode`: the area the case is looked at in."""

    kota: Posyandu
    desa: Posyandu
    kode: str = "33.75"
    hari: date = date(T, 11, 1)
    simpan: dict[str, Any] = field(default_factory=dict)

    def lingkup(self) -> Lingkup:
        return Lingkup(self.kode, T, hari=self.hari)

    def apbd(self, **isi: Any) -> BarisAnggaran:
        """A line of the kota's APBD of one million."""
        if "apbd" not in self.simpan:
            self.simpan["apbd"] = make_dokumen("apbd", "33.75", T)
        return make_baris(self.simpan["apbd"], **isi)

    def apbdes(self, jenis: str = "apbdes", **isi: Any) -> BarisAnggaran:
        self.kode = "62.03"
        if jenis not in self.simpan:
            self.simpan[jenis] = make_dokumen(jenis, ANJIR, T)
        return make_baris(self.simpan[jenis], **isi)

    def rekaman(self, unit: Posyandu | None = None, **isi: Any) -> Rekaman:
        isi = {"tanggal": date(T, 3, 5), "terlayani": 30, "layanan": "penimbangan_balita", **isi}
        return Rekaman.objects.create(posyandu=unit or self.kota, bidang="kesehatan", bentuk="kegiatan", **isi)

    def alokasi(self, baris: BarisAnggaran, nilai: str = "400000", **isi: Any) -> Alokasi:
        rekaman = isi.pop("rekaman", None) or self.rekaman(isi.pop("unit", None))
        isi = {"sumber": baris.sumber_list.first(), "posyandu": rekaman.posyandu, **isi}
        return Alokasi.objects.create(rekaman=rekaman, baris=baris, nilai=D(nilai), bidang="kesehatan", **isi)

    def bayar(self, alokasi: Alokasi, nilai: str = "400000", **isi: Any) -> Realisasi:
        isi = {"tanggal": date(T, 12, 1), "bukti": f"SP2D-{uuid.uuid4().hex[:8]}", "kanal": "rkud", **isi}
        return Realisasi.objects.create(alokasi=alokasi, nilai=D(nilai), **isi)

    def kegiatan(self, **isi: Any) -> KegiatanRencana:
        rencana, _ = RencanaKerja.objects.get_or_create(posyandu=isi.pop("unit", self.kota), tahun=isi.pop("tahun", T))
        isi = {"uraian": "PMT penyuluhan", "volume": D(12), "satuan": "kali", "biaya": D(600_000), **isi}
        return KegiatanRencana.objects.create(rencana=rencana, bidang="kesehatan", **isi)

    def rab(self, kegiatan: KegiatanRencana, harga: str = "50000", **isi: Any) -> ButirRab:
        jumlah = isi.pop("jumlah", None) or D(12) * D(harga)
        isi = {"uraian": "Bahan makanan", "volume": D(12), "satuan": "kali", "koefisien": [["12", "kali"]], **isi}
        return ButirRab.objects.create(kegiatan=kegiatan, harga=D(harga), jumlah=jumlah, **isi)

    def kader(self, unit: Posyandu | None = None, *, ber_sk: bool = True, orang: Orang | None = None) -> Kader:
        unit = unit or self.kota
        orang = orang or Orang.objects.create(nama="Kader contoh", jenis_kelamin="P")
        sk = None
        if ber_sk:
            isi = {"nomor": "1", "tanggal": date(T, 1, 1)}
            sk, _ = SuratKeputusan.objects.get_or_create(posyandu=unit, jenis="kader", defaults=isi)
        return Kader.objects.create(posyandu=unit, orang=orang, bidang="kesehatan", mulai=date(T, 1, 1), sk=sk)

    def insentif(self, kader: Kader, bulan: int = 3, jenis: str = "apbd_kabupaten", **isi: Any) -> BarisBayar:
        """One month of Rp250,000 on a paid list."""
        pembayar, _ = Pembayar.objects.get_or_create(jenis=jenis, wilayah_id="33.75")
        masa = {"mulai": date(T, bulan, 1), "sampai": date(T, bulan + 1, 1), "satuan": "bulan"}
        daftar = DaftarBayar.objects.create(pembayar=pembayar, wilayah_id="33.75", status="dibayar", **masa)
        isi = {"keadaan": "dibayar", "dibayar": date(T, bulan, 28), "jumlah": D(250_000), "banyak": 1, **isi}
        baris = BarisBayar.objects.create(daftar=daftar, orang=kader.orang, posyandu=kader.posyandu, kader=kader, **isi)
        angka = T * 100 + bulan
        BulanBayar.objects.create(baris=baris, pembayar=pembayar, orang=kader.orang, bulan=angka, jumlah=baris.jumlah)
        return baris


def kena(kode: str) -> Callable[[Kasus], Kasus]:
    def daftar(f: Kasus) -> Kasus:
        KENA[kode] = f
        return f

    return daftar


def bersih(kode: str) -> Callable[[Kasus], Kasus]:
    def daftar(f: Kasus) -> Kasus:
        BERSIH[kode] = f
        return f

    return daftar


def bagi(baris: BarisAnggaran, **bagian: str | None) -> BarisAnggaran:
    """Other sources in place of the line's one."""
    baris.sumber_list.all().delete()
    for sumber, nilai in bagian.items():
        BarisSumberDana.objects.create(baris=baris, sumber=sumber, nilai=None if nilai is None else D(nilai))
    return baris


def ubah(asal: DokumenAnggaran, status: str = "draf", jenis: str = "apbd_p") -> DokumenAnggaran:
    """An amendment of the document."""
    isi = {"nomor": "2", "tanggal": date(T, 9, 1)} if status != "draf" else {}
    return DokumenAnggaran.objects.create(
        jenis=jenis, wilayah=asal.wilayah, tahun=T, tahun_akhir=T, menggantikan=asal, status=status, **isi
    )


@kena("A01")
def _(w: Dunia) -> Decimal:
    baris = w.apbd()
    w.alokasi(baris, "700000")
    w.alokasi(baris, "300001")
    return D(1)


@bersih("A01")
def _(w: Dunia) -> None:
    baris = w.apbd()
    w.alokasi(baris, "700000")
    w.alokasi(baris, "300000")
    w.alokasi(baris, "999", status="dicabut")


@kena("A02")
def _(w: Dunia) -> Decimal:
    baris = bagi(w.apbd(), dau="300000", pad="700000")
    w.alokasi(baris, "300500")
    return D(500)


@bersih("A02")
def _(w: Dunia) -> None:
    baris = bagi(w.apbd(), dau="300000", pad="700000")
    w.alokasi(baris, "300000")
    w.alokasi(baris, "700000", sumber=baris.sumber_list.last())


@kena("A03")
def _(w: Dunia) -> Decimal:
    a = w.alokasi(w.apbd(), "400000")
    w.bayar(a, "300000")
    w.bayar(a, "100002")
    return D(2)


@bersih("A03")
def _(w: Dunia) -> None:
    a = w.alokasi(w.apbd(), "400000")
    salah = w.bayar(a, "300000")
    Realisasi.objects.create(
        alokasi=a, tanggal=salah.tanggal, nilai=-salah.nilai, bukti="x", kanal="rkud", membalik=salah
    )
    w.bayar(a, "400000")


@kena("A04")
def _(w: Dunia) -> None:
    w.apbd()
    w.rekaman()


@bersih("A04")
def _(w: Dunia) -> None:
    w.alokasi(w.apbd())
    w.rekaman(status="dibatalkan")


@kena("A05")
def _(w: Dunia) -> Decimal:
    w.apbd()
    return D(1_000_000)


@bersih("A05")
def _(w: Dunia) -> None:
    w.apbd(kode_kegiatan="1.03.10.2.01.9999")  # carries no tag of a posyandu
    w.apbd(pagu="0")
    w.alokasi(w.apbd())


@kena("A06")
def _(w: Dunia) -> Decimal:
    lama = w.apbd()
    w.alokasi(lama, "400000")
    make_baris(ubah(lama.dokumen), pagu="100000", asal=lama)
    return D(300_000)


@bersih("A06")
def _(w: Dunia) -> None:
    lama = w.apbd()
    w.alokasi(lama, "400000")
    make_baris(ubah(lama.dokumen), pagu="400000", asal=lama)


@kena("A07")
def _(w: Dunia) -> Decimal:
    rekaman = w.rekaman()
    w.alokasi(w.apbd(), "400000", rekaman=rekaman, komponen="pmt")
    w.alokasi(w.apbd(), "250000", rekaman=rekaman, komponen="pmt")
    return D(250_000)


@bersih("A07")
def _(w: Dunia) -> None:
    rekaman, baris = w.rekaman(), w.apbd()
    w.alokasi(baris, "400000", rekaman=rekaman, komponen="pmt")
    w.alokasi(baris, "100000", rekaman=rekaman, komponen="pmt")  # the same line: one payer
    w.alokasi(w.apbd(), "250000", rekaman=rekaman, komponen="transport")


@kena("A08")
def _(w: Dunia) -> Decimal:
    satu = w.kader()
    dua = w.kader(make_posyandu(KLEGO), orang=satu.orang)
    w.insentif(satu)
    w.insentif(dua, jenis="apbdes")
    return D(250_000)


@bersih("A08")
def _(w: Dunia) -> None:
    satu = w.kader()
    dua = w.kader(make_posyandu(KLEGO), orang=satu.orang)
    w.insentif(satu, bulan=3)
    w.insentif(dua, bulan=4)  # moved in between


@kena("A09")
def _(w: Dunia) -> Decimal:
    versi = VersiNomenklatur.objects.create(skema="apbd", nama="Kepmen contoh", tahun_dari=T, sumber="contoh")
    KodeNomenklatur.objects.create(versi=versi, skema="apbd", kode_kegiatan="1.02.02.2.02.0004", uraian="Nama resmi")
    w.apbd(kode_kegiatan="9.99.99.9.99.9999")
    return D(1_000_000)


@bersih("A09")
def _(w: Dunia) -> None:
    versi = VersiNomenklatur.objects.create(skema="apbd", nama="Kepmen contoh", tahun_dari=T, sumber="contoh")
    isi = {"kode_kegiatan": "1.02.02.2.02.9904", "uraian": "Nama resmi, balita"}
    KodeNomenklatur.objects.create(versi=versi, skema="apbd", **isi)
    lama = VersiNomenklatur.objects.create(
        skema="apbd", nama="Lama", tahun_dari=2000, tahun_sampai=2001, sumber="contoh"
    )
    KodeNomenklatur.objects.create(versi=lama, skema="apbd", kode_kegiatan="1.02.02.2.02.9904", uraian="Nama dulu")
    w.apbd(kode_kegiatan="1.02.02.2.02.9904", uraian="NAMA RESMI  balita")


def _rekening(kode: str, uraian: str) -> None:
    versi = VersiNomenklatur.objects.create(skema="rekening", nama="Rekening contoh", tahun_dari=T, sumber="contoh")
    KodeNomenklatur.objects.create(versi=versi, skema="rekening", kode_kegiatan=kode, uraian=uraian)


@kena("A10")
def _(w: Dunia) -> Decimal:
    _rekening("5.1.02.01.01.0024", "Belanja Alat Tulis Kantor")
    w.apbd(uraian="PMT penyuluhan balita", kode_rekening="5.1.02.01.01.0024")
    return D(1_000_000)


@bersih("A10")
def _(w: Dunia) -> None:
    _rekening("5.1.02.01.01.0056", "Belanja Makanan dan Minuman pada Fasilitas Pelayanan Urusan Kesehatan")
    w.apbd(uraian="PMT penyuluhan balita", kode_rekening="5.1.02.01.01.0056")
    w.apbd(uraian="Pembangunan posyandu", kode_rekening="5.2.03.01.01.0001")


@kena("A11")
def _(w: Dunia) -> Decimal:
    w.alokasi(w.apbd(), "400000", rekaman=w.rekaman(tanggal=date(T - 1, 12, 30)))
    return D(400_000)


@bersih("A11")
def _(w: Dunia) -> None:
    w.bayar(w.alokasi(w.apbd(), "400000", rekaman=w.rekaman(tanggal=date(T, 1, 1))), tanggal=date(T, 12, 31))


@kena("A12")
def _(w: Dunia) -> Decimal:
    baris = w.apbd()
    BarisLokasi.objects.create(baris=baris, wilayah=Wilayah.objects.get(pk=KANDANG_PANJANG))
    w.alokasi(baris, "400000")
    return D(400_000)


@bersih("A12")
def _(w: Dunia) -> None:
    baris = w.apbd()
    for kode in (KANDANG_PANJANG, KLEGO):
        BarisLokasi.objects.create(baris=baris, wilayah=Wilayah.objects.get(pk=kode))
    w.alokasi(baris, "400000")


@kena("A13")
def _(w: Dunia) -> Decimal:
    w.apbdes(uraian="Rehabilitasi Puskesmas pembantu")
    return D(1_000_000)


@bersih("A13")
def _(w: Dunia) -> None:
    w.apbdes(uraian="Pembangunan Posyandu milik desa")
    w.kode = "33.75"
    w.apbd(uraian="Pembangunan posyandu", kode_rekening="5.1.05.02.01.0001")  # handed over as hibah


@kena("A14")
def _(w: Dunia) -> Decimal:
    w.apbd(kode_kegiatan="1.05.02.2.01.0004", sumber_dana="dau_ditentukan")
    return D(1_000_000)


@bersih("A14")
def _(w: Dunia) -> None:
    w.apbd(kode_kegiatan="1.02.02.2.02.0004", sumber_dana="dau_ditentukan")
    w.apbd(kode_kegiatan="1.05.02.2.01.0004", sumber_dana="dau")


@kena("A15")
def _(w: Dunia) -> Decimal:
    k = w.kegiatan()
    for harga in ("50000", "52000", "48000", "90000"):
        w.rab(k, harga)
    return (D(90_000) - D(51_000)) * 12


@bersih("A15")
def _(w: Dunia) -> None:
    k = w.kegiatan()
    for harga in ("50000", "52000", "48000", "76500"):  # one and a half times the median exactly
        w.rab(k, harga)
    w.rab(k, "900000", uraian="Lain")


@kena("A16")
def _(w: Dunia) -> Decimal:
    bagi(w.apbd(), dau="300000", pad="700001")
    return D(1)


@bersih("A16")
def _(w: Dunia) -> None:
    bagi(w.apbd(), dau="300000", pad="700000")
    bagi(w.apbd(), dau="300000", pad=None)  # not known yet: A27
    w.rab(w.kegiatan())


@kena("A17")
def _(w: Dunia) -> Decimal:
    w.insentif(w.kader())
    w.insentif(w.kader(ber_sk=False))
    return D(250_000)


@bersih("A17")
def _(w: Dunia) -> None:
    w.insentif(w.kader())
    w.insentif(w.kader())
    SasaranUnit.objects.create(
        posyandu=w.kota, kelompok="balita", jumlah=40, asal="riil", sumber="contoh", per_tanggal=date(T, 1, 1)
    )
    w.kegiatan(volume=D(480), satuan="porsi", bulan=list(range(1, 13)))
    w.kegiatan(volume=D(12), satuan="hari buka")


@kena("A18")
def _(w: Dunia) -> Decimal:
    w.insentif(w.kader(), bulan=3)
    w.rekaman(tanggal=date(T, 4, 5))
    return D(250_000)


@bersih("A18")
def _(w: Dunia) -> None:
    w.insentif(w.kader(), bulan=3)
    w.rekaman(tanggal=date(T, 3, 31))


def _berencana(w: Dunia) -> None:
    make_baris(make_dokumen("rkpdes", ANJIR, T))
    make_baris(make_dokumen("rpjmdes", ANJIR, T - 3))
    w.kode = "62.03"


@kena("A19")
def _(w: Dunia) -> Decimal:
    _berencana(w)
    w.apbdes(kode_kegiatan="2.2.03")
    return D(1_000_000)


@bersih("A19")
def _(w: Dunia) -> None:
    _berencana(w)
    w.apbdes(kode_kegiatan="2.2.02")


@kena("A20")
def _(w: Dunia) -> Decimal:
    baris = w.apbdes(pagu="310000", kode_kegiatan="1.1.01", sumber_dana="ADD")
    w.apbdes(pagu="690000", kode_kegiatan="2.2.02", sumber_dana="ADD")
    TotalDokumen.objects.create(dokumen=baris.dokumen, sumber="ADD", nilai=D(1_000_000))
    return D(10_000)


@bersih("A20")
def _(w: Dunia) -> None:
    baris = w.apbdes(pagu="300000", kode_kegiatan="1.1.01", sumber_dana="ADD")
    w.apbdes(pagu="700000", kode_kegiatan="2.2.02", sumber_dana="ADD")
    TotalDokumen.objects.create(dokumen=baris.dokumen, sumber="ADD", nilai=D(1_000_000))


@kena("A21")
def _(w: Dunia) -> None:
    DokumenAnggaran.objects.filter(pk=w.apbd().dokumen_id).update(tanggal=date(T, 1, 1))


@bersih("A21")
def _(w: Dunia) -> None:
    DokumenAnggaran.objects.filter(pk=w.apbd().dokumen_id).update(tanggal=date(T - 1, 12, 31))


@kena("A22")
def _(w: Dunia) -> Decimal:
    a = w.alokasi(w.apbd())
    DokumenAnggaran.objects.filter(pk=a.baris.dokumen_id).update(tanggal=date(T, 2, 1))
    w.bayar(a, "400000", tanggal=date(T, 1, 31))
    return D(400_000)


@bersih("A22")
def _(w: Dunia) -> None:
    asal = w.apbd()
    DokumenAnggaran.objects.filter(pk=asal.dokumen_id).update(tanggal=date(T, 2, 1), status=StatusDokumen.DIUBAH)
    a = w.alokasi(make_baris(ubah(asal.dokumen, "ditetapkan"), asal=asal))
    w.bayar(a, "400000", tanggal=date(T, 2, 1))  # the line stood in the first document already


@kena("A23")
def _(w: Dunia) -> Decimal:
    w.bayar(w.alokasi(w.apbd(), dukungan="barang"), "400000")
    return D(400_000)


@bersih("A23")
def _(w: Dunia) -> None:
    w.bayar(w.alokasi(w.apbd(), dukungan="barang"), "400000", tanggal=date(T, 1, 5))
    Perlengkapan.objects.create(posyandu=w.kota, barang="dacin", baik=1, diubah=timezone.now())


@kena("A24")
def _(w: Dunia) -> Decimal:
    a = w.alokasi(w.apbd(pagu="90000000"), "90000000")
    for nilai in ("30000000", "30000000"):
        w.bayar(a, nilai, penerima="Toko Contoh")
    return D(60_000_000)


@bersih("A24")
def _(w: Dunia) -> None:
    a = w.alokasi(w.apbd(pagu="90000000"), "90000000")
    w.bayar(a, "30000000", penerima="Toko Contoh")
    w.bayar(a, "30000000", penerima="Toko Contoh", tanggal=date(T, 12, 2))
    w.bayar(a, "30000000", penerima="Toko Lain")


@kena("A25")
def _(w: Dunia) -> Decimal:
    a = w.alokasi(w.apbd(), "900000", rekaman=w.rekaman(terlayani=0))
    w.bayar(a, "900000")
    return D(900_000)


@bersih("A25")
def _(w: Dunia) -> None:
    w.bayar(w.alokasi(w.apbd(), "900000"), "900000")
    w.bayar(w.alokasi(w.apbd(), "890000", rekaman=w.rekaman(terlayani=0)), "890000")


@kena("A26")
def _(w: Dunia) -> None:
    warga, lain = make_warga(w.kota), make_posyandu(KLEGO)
    for unit in (w.kota, lain):
        w.rekaman(unit, warga=warga)


@bersih("A26")
def _(w: Dunia) -> None:
    warga, lain = make_warga(w.kota), make_posyandu(KLEGO)
    w.rekaman(w.kota, warga=warga)
    w.rekaman(lain, warga=warga, tanggal=date(T, 4, 5))
    w.rekaman(lain, warga=warga, status="dibatalkan")


@kena("A27")
def _(w: Dunia) -> Decimal:
    bagi(w.apbd(), dau="300000", pad=None)
    return D(700_000)


@bersih("A27")
def _(w: Dunia) -> None:
    bagi(w.apbd(), dau="300000", pad="700000")


@kena("A28")
def _(w: Dunia) -> Decimal:
    a = w.alokasi(w.apbd())
    w.bayar(a, "100000", bukti="KW-7", penerima="Satu")
    w.bayar(a, "200000", bukti="kw 7", penerima="Dua")
    return D(300_000)


@bersih("A28")
def _(w: Dunia) -> None:
    a, b = w.alokasi(w.apbd()), w.alokasi(w.apbd())
    for x in (a, b):  # one SP2D for two activities
        w.bayar(x, "100000", bukti="SP2D-7", penerima="Bendahara")
    w.insentif(w.kader())
    berkas = make_berkas()
    SuratKeputusan.objects.filter(posyandu=w.kota).update(berkas=berkas)


@kena("A29")
def _(w: Dunia) -> Decimal:
    w.apbd()
    w.apbd(pagu="500000")
    return D(1_500_000)


@bersih("A29")
def _(w: Dunia) -> None:
    w.alokasi(w.apbd(), "1")


@kena("A30")
def _(w: Dunia) -> Decimal:
    baris = w.apbd()
    TotalDokumen.objects.create(dokumen=baris.dokumen, sumber="dau", nilai=D("1000000.01"))
    return D("0.01")


@bersih("A30")
def _(w: Dunia) -> None:
    baris = w.apbd()
    w.apbd(pagu="500000", sumber_dana="pad")  # nobody typed its total in: no verdict
    TotalDokumen.objects.create(dokumen=baris.dokumen, sumber="dau", nilai=D(1_000_000))
