"""Incentives and keaktifan: a purse of the kota with lists in every state, an objection, an answer about a kader."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from posyandu_app.lib.periode import Bulan
from registry import actions
from registry.models import (
    BarisBayar,
    BulanBayar,
    DaftarBayar,
    Kader,
    Keaktifan,
    KeberatanInsentif,
    Pembayar,
    Posyandu,
    TarifInsentif,
)
from registry.workflow_insentif import INSENTIF
from tests.pembuat import make_kader_sk, make_tarif

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  registry:insentif                200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:insentif ?wilayah       404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:insentif-saya           200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:insentif-tarif          200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:insentif-tarif-baru     403 302 200 403 200 403 403 403 403 403 403 403 403 403 200 403 302
GET  registry:insentif-tarif-akhiri   403 404 404 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:insentif-tunggakan      200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:insentif-baru           403 302 200 403 200 403 403 403 403 403 403 403 403 403 200 403 302
GET  registry:insentif-rinci          404 404 404 404 200 200 404 200 200 200 200 200 200 404 404 403 302
GET  registry:insentif-cetak          404 404 404 404 200 200 404 200 200 200 200 200 200 404 404 403 302
GET  registry:insentif-langkah        403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:insentif-langkah        403 404 404 403 302 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:insentif-tanda          403 404 404 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:insentif-bayar          403 404 404 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:insentif-baris          403 404 404 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:insentif-lunasi         403 404 404 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:insentif-keberatan      403 200 200 403 200 403 403 403 403 403 403 403 403 404 404 403 302
GET  registry:insentif-jawab          403 404 404 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:keaktifan               200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:keaktifan ?wilayah      404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:keaktifan-jawab         403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
"""
ALUR = (("DaftarBayar", "status"),)
AWAL = date(2026, 1, 5)


def _susun(tarif: TarifInsentif, bulan: int) -> DaftarBayar:
    masa = (Bulan(2026, bulan), Bulan(2026, bulan))
    return actions.susun_daftar(tarif.pembayar.wilayah, tarif.pembayar, masa, actor=None)


def _isi(posyandu: Posyandu, kader: Kader) -> dict[str, object]:
    """Lists of January to April: draft, open with an objection, signed, paid with arrears."""
    tarif = make_tarif(posyandu.kode[:5])
    draf, buka, tanda, lunas = (_susun(tarif, b) for b in (1, 2, 3, 4))
    for d in (buka, tanda, lunas):
        INSENTIF.apply(d.pk, "buka_insentif", actor=None)
    keberatan = actions.ajukan_keberatan(buka.baris_list.get(orang=kader.orang).pk, "Salah jumlah", actor=None)
    for d in (tanda, lunas):
        actions.tanda_daftar(d.pk, tanggal=date(2026, 5, 1), penanda_tangan="Kepala dinas", actor=None)
    tunggak = lunas.baris_list.get(orang=kader.orang)
    isi = {"tanggal": date(2026, 5, 2), "bukti": "BKU 1", "tunggakan": frozenset({tunggak.pk})}
    actions.bayar_daftar(lunas.pk, actor=None, **isi)
    Keaktifan.objects.create(kader=kader, jawaban="aktif", tanggal=AWAL)
    return {
        "tarif": tarif,
        "bayar_draf": draf,
        "bayar_buka": buka,
        "bayar_tanda": tanda,
        "baris_bayar": draf.baris_list.get(orang=kader.orang),
        "keberatan": keberatan,
        "tunggak": tunggak,
        "kader_sk": kader,
    }


def baris_skop(posyandu: Posyandu) -> None:
    kader = Kader.objects.filter(posyandu=posyandu).order_by("pk")[0]
    kader.sk = actions.tambah_sk(posyandu, {"jenis": "kader", "nomor": "2", "tanggal": AWAL}, actor=None)
    kader.save(update_fields=["sk"])
    _isi(posyandu, kader)
    semua = (Pembayar, TarifInsentif, DaftarBayar, BarisBayar, BulanBayar, KeberatanInsentif, Keaktifan)
    kosong = [m for m in semua if not m.objects.exists()]
    if kosong:
        raise ValueError(kosong)


