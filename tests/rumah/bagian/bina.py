"""Tim Pembina: members, programme, meetings, visits."""

from collections.abc import Callable
from datetime import date
from typing import Any

from registry import actions
from registry.models import AnggotaTim, HadirRapat, Kunjungan, Posyandu, ProgramKerja, Rapat, Temuan, TindakLanjut

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  registry:tim                     200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:tim ?wilayah            404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:program                 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:rapat-daftar            200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:kunjungan-daftar        200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:kunjungan-daftar ?wilayah 404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:tambah-anggota          403 403 403 403 403 403 403 403 200 403 403 403 200 200 403 403 302
GET  registry:undang-rapat            403 403 403 403 403 403 403 403 200 403 403 403 200 200 403 403 302
GET  registry:akhiri-anggota          403 403 403 403 403 403 403 403 405 403 403 403 405 405 403 403 302
POST registry:akhiri-anggota          403 403 403 403 403 403 403 403 302 403 403 403 302 404 403 403 302
GET  registry:ubah-program            403 403 403 403 403 403 403 403 405 403 403 403 405 405 403 403 302
POST registry:ubah-program            403 403 403 403 403 403 403 403 302 403 403 403 302 404 403 403 302
GET  registry:rapat                   404 404 404 404 200 200 404 200 200 200 200 200 200 404 404 403 302
GET  registry:catat-rapat             403 403 403 403 403 403 403 403 405 403 403 403 405 405 403 403 302
POST registry:catat-rapat             403 403 403 403 403 403 403 403 422 403 403 403 422 404 403 403 302
GET  registry:batal-rapat             403 403 403 403 403 403 403 403 405 403 403 403 405 405 403 403 302
POST registry:batal-rapat             403 403 403 403 403 403 403 403 302 403 403 403 302 404 403 403 302
GET  registry:tambah-tindak           403 403 403 403 403 403 403 403 405 403 403 403 405 405 403 403 302
POST registry:tambah-tindak           403 403 403 403 403 403 403 403 422 403 403 403 422 404 403 403 302
GET  registry:selesaikan-tindak       405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 403 302
POST registry:selesaikan-tindak       404 404 404 404 403 403 404 403 302 403 403 403 302 404 404 403 302
GET  registry:pembinaan               200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:catat-kunjungan         403 403 403 403 403 403 403 403 200 403 403 403 200 404 403 403 302
GET  registry:lembar-kunjungan        200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:temuan-selesai          403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:temuan-selesai          403 302 302 403 302 403 403 403 403 403 403 403 403 403 404 403 302
"""
ALUR = (("Rapat", "status"),)
AWAL = date(2026, 1, 5)
ISI_RAPAT = {"judul": "Rakor contoh", "tanggal": AWAL, "tempat": "Aula", "agenda": "Registrasi"}


def _isi(posyandu: Posyandu) -> dict[str, object]:
    kota = posyandu.wilayah.induk.induk
    anggota = actions.tambah_anggota(kota, {"nama": "Ketua contoh", "jabatan": "ketua", "mulai": AWAL}, actor=None)
    program = actions.tambah_program(kota, {"tahun": 2026, "bulan": 3, "kegiatan": "Bimtek contoh"}, actor=None)
    rapat = actions.undang_rapat(kota, ISI_RAPAT, actor=None)
    isi = {"uraian": "Kirim data", "penanggung": "Sekretaris", "tenggat": AWAL}
    tindak = actions.tambah_tindak(rapat.pk, isi, actor=None)
    temuan = [{"indikator": "sekretariat", "nilai": "tidak", "saran": "cari tempat"}]
    isi_kunjungan = {"tanggal": AWAL, "petugas": "Tim contoh", "tim": kota}
    kunjungan = actions.catat_kunjungan(posyandu, isi_kunjungan, temuan, actor=None)
    return {"anggota": anggota, "program": program, "rapat": rapat, "tindak": tindak, "kunjungan": kunjungan}


def baris_skop(posyandu: Posyandu) -> None:
    _isi(posyandu)
    kosong = [
        m
        for m in (AnggotaTim, ProgramKerja, Rapat, HadirRapat, TindakLanjut, Kunjungan, Temuan)
        if not m.objects.exists()
    ]
    if kosong:
        raise ValueError(kosong)


def bangun(dunia: Any) -> dict[str, object]:
    isi = _isi(dunia.unit)
    return {**isi, "temuan": Temuan.objects.get(kunjungan=isi["kunjungan"])}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    rapat, lain = {"pk": dunia.lain["rapat"].pk}, dunia.lain
    return {
        **{f"registry:{n}": rapat for n in ("rapat", "catat-rapat", "batal-rapat", "tambah-tindak")},
        "registry:akhiri-anggota": {"pk": lain["anggota"].pk},
        "registry:ubah-program": {"pk": lain["program"].pk},
        "registry:selesaikan-tindak": {"pk": lain["tindak"].pk},
        "registry:temuan-selesai": {"pk": lain["temuan"].pk},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    lain, unit = dunia.lain, dunia.unit
    kota = lain["rapat"].wilayah
    anggota = {"nama": "x", "jabatan": "anggota", "mulai": AWAL}
    program = {"tahun": 2026, "bulan": 1, "kegiatan": "x"}
    tindak = {"uraian": "x", "penanggung": "x", "tenggat": AWAL}
    kunjungan = {"tanggal": AWAL, "petugas": "x"}
    notulen = {"notulen": "x", "keputusan": ""}
    return {
        "registry.actions.tambah_anggota": lambda a: actions.tambah_anggota(kota, anggota, actor=a),
        "registry.actions.akhiri_anggota": lambda a: actions.akhiri_anggota(lain["anggota"].pk, sampai=AWAL, actor=a),
        "registry.actions.tambah_program": lambda a: actions.tambah_program(kota, program, actor=a),
        "registry.actions.ubah_program": lambda a: actions.ubah_program(lain["program"].pk, "batal", actor=a),
        "registry.actions.undang_rapat": lambda a: actions.undang_rapat(kota, ISI_RAPAT, actor=a),
        "registry.actions.catat_rapat": lambda a: actions.catat_rapat(lain["rapat"].pk, notulen, [], "", actor=a),
        "registry.actions.tambah_tindak": lambda a: actions.tambah_tindak(lain["rapat"].pk, tindak, actor=a),
        "registry.actions.selesaikan_tindak": lambda a: actions.selesaikan_tindak(lain["tindak"].pk, "x", actor=a),
        "registry.actions.catat_kunjungan": lambda a: actions.catat_kunjungan(unit, kunjungan, [], actor=a),
        "registry.actions.selesaikan_temuan": lambda a: actions.selesaikan_temuan(lain["temuan"].pk, actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("tim pembina", "tim_pembina", 14, alamat("registry:tim")),
        ("rapat", "tim_pembina", 12, alamat("registry:rapat", pk="lain.rapat.pk")),
        ("daftar rapat", "tim_pembina", 8, alamat("registry:rapat-daftar")),
        ("pembinaan", "tim_pembina", 12, alamat("registry:pembinaan", kode="unit.kode")),
        ("kunjungan", "tim_pembina", 8, alamat("registry:kunjungan-daftar")),
    ]


def tambah(dunia: Any, n: int) -> None:
    kota = dunia.lain["rapat"].wilayah
    for _ in range(n):
        rapat = actions.undang_rapat(kota, ISI_RAPAT, actor=None)
        isi = {"uraian": "Kirim data", "penanggung": "Sekretaris", "tenggat": AWAL}
        actions.tambah_tindak(rapat.pk, isi, actor=None)
        isi_kunjungan = {"tanggal": AWAL, "petugas": "Tim contoh", "tim": kota}
        actions.catat_kunjungan(dunia.unit, isi_kunjungan, [{"indikator": "sekretariat", "nilai": "ya"}], actor=None)
