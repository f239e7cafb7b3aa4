"""Training: events, attendance, skill marks."""

from collections.abc import Callable
from datetime import date
from typing import Any

from registry import actions
from registry.models import Kader, Orang, Pelatihan, PesertaPelatihan, Posyandu, TandaKeterampilan
from tests.pembuat import make_kader

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  registry:pelatihan               200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:buat-pelatihan          403 200 200 403 200 403 403 403 403 403 403 403 403 403 200 403 302
GET  registry:pelatihan-rinci         404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:cetak-hadir             404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:ubah-pelatihan          403 404 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:peserta-pelatihan       403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:peserta-pelatihan       403 404 302 403 302 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:peserta-lain            403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:peserta-lain            403 404 422 403 422 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:hadir-pelatihan         403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:hadir-pelatihan         403 404 302 403 302 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:tanda-pelatihan         403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:tanda-pelatihan         403 404 302 403 302 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:hapus-peserta           403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:hapus-peserta           403 404 302 403 302 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:keterampilan            200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:masa-kerja              200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:orang-keterampilan      200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
POST registry:orang-keterampilan      403 422 422 403 422 403 403 403 403 403 403 403 403 404 404 403 302
GET  registry:cabut-tanda             403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:cabut-tanda             403 302 302 403 302 403 403 403 403 403 403 403 403 403 404 403 302
"""
AWAL = date(2026, 1, 5)
ISI = {"judul": "Pelatihan contoh", "mulai": AWAL, "selesai": AWAL, "kelompok": ["kelola"]}


def _isi(posyandu: Posyandu) -> dict[str, object]:
    ada = Kader.objects.filter(posyandu=posyandu).order_by("pk").first()
    orang = (ada or make_kader(posyandu, "sosial")).orang
    acara = actions.buat_pelatihan(posyandu.wilayah, ISI, actor=None)
    lain = {"sebagai": "kepala", "nama": "Lurah contoh"}
    peserta = actions.tambah_peserta_lain(acara.pk, lain, actor=None)
    tanda = actions.tandai(orang.pk, ["kelola_catat"], tanggal=AWAL, penilai="contoh", actor=None)
    return {"acara": acara, "peserta": peserta, "tanda": tanda[0], "terlatih": orang}


def baris_skop(posyandu: Posyandu) -> None:
    _isi(posyandu)
    if not (Pelatihan.objects.exists() and PesertaPelatihan.objects.exists()):
        raise ValueError


def bangun(dunia: Any) -> dict[str, object]:
    return _isi(dunia.unit)


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    acara, lain = {"pk": dunia.lain["acara"].pk}, dunia.lain
    nama = (
        "pelatihan-rinci",
        "cetak-hadir",
        "ubah-pelatihan",
        "peserta-pelatihan",
        "peserta-lain",
        "hadir-pelatihan",
        "tanda-pelatihan",
    )
    return {
        **{f"registry:{n}": acara for n in nama},
        "registry:hapus-peserta": {"pk": lain["peserta"].pk},
        "registry:orang-keterampilan": {"uuid": lain["terlatih"].uuid},
        "registry:cabut-tanda": {"pk": lain["tanda"].pk},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    lain, desa = dunia.lain, dunia.unit.wilayah
    acara, orang = lain["acara"].pk, lain["terlatih"].pk
    nilai = {"tanggal": AWAL, "penilai": "x"}
    baru = {**ISI, "judul": "x"}
    nama = {"sebagai": "lain", "nama": "x"}
    return {
        "registry.actions.buat_pelatihan": lambda a: actions.buat_pelatihan(desa, baru, actor=a),
        "registry.actions.ubah_pelatihan": lambda a: actions.ubah_pelatihan(acara, baru, versi=1, actor=a),
        "registry.actions.tambah_peserta": lambda a: actions.tambah_peserta(acara, [orang], actor=a),
        "registry.actions.tambah_peserta_lain": lambda a: actions.tambah_peserta_lain(acara, nama, actor=a),
        "registry.actions.hapus_peserta": lambda a: actions.hapus_peserta(lain["peserta"].pk, actor=a),
        "registry.actions.isi_hadir": lambda a: actions.isi_hadir(acara, {}, actor=a),
        "registry.actions.tandai": lambda a: actions.tandai(orang, ["bayi_kia"], actor=a, **nilai),
        "registry.actions.tandai_lulus": lambda a: actions.tandai_lulus(acara, ["bayi_asi"], penilai="x", actor=a),
        "registry.actions.cabut_tanda": lambda a: actions.cabut_tanda(lain["tanda"].pk, "x", actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("pelatihan", "dinas_pmd", 8, alamat("registry:pelatihan")),
        ("pelatihan rinci", "dinas_pmd", 12, alamat("registry:pelatihan-rinci", pk="lain.acara.pk")),
        ("keterampilan", "dinas_pmd", 12, alamat("registry:keterampilan")),
        ("masa kerja", "dinas_pmd", 10, alamat("registry:masa-kerja")),
        ("orang keterampilan", "operator_desa", 14, alamat("registry:orang-keterampilan", uuid="lain.terlatih.uuid")),
    ]


def tambah(dunia: Any, n: int) -> None:
    for _ in range(n):
        orang = make_kader(dunia.unit, "sosial").orang
        TandaKeterampilan.objects.create(orang=orang, keterampilan="bayi_asi", tanggal=AWAL, penilai="contoh")
        actions.tambah_peserta(dunia.lain["acara"].pk, [orang.pk], actor=None)
    if not Orang.objects.filter(pelatihan_list__isnull=False).exists():
        raise ValueError