def bangun(dunia: Any) -> dict[str, object]:
    return _isi(dunia.unit, make_kader_sk(dunia.unit))


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    lain = dunia.lain
    milik = {
        "insentif-tarif-akhiri": "tarif",
        "insentif-rinci": "bayar_draf",
        "insentif-cetak": "bayar_draf",
        "insentif-langkah": "bayar_draf",
        "insentif-tanda": "bayar_buka",
        "insentif-bayar": "bayar_tanda",
        "insentif-baris": "baris_bayar",
        "insentif-lunasi": "tunggak",
        "insentif-keberatan": "baris_bayar",
        "insentif-jawab": "keberatan",
        "keaktifan-jawab": "kader_sk",
    }
    return {f"registry:{nama}": {"pk": lain[apa].pk} for nama, apa in milik.items()}


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    lain = dunia.lain
    tarif, baris, tunggak = lain["tarif"], lain["baris_bayar"].pk, lain["tunggak"].pk
    kota, mei = tarif.pembayar.wilayah, (Bulan(2026, 5), Bulan(2026, 5))
    isi_tarif = {"jenis": "lainnya", "nama": "x", "jumlah": Decimal(1), "satuan": "bulan", "nomor_sk": "1"}
    isi_tarif |= {"tanggal_sk": AWAL, "mulai": AWAL, "sampai": date(2027, 1, 1)}
    aktif = {"jawaban": "aktif", "tanggal": AWAL}
    hari, draf = date(2026, 5, 3), lain["bayar_draf"].pk
    return {
        "registry.actions.tambah_tarif": lambda a: actions.tambah_tarif(kota, isi_tarif, actor=a),
        "registry.actions.akhiri_tarif": lambda a: actions.akhiri_tarif(tarif.pk, sampai=hari, actor=a),
        "registry.actions.susun_daftar": lambda a: actions.susun_daftar(kota, tarif.pembayar, mei, actor=a),
        "registry.actions.tanda_daftar": lambda a: actions.tanda_daftar(
            lain["bayar_buka"].pk, tanggal=hari, penanda_tangan="x", actor=a
        ),
        "registry.actions.bayar_daftar": lambda a: actions.bayar_daftar(
            lain["bayar_tanda"].pk, tanggal=hari, bukti="x", actor=a
        ),
        "registry.actions.ubah_baris": lambda a: actions.ubah_baris(
            baris, bulan=[202601], kali=None, catatan="x", actor=a
        ),
        "registry.actions.keluarkan_baris": lambda a: actions.keluarkan_baris(baris, alasan="x", actor=a),
        "registry.actions.lunasi": lambda a: actions.lunasi(tunggak, tanggal=hari, bukti="x", actor=a),
        "registry.actions.ajukan_keberatan": lambda a: actions.ajukan_keberatan(baris, "x", actor=a),
        "registry.actions.jawab_keberatan": lambda a: actions.jawab_keberatan(
            lain["keberatan"].pk, diterima=False, jawaban="x", actor=a
        ),
        "registry.actions.jawab_keaktifan": lambda a: actions.jawab_keaktifan(lain["kader_sk"].pk, aktif, actor=a),
        "registry.workflow_insentif.INSENTIF": lambda a: INSENTIF.apply(draf, "buka_insentif", actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("insentif", "dinas_pmd", 9, alamat("registry:insentif")),
        ("tarif insentif", "dinas_pmd", 8, alamat("registry:insentif-tarif")),
        ("rinci insentif", "dinas_pmd", 12, alamat("registry:insentif-rinci", pk="lain.bayar_draf.pk")),
        ("daftar terima", "dinas_pmd", 8, alamat("registry:insentif-cetak", pk="lain.bayar_draf.pk")),
        ("tunggakan", "dinas_pmd", 8, alamat("registry:insentif-tunggakan")),
        ("insentif saya", "pengurus", 8, alamat("registry:insentif-saya")),
        ("keaktifan", "dinas_pmd", 9, alamat("registry:keaktifan")),
    ]


def tambah(dunia: Any, n: int) -> None:
    """n more people on the draft that the pages show, and n more terms."""
    draf: DaftarBayar = dunia.lain["bayar_draf"]
    nilai = {"banyak": 1, "jumlah": Decimal(250_000)}
    for _ in range(n):
        kader: Kader = make_kader_sk(dunia.unit)
        BarisBayar.objects.create(daftar=draf, orang=kader.orang, posyandu=dunia.unit, kader=kader, **nilai)
