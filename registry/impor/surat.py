"""Kind: decrees and records of units (number and dates; the scan is added on the unit's page)."""

from audit.record import selisih
from registry import actions
from registry.actions.surat import salah_isi
from registry.impor.bacaan import lipat, pilihan, tanggal, teks
from registry.impor.dasar import KOLOM_UNIT, Isi, Jenis, KolomImpor, Konteks, Putusan
from registry.models import HasilBaris, JenisSK, SuratKeputusan

KOLOM: tuple[KolomImpor, ...] = (
    *KOLOM_UNIT,
    KolomImpor(
        "jenis",
        "Jenis surat",
        pilihan(
            dict(JenisSK.choices),
            sk_pembentukan="pembentukan",
            sk_pengurus="pengurus",
            sk_kader="kader",
            musyawarah="berita_acara",
            ba_musyawarah="berita_acara",
            berita_acara="berita_acara",
        ),
        "Keputusan kader",
        wajib=True,
        sinonim=("jenis", "jenis sk", "macam surat"),
    ),
    KolomImpor(
        "nomor", "Nomor surat", teks(80), "400/12/2026", wajib=True, sinonim=("nomor", "nomor sk", "no sk", "no surat")
    ),
    KolomImpor(
        "tanggal",
        "Tanggal surat",
        tanggal,
        "02/01/2026",
        wajib=True,
        sinonim=("tanggal", "tanggal sk", "tgl sk", "tgl"),
    ),
    KolomImpor("berlaku_dari", "Berlaku dari", tanggal, "", sinonim=("mulai berlaku", "tmt", "berlaku sejak")),
    KolomImpor("berlaku_sampai", "Berlaku sampai", tanggal, "", sinonim=("berakhir", "akhir berlaku", "sampai dengan")),
    KolomImpor(
        "penanda_tangan", "Penanda tangan", teks(120), "Lurah Klego", sinonim=("ditandatangani oleh", "pejabat")
    ),
    KolomImpor(
        "alasan_surut",
        "Alasan berlaku surut",
        teks(200),
        "",
        bantuan="Hanya kalau surat ditandatangani sesudah mulai berlaku.",
        sinonim=("alasan surut",),
    ),
)


def periksa(konteks: Konteks, isi: Isi) -> Putusan:
    p = Putusan()
    for kolom, kalimat in salah_isi(isi, konteks.hari):
        p.tolak(kolom, kalimat)
    unit = konteks.cari_unit(isi, p)
    if unit is None or p.hasil == HasilBaris.TOLAK or not {"jenis", "nomor", "tanggal"} <= isi.keys():
        return p
    p.objek = unit
    lama = konteks.sk.get((unit.pk, isi["jenis"], lipat(isi["nomor"])))
    if lama is not None:
        p.objek = lama
        p.beda = selisih({k: getattr(lama, k) for k in _surat(isi)}, _surat(isi))
        if p.hasil != HasilBaris.PERIKSA:
            p.hasil = HasilBaris.UBAH if p.beda else HasilBaris.SAMA
    return p


def _surat(isi: Isi) -> Isi:
    """What the row says of the paper; an empty cell says nothing."""
    return {k: v for k, v in isi.items() if k in actions.KOLOM_SURAT and k not in ("jenis", "nomor")}


def simpan(konteks: Konteks, isi: Isi, p: Putusan) -> SuratKeputusan:
    if isinstance(p.objek, SuratKeputusan):
        sk = actions.ubah_surat(p.objek, _surat(isi), versi=p.objek.versi, actor=konteks.pemilik)
    else:
        surat = {"jenis": isi["jenis"], "nomor": isi["nomor"], "contoh": konteks.contoh, **_surat(isi)}
        sk = actions.tambah_sk(p.objek, surat, actor=konteks.pemilik)
    konteks.sk[sk.posyandu_id, sk.jenis, lipat(sk.nomor)] = sk
    return sk


def kunci(konteks: Konteks, isi: Isi) -> str:
    unit = konteks.cari_unit(isi, Putusan())
    if unit is None or not {"jenis", "nomor"} <= isi.keys():
        return ""
    return f"{unit.pk}|{isi['jenis']}|{lipat(isi['nomor'])}"


SURAT = Jenis(
    kode="sk",
    nama="SK dan berita acara",
    keterangan="Nomor dan tanggal surat tiap posyandu. Pindaiannya dilampirkan kemudian di halaman posyandunya.",
    kolom=KOLOM,
    sebutan=lambda isi: str(isi.get("nomor", "")),
    kunci=kunci,
    periksa=periksa,
    simpan=simpan,
)
