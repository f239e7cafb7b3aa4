"""People, households, visits, what rules found: one row of each, as the tables hold them."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from accounts.models import Berkas
from registry.models import Orang, Posyandu
from spm_services import actions
from spm_services.actions import IsianAnak, IsianKeluarga, IsianMasuk, IsianWarga
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
from tests.pembuat import KANDANG_PANJANG, make_berkas, make_keluarga, make_kunjungan, make_posyandu, make_warga

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
GET  spm_services:warga-pilih-ibu     200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:warga-pilih-ibu ?unit 200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-masuk         200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:warga-masuk ?unit   200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-terima        405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:warga-terima ?unit  302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-sasaran       200 200 200 403 403 403 200 403 403 403 403 403 403 403 200 403 302
GET  spm_services:warga-sasaran ?unit 200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-sasaran-cetak ?unit 200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-sasaran-cetak 200 200 200 403 403 403 200 403 403 403 403 403 403 403 200 403 302
GET  spm_services:keluarga            200 200 200 403 403 403 200 403 403 403 403 403 403 403 200 403 302
GET  spm_services:keluarga ?wilayah   404 404 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:keluarga-baru       200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:keluarga-baru ?unit 200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:keluarga-rinci      200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:keluarga-ubah       200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:keluarga-pecah      200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:keluarga-kepala     405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:keluarga-kepala     302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:keluarga-kk         403 405 405 403 403 403 405 403 403 403 403 403 403 403 405 403 302
POST spm_services:keluarga-kk         403 422 422 403 403 403 422 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-ganda         200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:warga-ganda ?wilayah 404 404 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-banding       200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
POST spm_services:warga-banding       422 422 422 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-gabung        405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:warga-gabung        302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-tinjau        405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:warga-tinjau        302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-batal-gabung  200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:keadaan-ubah        200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:keadaan-akhiri      200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:keadaan-batal       200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:keadaan-lanjut      200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-hamil         200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-keadaan       200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
GET  spm_services:keanggotaan-batal   200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:persetujuan-cabut   405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:persetujuan-cabut   302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-lahir         200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-batal-lahir   200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-wafat         200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-pindah        200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-pindah-keluarga 200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-menetap       200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-persetujuan   200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:warga-lembar        200 200 200 403 403 403 200 403 403 403 403 403 403 403 404 403 302
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
    """The rows above, and around the person a mother who is pregnant, a guest, somebody of elsewhere, a merge."""
    unit = dunia.unit
    lain = isi(unit)
    ibu = make_warga(unit, date(1995, 3, 3), keluarga=lain["keluarga"])
    hamil = KeadaanWarga.objects.create(warga=ibu, posyandu=unit, jenis="hamil", mulai=AWAL)
    tamu = make_warga(unit, jenis="tamu")
    satu, dua = make_warga(unit, nama="Satu contoh"), make_warga(unit, nama="Satu contoh")
    gabungan = actions.gabung_warga(satu.pk, dua.pk, alasan="sama", actor=dunia.cast["operator_desa"])
    return lain | {
        "ibu": ibu,
        "hamil": hamil,
        "tamu": tamu,
        "keanggotaan_tamu": tamu.keanggotaan_list.get(),
        "jauh": make_warga(make_posyandu(KANDANG_PANJANG)),
        "kembaran": make_warga(unit, nama=lain["warga"].nama),
        "gabungan_warga": gabungan,
        "persetujuan": PersetujuanData.objects.filter(warga=lain["warga"]).first(),
    }


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    lain = dunia.lain
    warga, rumah = {"uuid": lain["warga"].uuid}, {"uuid": lain["keluarga"].uuid}
    pasangan = {"a": lain["warga"].uuid, "b": lain["kembaran"].uuid}
    orang = ("kartu", "ubah", "nik", "pasang-nik", "hamil", "keadaan", "lahir", "batal-lahir", "wafat", "pindah")
    return {
        **{f"spm_services:warga-{n}": warga for n in (*orang, "pindah-keluarga", "persetujuan", "lembar")},
        "spm_services:warga-menetap": {"uuid": lain["tamu"].uuid},
        **{f"spm_services:keluarga-{n}": rumah for n in ("rinci", "ubah", "kepala", "pecah", "kk")},
        **{f"spm_services:warga-{n}": pasangan for n in ("banding", "gabung", "tinjau")},
        "spm_services:warga-batal-gabung": {"pk": lain["gabungan_warga"].pk},
        **{f"spm_services:keadaan-{n}": {"pk": lain["hamil"].pk} for n in ("ubah", "akhiri", "batal", "lanjut")},
        "spm_services:keanggotaan-batal": {"pk": lain["keanggotaan_tamu"].pk},
        "spm_services:persetujuan-cabut": {"pk": lain["persetujuan"].pk},
    }


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
        **_langkah_peristiwa(dunia),
        **_langkah_ganda(dunia),
    }


def _langkah_peristiwa(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    lain, unit = dunia.lain, dunia.unit
    warga, hamil, tamu = lain["warga"], lain["hamil"], lain["keanggotaan_tamu"]
    sah: dict[str, Any] = {"versi": 1}
    bayi = [IsianAnak("P")]
    return {
        "spm_services.actions.catat_keadaan": lambda a: actions.catat_keadaan(
            warga.pk, "hipertensi", mulai=AWAL, actor=a
        ),
        "spm_services.actions.ubah_hamil": lambda a: actions.ubah_hamil(hamil.pk, {"anak_ke": 2}, actor=a, **sah),
        "spm_services.actions.akhiri_keadaan": lambda a: actions.akhiri_keadaan(
            hamil.pk, AWAL, cara="lain", actor=a, **sah
        ),
        "spm_services.actions.batal_keadaan": lambda a: actions.batal_keadaan(hamil.pk, "keliru", actor=a, **sah),
        "spm_services.actions.lanjutkan_keadaan": lambda a: actions.lanjutkan_keadaan(
            hamil.pk, "keliru", actor=a, **sah
        ),
        "spm_services.actions.catat_kelahiran": lambda a: actions.catat_kelahiran(
            lain["ibu"].pk, AWAL, bayi, kunci=uuid4(), actor=a
        ),
        "spm_services.actions.batal_kelahiran": lambda a: actions.batal_kelahiran(warga.pk, "keliru", actor=a),
        "spm_services.actions.catat_wafat": lambda a: actions.catat_wafat(warga.pk, AWAL, actor=a, **sah),
        "spm_services.actions.batal_wafat": lambda a: actions.batal_wafat(tamu.pk, "keliru", actor=a),
        "spm_services.actions.catat_persetujuan": lambda a: actions.catat_persetujuan(
            warga.pk, "foto", setuju=True, oleh="wali", actor=a
        ),
        "spm_services.actions.cabut_persetujuan": lambda a: actions.cabut_persetujuan(lain["persetujuan"].pk, actor=a),
        "spm_services.actions.pindah_keluar": lambda a: actions.pindah_keluar(warga.pk, AWAL, ke="x", actor=a, **sah),
        "spm_services.actions.terima_warga": lambda a: actions.terima_warga(
            unit, lain["jauh"].pk, IsianMasuk(mulai=AWAL), actor=a
        ),
        "spm_services.actions.cari_warga": lambda a: actions.cari_warga(unit, nik=NIK, actor=a),
        "spm_services.actions.jadi_warga": lambda a: actions.jadi_warga(
            tamu.pk, AWAL, keluarga=None, hubungan="", actor=a, **sah
        ),
        "spm_services.actions.batal_masa": lambda a: actions.batal_masa(tamu.pk, "keliru", actor=a, **sah),
    }


def _langkah_ganda(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    a, b, pk = dunia.lain["warga"].pk, dunia.lain["kembaran"].pk, dunia.lain["gabungan_warga"].pk
    return {
        "spm_services.actions.gabung_warga": lambda u: actions.gabung_warga(a, b, alasan="x", actor=u),
        "spm_services.actions.batal_gabung_warga": lambda u: actions.batal_gabung_warga(pk, "keliru", actor=u),
        "spm_services.actions.biarkan_ganda_warga": lambda u: actions.biarkan_ganda_warga(
            a, b, "x", "dua orang", actor=u
        ),
        "spm_services.actions.tinjau_ganda_warga": lambda u: actions.tinjau_ganda_warga(a, b, actor=u),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    dua = {"a": "lain.warga.uuid", "b": "lain.kembaran.uuid"}
    return [
        ("warga", "operator_desa", 8, alamat("spm_services:warga")),
        ("warga satu unit", "kader", 8, alamat("spm_services:warga")),
        ("pilih keluarga", "kader", 8, alamat("spm_services:warga-baru")),
        ("kartu warga", "kader", 12, alamat("spm_services:warga-kartu", uuid="lain.warga.uuid")),
        ("pilih ibu", "kader", 8, alamat("spm_services:warga-pilih-ibu")),
        ("keluarga", "operator_desa", 8, alamat("spm_services:keluarga")),
        ("rinci keluarga", "kader", 12, alamat("spm_services:keluarga-rinci", uuid="lain.keluarga.uuid")),
        ("ganda warga", "kader", 8, alamat("spm_services:warga-ganda")),
        (
            "banding warga",
            "kader",
            12,
            alamat("spm_services:warga-banding", **dua),
        ),
        ("sasaran", "kader", 14, alamat("spm_services:warga-sasaran")),
        ("lembar warga", "kader", 12, alamat("spm_services:warga-lembar", uuid="lain.warga.uuid")),
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
