"""Plain makers for tests: each writes through the product's own actions where one exists."""

import itertools
import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.actions import beri_penugasan
from accounts.models import Berkas, User
from planning import actions as rencana
from planning.models import BarisAnggaran, BarisSumberDana, DokumenAnggaran, StatusDokumen
from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.waktu import hari_ini
from registry import actions as registrasi
from registry.models import Ajuan, JenisSK, KelompokSasaran, Orang, Posyandu, SuratWilayah
from registry.workflow import AJUAN
from spm_services import actions as layanan
from spm_services.models import Keanggotaan, Keluarga, KunjunganWarga, Rekaman, Warga
from spm_services.nama import lipat_nama
from wilayah.models import Wilayah

KLEGO = "33.75.02.1008"  # kelurahan, Kota Pekalongan
KANDANG_PANJANG = "33.75.03.1003"  # kelurahan in another kecamatan
ANJIR = "62.03.03.2004"  # desa Anjir Mambulau Timur, Kabupaten Kapuas
_nomor = itertools.count(1)


def make_user(username: str = "", **penugasan: str) -> User:
    """An account; with `peran` and `kode` (and `bidang`) also an assignment since last year."""
    username = username or f"orang{next(_nomor)}"
    user = User.objects.buat(username, username.replace(".", " ").title(), None)
    if penugasan:
        mulai = hari_ini().replace(year=hari_ini().year - 1, day=1)
        beri_penugasan(
            user, penugasan["peran"], penugasan["kode"], oleh=None, bidang=penugasan.get("bidang", ""), mulai=mulai
        )
    return user


def isi_posyandu(wilayah: str = KLEGO, **ganti: Any) -> dict[str, Any]:
    isi = {
        "wilayah": Wilayah.objects.get(pk=wilayah),
        "nama": f"Contoh {next(_nomor)}",
        "alamat": "Jalan Contoh 1",
        "rt": "001",
        "rw": "002",
        "buka_minggu": 2,
        "buka_hari": 3,
        "nama_kontak": "Kontak contoh",
        "kontak": "+6281200000000",
        "contoh": True,
    }
    return {**isi, **ganti}


def make_posyandu(wilayah: str = KLEGO, **ganti: Any) -> Posyandu:
    return registrasi.buat_posyandu(isi_posyandu(wilayah, **ganti), actor=None)


def make_kader(posyandu: Posyandu, bidang: str = "kesehatan", nama: str = "Kader contoh") -> Any:
    orang = Orang(nama=nama, jenis_kelamin="P", contoh=True)
    return registrasi.tambah_kader(posyandu, orang, bidang=bidang, mulai=date(2026, 1, 1), actor=None)


def make_kader_sk(posyandu: Posyandu, nama: str = "Kader ber-SK contoh", **lain: Any) -> Any:
    """A kader whose term leans on a decree of the unit: what payment lists are made of."""
    sk = posyandu.sk_list.filter(jenis=JenisSK.KADER, nomor="SK/insentif").first()
    isi_sk = {"jenis": JenisSK.KADER, "nomor": "SK/insentif", "tanggal": date(2025, 12, 1), "contoh": True}
    sk = sk or registrasi.tambah_sk(posyandu, isi_sk, actor=None)
    orang = lain.pop("orang", None) or Orang(nama=nama, jenis_kelamin="P", contoh=True)
    isi = {"bidang": "kesehatan", "mulai": date(2026, 1, 1), "sk": sk, **lain}
    return registrasi.tambah_kader(posyandu, orang, actor=None, **isi)


def make_tarif(wilayah: str = "33.75", jenis: str = "apbd_kabupaten", **ganti: Any) -> Any:
    """A tariff of 2026: Rp250,000 a month."""
    isi = {"jenis": jenis, "jumlah": Decimal(250_000), "satuan": "bulan", "nomor_sk": "900/1", "contoh": True}
    isi |= {"tanggal_sk": date(2026, 1, 2), "mulai": date(2026, 1, 1), "sampai": date(2027, 1, 1), **ganti}
    return registrasi.tambah_tarif(Wilayah.objects.get(pk=wilayah), isi, actor=None)


def kiriman(kode: str = "penimbangan_balita", tanggal: date | None = None, **isian: Any) -> layanan.Kiriman:
    isi = isian or {"sasaran": 40, "terlayani": 30, "naik": 20, "tidak_naik": 5}
    return layanan.Kiriman(kode, tanggal or hari_ini(), isi, uuid.uuid4(), contoh=True)


def make_rekaman(posyandu: Posyandu, actor: User, kode: str = "penimbangan_balita", **lain: Any) -> Rekaman:
    tanggal = lain.pop("tanggal", None)
    return layanan.catat(posyandu, kiriman(kode, tanggal, **lain), actor=actor)[0]


def make_dokumen(jenis: str, wilayah: str, tahun: int | None = None, *, tetap: bool = True) -> DokumenAnggaran:
    """A document, fixed unless told otherwise."""
    isi = {"jenis": jenis, "wilayah": Wilayah.objects.get(pk=wilayah), "tahun": tahun or hari_ini().year}
    dokumen = rencana.buat_dokumen(isi, actor=None)
    if tetap:
        # Straight to the table: tests of the workflow itself take the door.
        DokumenAnggaran.objects.filter(pk=dokumen.pk).update(
            nomor="1/contoh", tanggal=timezone.localdate(), status=StatusDokumen.DITETAPKAN
        )
        dokumen.refresh_from_db()
    return dokumen


