"""Example incentives: tariffs of Kota Pekalongan and one desa, lists in every state, an objection, one paid by two.

The amounts are of the size that other regions have published (domain study 5); they are not Pekalongan's.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import User
from posyandu_app.lib.periode import Bulan
from registry import actions
from registry.models import BarisBayar, DaftarBayar, Kader, Keaktifan, Orang, Pembayar
from registry.workflow_insentif import INSENTIF
from reporting.contoh.akun import ANJIR, KLEGO, SERUNI, UNIT_ANJIR
from wilayah.models import Wilayah

BERAKUN = (("kader.seruni", SERUNI), ("kader2.seruni", SERUNI), ("kader.kapuas", UNIT_ANJIR))
KOTA, PETUGAS = "33.75", "pmd.pekalongan"


def _pasangkan_akun() -> None:
    """The example kader accounts get a person of the roster, so that they have lines of their own."""
    for username, unit in BERAKUN:
        user = User.objects.get(username=username)
        bebas = Kader.objects.filter(posyandu__kode=unit, sampai=None, orang__akun=None, orang__digabung_ke=None)
        kader = bebas.order_by("pk").first()
        if kader is not None and not Orang.objects.filter(akun=user).exists():
            Orang.objects.filter(pk=kader.orang_id).update(akun=user)


def _tarif(kode: str, jenis: str, jumlah: int, satuan: str, hari: date, **lain: str) -> Pembayar:
    """One tariff for each of last year and this year; returns the payer."""
    wilayah, pembayar = Wilayah.objects.get(pk=kode), None
    for tahun in (hari.year - 1, hari.year):
        awal = date(tahun, 1, 1)
        isi: dict[str, Any] = {"jenis": jenis, "jumlah": Decimal(jumlah), "satuan": satuan, "contoh": True, **lain}
        isi |= {"nomor_sk": f"900/contoh/{tahun}", "tanggal_sk": awal - timedelta(days=20)}
        masa = {"mulai": awal, "sampai": date(tahun + 1, 1, 1)}
        pembayar = actions.tambah_tarif(wilayah, {**isi, **masa}, actor=None).pembayar
    assert pembayar is not None  # noqa: S101 (two years, so there is one)
    return pembayar


def daftar_contoh(pembayar: Pembayar, kode: str, bulan: Bulan, sampai: str) -> DaftarBayar:
    """A list of one month, walked to the state asked for."""
    wilayah = Wilayah.objects.get(pk=kode)
    d = actions.susun_daftar(wilayah, pembayar, (bulan, bulan), actor=None, contoh=True)
    DaftarBayar.objects.filter(pk=d.pk).update(pembuat=User.objects.filter(username=PETUGAS).first())
    if sampai == "dibatalkan":
        INSENTIF.apply(d.pk, "batal_insentif", actor=None, note="Salah bulan (contoh)")
    if sampai in ("dibuka", "ditandatangani", "dibayar"):
        INSENTIF.apply(d.pk, "buka_insentif", actor=None)
    if sampai in ("ditandatangani", "dibayar"):
        jabatan = "Kepala dinas (contoh)" if pembayar.wilayah_id == KOTA else "Kepala desa (contoh)"
        actions.tanda_daftar(d.pk, tanggal=bulan.sampai, penanda_tangan=jabatan, actor=None)
    if sampai == "dibayar":
        tunggak = BarisBayar.objects.filter(daftar=d).order_by("-pk").values_list("pk", flat=True)[:1]
        bukti = f"SP2D/contoh/{bulan.angka}"
        hari = bulan.sampai
        actions.bayar_daftar(d.pk, tanggal=hari, bukti=bukti, tunggakan=frozenset(tunggak), actor=None)
    return d


def buat_insentif(hari: date) -> int:
    """Returns how many lines there are."""
    _pasangkan_akun()
    kini = Bulan.dari(hari)
    kota = _tarif(KOTA, "apbd_kabupaten", 250_000, "bulan", hari)
    desa = _tarif(ANJIR, "apbdes", 600_000, "tahun", hari)
    lain = _tarif(KOTA, "lainnya", 50_000, "bulan", hari, nama="Lembaga zakat (contoh)")
    daftar_contoh(kota, KOTA, kini.tambah(-4), "dibayar")
    daftar_contoh(lain, KLEGO, kini.tambah(-4), "dibayar")  # the same people from two purses
    daftar_contoh(kota, KLEGO, kini.tambah(-3), "dibayar")
    daftar_contoh(kota, KLEGO, kini.tambah(-2), "ditandatangani")
    daftar_contoh(kota, KLEGO, kini.tambah(-1), "dibatalkan")
    dibuka = daftar_contoh(kota, KLEGO, kini.tambah(-1), "dibuka")
    daftar_contoh(kota, KLEGO, kini, "draf")
    if Kader.objects.filter(posyandu__kode=UNIT_ANJIR, sk__isnull=False).exists():
        daftar_contoh(desa, ANJIR, kini.tambah(-1), "dibuka")
    milik = BarisBayar.objects.filter(daftar=dibuka, orang__akun__username="kader.seruni").first()
    milik = milik or BarisBayar.objects.filter(daftar=dibuka).order_by("pk").first()
    if milik is not None:
        actions.ajukan_keberatan(milik.pk, "Bulan lalu saya juga bertugas di dua hari buka (contoh).", actor=None)
    _keaktifan(hari)
    return BarisBayar.objects.count()


def _keaktifan(hari: date) -> None:
    """One answer about a kader of Seruni, so that the history shows how it looks."""
    kader = Kader.objects.filter(posyandu__kode=SERUNI, sampai=None, orang__akun__isnull=False).order_by("-pk").first()
    if kader is not None:
        lalu = hari - timedelta(days=120)
        isi = {"tanggal": lalu, "tanya_lagi": lalu + timedelta(days=90), "catatan": "contoh"}
        Keaktifan.objects.create(kader=kader, jawaban=Keaktifan.Jawaban.SAKIT, **isi)
