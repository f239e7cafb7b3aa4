"""Imports of budget lines and of code books."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from accounts.models import JenisBerkas, User
from planning.actions import ganti_kode, impor, impor_latar, impor_tarik, kode
from planning.actions.ganti_kode import Pilihan
from planning.impor.dasar import Bacaan, BagianBaca, BarisBaca
from planning.impor.nomenklatur import BarisBuku, Buku, KodeBuku
from planning.models import DokumenAnggaran, GantiKode, ImporRencana, KodeNomenklatur
from planning.nomenklatur import KodePutus
from registry.models import Posyandu
from tests.pembuat import make_baris, make_dokumen, make_user
from wilayah.models import Wilayah

TANYA = {"?putus": "?skema=apbd&kode=1.02.02.2.02.0004&tahun=2026"}
#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  planning:impor                   403 403 200 403 403 403 403 403 403 200 403 403 403 403 200 403 302
GET  planning:impor-templat           403 403 200 403 403 403 403 403 403 200 403 403 403 403 200 403 302
GET  planning:impor-baru              403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:impor-rinci             403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:impor-ekspor            403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:impor-ambil             403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:impor-ambil             403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:impor-buang             403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:impor-buang             403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:impor-tarik             403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:impor-tarik             403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:kode                    403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:kode-buku               403 200 200 200 200 200 403 403 200 200 200 403 200 404 200 403 302
GET  planning:kode-muat               403 403 200 403 403 403 403 403 403 200 403 403 403 403 200 403 302
GET  planning:kode-putus              403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:kode-putus-baris        403 404 404 404 404 404 403 403 404 404 404 403 404 404 404 403 302
GET  planning:kode-putus-baris ?putus 403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:kode-ganti              403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:kode-ganti              403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:kode-gantian            403 403 200 403 403 403 403 403 403 200 403 403 403 403 200 403 302
GET  planning:kode-ganti-banyak       403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:kode-ganti-banyak       403 403 302 403 403 403 403 403 403 302 403 403 403 403 302 403 302
GET  planning:kode-kembalikan         403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:kode-kembalikan         403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
"""
VERSI = {"skema": "apbd", "tahun_dari": 2026, "sumber": "uji", "lengkap": True}


def _bacaan(n: int = 1) -> Bacaan:
    return Bacaan(
        [
            BarisBaca(
                i + 2,
                {},
                kode=f"1.02.02.2.02.{i:04d}",
                uraian="Balita",
                pagu=Decimal(1000),
                sumber=[BagianBaca("dau", "1.2.01.08", "DAU", Decimal(1000))],
            )
            for i in range(n)
        ]
    )


def _impor(dokumen: DokumenAnggaran, actor: User | None, n: int = 1) -> ImporRencana:
    kiriman = impor.Kiriman(bentuk="sipd", nama="uji.xlsx", sidik=f"sidik {ImporRencana.objects.count()}")
    return impor.mulai_impor(dokumen, _bacaan(n), kiriman, actor=actor)


def _buku(nama: str, actor: User | None) -> ImporRencana:
    k = KodeBuku("1.02.02.2.02.0009", "sub_kegiatan", "Pelayanan Balita")
    buku = Buku([BarisBuku(2, k.kode, k.uraian, baru=[k])], {k.kode: k})
    kiriman = impor.Kiriman(bentuk="kode", nama="kode.xlsx", sidik=nama)
    return kode.mulai_buku(Wilayah.objects.get(pk="33.75"), buku, kiriman, {**VERSI, "nama": nama}, actor=actor)


def _gantian(dunia: Any) -> dict[str, Any]:
    """A bulk replacement of one line."""
    isi = {"kode_kegiatan": "9", "uraian": "x", "nomenklatur": "x", "bidang": ""}
    baris = dunia.baris_draf
    kini = {k: getattr(baris, k) for k in isi}
    satu = {"baris": baris.pk, "dokumen": baris.dokumen_id, "dari": kini, "ke": kini}
    return {"wilayah": dunia.draf.wilayah, "tahun": 2026, "isi": [satu]}


def _pilihan(dunia: Any) -> list[Pilihan]:
    b, kab = dunia.baris_draf, dunia.draf.wilayah_id
    p = KodePutus("apbd", dunia.draf.tahun, kab, b.kode_kegiatan, b.uraian, 1, 1)
    return [Pilihan(p, dunia.lain["kode_baru"])]


def _diambil(dunia: Any, actor: User) -> ImporRencana:
    """One that was taken, into a draft of its own."""
    dokumen = make_dokumen("kua_ppas", dunia.draf.wilayah_id, 2031, tetap=False)
    return impor.ambil_impor(_impor(dokumen, actor).pk, actor=actor)


def baris_skop(posyandu: Posyandu) -> None:
    _impor(make_dokumen("kua_ppas", posyandu.kode[:5], 2026, tetap=False), None)
    perencana = make_user(f"pengganti-{posyandu.pk}", peran="perencana", kode=posyandu.kode[:5])
    GantiKode.objects.create(wilayah_id=posyandu.kode[:5], tahun=2026, pemilik=perencana)