def make_baris(dokumen: DokumenAnggaran, pagu: str = "1000000", **ganti: Any) -> BarisAnggaran:
    apbdes = dokumen.uraian_jenis.skema == "apbdes"
    isi = {
        "nomenklatur": "contoh",
        "kode_kegiatan": "2.2.02" if apbdes else "1.02.02.2.02.0004",
        "uraian": "Penyelenggaraan Posyandu" if apbdes else "Pengelolaan Pelayanan Kesehatan Balita",
        "bidang": "kesehatan",
        "sumber_dana": "DDS" if apbdes else "dau",
        "pagu": Decimal(pagu),
        **ganti,
    }
    baris = BarisAnggaran.objects.create(dokumen=dokumen, **isi)
    BarisSumberDana.objects.create(baris=baris, sumber=baris.sumber_dana, nilai=baris.pagu)
    return baris


def make_berkas(nama: str = "pindaian.pdf") -> Berkas:
    """A stored scan as far as the checklist looks: the row, not the file."""
    kunci = uuid.uuid4().hex
    return Berkas.objects.create(nama=nama, jenis="pdf", ukuran=1, sha256=kunci * 2, tempat=f"{kunci}.pdf")


def lengkapi(posyandu: Posyandu) -> Posyandu:
    """Everything the checklist of registration asks for, by the registry's own actions where there is one."""
    isi: dict[str, Any] = {"berdiri": date(2010, 1, 1), "bangunan": "milik_desa"}
    isi |= {"lintang": Decimal("-6.88"), "bujur": Decimal("109.67")}
    Posyandu.objects.filter(pk=posyandu.pk).update(**isi)
    jumlah = dict.fromkeys(KelompokSasaran, 40)
    per = hari_ini() - timedelta(days=30)
    registrasi.simpan_sasaran(posyandu.pk, jumlah, asal="riil", sumber="contoh", per_tanggal=per, actor=None)
    scan = make_berkas()
    surat = {"tanggal": date(2026, 1, 1), "berlaku_sampai": date(2031, 1, 1), "penanda_tangan": "Lurah contoh"}
    for jenis in JenisSK:
        sk = registrasi.tambah_sk(posyandu, {"jenis": jenis, "nomor": f"1/{jenis}", **surat}, actor=None)
        type(sk).objects.filter(pk=sk.pk).update(berkas=scan)
    if not SuratWilayah.objects.filter(wilayah=posyandu.wilayah_id).exists():
        for jenis_wilayah in ("tim_pembina", "rpjm_desa"):
            SuratWilayah.objects.create(
                wilayah_id=posyandu.wilayah_id, jenis=jenis_wilayah, nomor="1", berkas=scan, **surat
            )
    for jabatan, bidang in [
        ("ketua", ""),
        ("sekretaris", ""),
        ("bendahara", ""),
        *(("ketua_bidang", b) for b in SEMUA),
    ]:
        orang = Orang(nama=f"Pengurus {jabatan} {bidang}", jenis_kelamin="P")
        isi_kursi = {"jabatan": jabatan, "bidang": bidang, "mulai": date(2026, 1, 1)}
        registrasi.dudukkan_pengurus(posyandu, orang, actor=None, **isi_kursi)
    for bidang in SEMUA:
        make_kader(posyandu, bidang, nama=f"Kader {bidang}")
    posyandu.refresh_from_db()
    return posyandu


def make_ajuan(posyandu: Posyandu, *langkah: str) -> Ajuan:
    """A complete unit's file, taken through the named steps by the system."""
    ajuan = registrasi.mulai_ajuan(lengkapi(posyandu), actor=None)
    for nama in ("ajukan", *langkah):
        ajuan = AJUAN.apply(ajuan.pk, nama, actor=None)
    return ajuan


def make_keluarga(posyandu: Posyandu, nama: str = "Keluarga contoh", rt: str = "001", rw: str = "002") -> Keluarga:
    isi = {"nama": nama, "nama_cari": lipat_nama(nama), "rt": rt, "rw": rw, "mulai": date(2020, 1, 1), "contoh": True}
    return Keluarga.objects.create(posyandu=posyandu, **isi)


def make_warga(posyandu: Posyandu, lahir: date = date(2025, 1, 10), kelamin: str = "P", **lain: Any) -> Warga:
    """A person of the unit since birth; `jenis="tamu"` makes a guest, `keluarga` puts them into a household."""
    jenis, keluarga = lain.pop("jenis", "warga"), lain.pop("keluarga", None)
    nama = lain.pop("nama", f"Warga contoh {next(_nomor)}")
    isi = {
        "nama": nama,
        "nama_cari": lipat_nama(nama),
        "jenis_kelamin": kelamin,
        "tanggal_lahir": lahir,
        "contoh": True,
    }
    warga = Warga.objects.create(**isi, **lain)
    Keanggotaan.objects.create(warga=warga, posyandu=posyandu, keluarga=keluarga, jenis=jenis, mulai=lahir)
    return warga


def make_kunjungan(posyandu: Posyandu, warga: Warga, tanggal: date | None = None, **lain: Any) -> KunjunganWarga:
    isi = {"posyandu": posyandu, "warga": warga, "tanggal": tanggal or hari_ini(posyandu.kode), "contoh": True}
    return KunjunganWarga.objects.create(**isi, **lain)
