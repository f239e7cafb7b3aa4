"""People, households, visits, what rules found: one row of each, as the tables hold them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from accounts.models import Berkas
from registry.models import Orang, Posyandu
from spm_services import actions
from spm_services.actions import IsianKeluarga, IsianWarga
from spm_services.models import (
    Ambang,
    BulanUnit,
    DaftarPilihan,
    FotoRekaman,
    HadirKader,
    HasilAturan,
    KeadaanWarga,
    Keanggotaan,
    KunjunganWarga,
    PersetujuanData,
    Pertumbuhan,
    Rekaman,
    Sesi,
)
from tests.pembuat import make_berkas, make_keluarga, make_kunjungan, make_warga

AWAL = date(2026, 1, 5)
NIK = "3375994505800001"  # kecamatan part 99: nobody's
#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  spm_services:warga               200 200 200 403 403 403 200 403 403 403 403 403 403 403 200 403 302
GET  spm_services:warga ?wilayah      404 404 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga ?unit-warga   200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-unduh         405 405 405 403 403 403 405 403 403 403 403 403 403 403 405 403 302
POST spm_services:warga-unduh         302 302 302 403 403 403 302 403 403 403 403 403 403 403 302 403 302
GET  spm_services:warga-baru          200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:warga-baru ?unit    200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-baru ?kel     200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-kartu         200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-ubah          200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-nik           403 405 405 403 403 403 405 403 403 403 403 403 403 403 405 403 302
POST spm_services:warga-nik           403 422 422 403 403 403 422 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-pasang-nik    200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
"""
TANYA = {"?unit-warga": "?wilayah={unit}", "?kel": "?unit={unit}&keluarga=baru"}


def isi(posyandu: Posyandu) -> dict[str, Any]:
    keluarga = make_keluarga(posyandu)
    warga = make_warga(posyandu, keluarga=keluarga)
    sesi = Sesi.objects.create(posyandu=posyandu, tanggal=AWAL, contoh=True)
    orang = Orang.objects.create(nama="Petugas contoh", jenis_kelamin="P", contoh=True)
    HadirKader.objects.create(sesi=sesi, orang=orang)
    kunjungan = make_kunjungan(posyandu, warga, AWAL, sesi=sesi)
    isi_tumbuh = {"tanggal": AWAL, "umur_hari": 360, "versi_standar": "who-2006", "versi_naik": "kia-2023"}
    Pertumbuhan.objects.create(kunjungan=kunjungan, posyandu=posyandu, warga=warga, **isi_tumbuh)
    KeadaanWarga.objects.create(warga=warga, posyandu=posyandu, jenis="menyusui", mulai=AWAL)
    PersetujuanData.objects.create(
        warga=warga, posyandu=posyandu, tujuan="pelayanan", oleh="wali", setuju=True, tanggal=AWAL
    )
    BulanUnit.objects.create(posyandu=posyandu, bulan=202601)
    setelan = {"wilayah": posyandu.wilayah, "mulai": AWAL}
    Ambang.objects.create(nama="tbc_gejala", nilai_ambang=2, sumber="contoh", alasan="contoh", **setelan)
    DaftarPilihan.objects.create(daftar="contoh", kode=f"k{posyandu.pk}", label="Contoh", **setelan)
    rekaman = Rekaman.objects.filter(posyandu=posyandu).order_by("pk").first()
    if rekaman is not None:
        hasil = {"kode": "contoh", "tindakan": "edukasi", "arti": "contoh", "sebab": "contoh"}
        HasilAturan.objects.create(rekaman=rekaman, **hasil)
        berkas: Berkas = make_berkas("foto.jpg")
        FotoRekaman.objects.create(rekaman=rekaman, berkas=berkas)
    return {"keluarga": keluarga, "warga": warga, "sesi": sesi, "kunjungan": kunjungan}


def baris_skop(posyandu: Posyandu) -> None:
    isi(posyandu)
    if not (Keanggotaan.objects.exists() and KunjunganWarga.objects.exists()):
        raise ValueError


def bangun(dunia: Any) -> dict[str, object]:
    return isi(dunia.unit)


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    warga = {"uuid": dunia.lain["warga"].uuid}
    return {f"spm_services:warga-{n}": warga for n in ("kartu", "ubah", "nik", "pasang-nik")}


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    unit, warga, keluarga = dunia.unit, dunia.lain["warga"], dunia.lain["keluarga"]
    orang = IsianWarga(nama="Penyusup", jenis_kelamin="P", tanggal_lahir=AWAL)
    rumah = IsianKeluarga(nama="Penyusup", rt="001", rw="001")
    pecah = {"kepala": warga.pk, "hari": AWAL}
    return {
        "spm_services.actions.daftarkan_warga": lambda a: actions.daftarkan_warga(unit, orang, actor=a),
        "spm_services.actions.ubah_warga": lambda a: actions.ubah_warga(warga.pk, {"telepon": "x"}, versi=1, actor=a),
        "spm_services.actions.pasang_nik": lambda a: actions.pasang_nik(warga.pk, NIK, versi=1, actor=a),
        "spm_services.actions.lihat_nik_warga": lambda a: actions.lihat_nik_warga(warga.pk, "mencocokkan", actor=a),
        "spm_services.actions.buat_keluarga": lambda a: actions.buat_keluarga(unit, rumah, actor=a),
        "spm_services.actions.ubah_keluarga": lambda a: actions.ubah_keluarga(
            keluarga.pk, {"rt": "009"}, versi=1, actor=a
        ),
        "spm_services.actions.tetapkan_kepala": lambda a: actions.tetapkan_kepala(keluarga.pk, warga.pk, actor=a),
        "spm_services.actions.pindah_keluarga": lambda a: actions.pindah_keluarga(
            warga.pk, rumah, hubungan="anak", hari=AWAL, versi=1, actor=a
        ),
        "spm_services.actions.pecah_keluarga": lambda a: actions.pecah_keluarga(
            keluarga.pk, [warga.pk], rumah, actor=a, **pecah
        ),
        "spm_services.actions.lihat_kk": lambda a: actions.lihat_kk(keluarga.pk, "mencocokkan", actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("warga", "operator_desa", 8, alamat("spm_services:warga")),
        ("warga satu unit", "kader", 8, alamat("spm_services:warga")),
        ("pilih keluarga", "kader", 8, alamat("spm_services:warga-baru")),
        ("kartu warga", "kader", 12, alamat("spm_services:warga-kartu", uuid="lain.warga.uuid")),
        ("ubah warga", "kader", 8, alamat("spm_services:warga-ubah", uuid="lain.warga.uuid")),
    ]


def tambah(dunia: Any, n: int) -> None:
    """People of the unit, in the household and beside it, children of the person, their states and visits."""
    warga, keluarga = dunia.lain["warga"], dunia.lain["keluarga"]
    for _ in range(n):
        satu = make_warga(dunia.unit, keluarga=keluarga, ibu=warga)
        KeadaanWarga.objects.create(warga=satu, posyandu=dunia.unit, jenis="menyusui", mulai=AWAL)
        make_kunjungan(dunia.unit, satu, AWAL)
        make_warga(dunia.unit, keluarga=make_keluarga(dunia.unit))