def bangun(dunia: Any) -> dict[str, object]:
    perencana = dunia.cast["perencana"]
    versi = kode.ambil_buku(_buku("buku kota", perencana).pk, actor=perencana)
    return {
        "impor_rencana": _impor(dunia.draf, perencana),
        "impor_minta": _impor(dunia.draf, perencana),
        "ganti_kode": GantiKode.objects.create(**_gantian(dunia), pemilik=perencana),
        "impor_diambil": _diambil(dunia, perencana),
        "buku_baru": _buku("buku baru", perencana),
        "versi_kode": versi,
        "kode_baru": KodeNomenklatur.objects.get(versi=versi),
    }


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    kunci = {"kunci": dunia.lain["impor_rencana"].uuid}
    return {
        **{f"planning:impor-{n}": kunci for n in ("rinci", "ambil", "buang", "tarik")},
        "planning:impor-ekspor": {**kunci, "bentuk": "csv"},
        "planning:impor-templat": {"skema": "apbd"},
        "planning:impor-baru": {"pk": dunia.draf.pk},
        "planning:kode-buku": {"pk": dunia.lain["versi_kode"].pk},
        "planning:kode-ganti": {"pk": dunia.baris_draf.pk},
        "planning:kode-kembalikan": {"pk": dunia.lain["ganti_kode"].pk},
    }


def langkah(dunia: Any) -> dict[str, Callable[[User], Any]]:
    lain, draf = dunia.lain, dunia.draf
    kota, nama = Wilayah.objects.get(pk="33.75"), {**VERSI, "nama": "lain"}
    kiriman, csv = impor.Kiriman(bentuk="sipd", nama="x", sidik="x"), {"bentuk": JenisBerkas.CSV}
    return {
        "planning.actions.mulai_impor": lambda a: impor.mulai_impor(draf, _bacaan(), kiriman, actor=a),
        "planning.actions.ambil_impor": lambda a: impor.ambil_impor(lain["impor_rencana"].pk, actor=a),
        "planning.actions.buang_impor": lambda a: impor.buang_impor(lain["impor_rencana"].pk, actor=a),
        "planning.actions.buat_impor": lambda a: impor.buat_impor(draf, kiriman, actor=a),
        "planning.actions.tarik_impor": lambda a: impor_tarik.tarik_impor(lain["impor_diambil"].pk, "x", actor=a),
        "planning.actions.antre_impor": lambda a: impor_latar.antre_impor(draf, b"x", kiriman, actor=a, **csv),
        "planning.actions.antre_buku": lambda a: impor_latar.antre_buku(kota, b"x", kiriman, nama, actor=a, **csv),
        "planning.actions.minta_ambil": lambda a: impor_latar.minta_ambil(lain["impor_minta"].pk, actor=a),
        "planning.actions.buat_impor_buku": lambda a: kode.buat_impor_buku(kota, kiriman, nama, actor=a),
        "planning.actions.mulai_buku": lambda a: kode.mulai_buku(kota, Buku(), kiriman, nama, actor=a),
        "planning.actions.ambil_buku": lambda a: kode.ambil_buku(lain["buku_baru"].pk, actor=a),
        "planning.actions.simpan_versi": lambda a: kode.simpan_versi(nama, [], wilayah=kota, actor=a),
        "planning.actions.ganti_banyak": lambda a: ganti_kode.ganti_banyak(_pilihan(dunia), kota, actor=a),
        "planning.actions.kembalikan_ganti": lambda a: ganti_kode.kembalikan_ganti(lain["ganti_kode"].pk, actor=a),
        "planning.actions.ganti_kode": lambda a: kode.ganti_kode(dunia.baris_draf.pk, lain["kode_baru"], actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    putus = alamat("planning:kode-putus-baris")
    return [
        ("impor anggaran", "perencana", 8, alamat("planning:impor")),
        ("impor anggaran rinci", "perencana", 12, alamat("planning:impor-rinci", kunci="lain.impor_rencana.uuid")),
        ("impor anggaran baru", "perencana", 8, alamat("planning:impor-baru", pk="draf.pk")),
        ("nomenklatur", "perencana", 8, alamat("planning:kode")),
        ("satu nomenklatur", "perencana", 8, alamat("planning:kode-buku", pk="lain.versi_kode.pk")),
        ("penggantian kode", "perencana", 8, alamat("planning:kode-gantian")),
        ("kode putus", "perencana", 12, lambda d: alamat("planning:kode-putus")(d) + "?tahun=2026"),
        ("baris kode putus", "perencana", 12, lambda d: putus(d) + "?skema=apbd&kode=1.02.02.2.02.0004&tahun=2026"),
    ]


def tambah(dunia: Any, n: int) -> None:
    perencana = dunia.cast["perencana"]
    for _ in range(n):
        _impor(dunia.draf, perencana)
        GantiKode.objects.create(**_gantian(dunia), pemilik=perencana)
        versi = {**VERSI, "nama": f"buku {KodeNomenklatur.objects.count()}"}
        isi = [
            {**dict.fromkeys(("bidang", "sebelumnya"), ""), "kode": f"1.02.02.2.02.{i:04d}", "uraian": f"Kegiatan {i}",
             "tingkat": "sub_kegiatan", "tag_resmi": False, "spm": False, "atribut": {}}
            for i in range(3)
        ]  # fmt: skip
        kode.simpan_versi(versi, isi, wilayah=dunia.dokumen.wilayah, actor=None)
        make_baris(dunia.draf, kode_kegiatan="1.02.02.2.02.0099")
