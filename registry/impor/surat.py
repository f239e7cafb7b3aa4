"""Kind: decrees and records of units (number and dates; the scan is added on the unit's page)."""

from registry import actions
from registry.impor.bacaan import lipat, pilihan, tanggal, teks
from registry.impor.dasar import KOLOM_UNIT, Isi, Jenis, KolomImpor, Konteks, Putusan
from registry.models import HasilBaris, JenisSK, SuratKeputusan

TANGGAL = ("tanggal", "berlaku_dari", "berlaku_sampai", "penanda_tangan")
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
    KolomImpor("nomor", "Nomor surat", teks(80), "400/12/2026", wajib=True, sinonim=("nomor", "nomor sk", "no sk", "no surat")),
    KolomImpor("tanggal", "Tanggal surat", tanggal, "02/01/2026", wajib=True, sinonim=("tanggal", "tanggal sk", "tgl sk", "tgl")),
    KolomImpor("berlaku_dari", "Berlaku dari", tanggal, "", sinonim=("mulai berlaku", "tmt", "berlaku sejak")),
    KolomImpor("berlaku_sampai", "Berlaku sampai", tanggal, "", sinonim=("berakhir", "akhir berlaku", "sampai dengan")),
    KolomImpor("penanda_tangan", "Penanda tangan", teks(120), "Lurah Klego", sinonim=("ditandatangani oleh", "pejabat")),
)


def periksa(konteks: Konteks, isi: Isi) -> Putusan:
    p = Putusan()
    hari = isi.get("tanggal")
    if hari and hari > konteks.hari:
        p.tolak("tanggal", "Tanggal ini belum terjadi.")
    awal = max(filter(None, (hari, isi.get("berlaku_dari"))), default=None)
    if awal and isi.get("berlaku_sampai") and isi["berlaku_sampai"] <= awal:
        p.tolak("berlaku_sampai", "Harus sesudah tanggal surat dan sesudah mulai berlaku.")
    if hari and isi.get("berlaku_dari") and isi["berlaku_dari"] < hari:
        p.ragu("berlaku_dari", "Surat ditandatangani sesudah mulai berlaku. Pastikan tanggalnya.")
    unit = konteks.cari_unit(isi, p)
    if unit is None or p.hasil == HasilBaris.TOLAK or not {"jenis", "nomor", "tanggal"} <= isi.keys():
        return p
    p.objek = unit
    lama = konteks.sk.get((unit.pk, isi["jenis"], lipat(isi["nomor"])))
    if lama is not None:
        p.hasil, p.pesan = HasilBaris.SAMA, {}
        beda = [k for k in TANGGAL if k in isi and getattr(lama, k) != isi[k]]
        for k in beda:
            p.tolak(k, "Surat ini sudah tercatat dengan isi lain. Perbaiki di halaman surat posyandunya.")
    return p


def simpan(konteks: Konteks, isi: Isi, p: Putusan) -> SuratKeputusan:
    surat = {k: isi[k] for k in ("jenis", "nomor", *TANGGAL) if k in isi}
    sk = actions.tambah_sk(p.objek, {**surat, "contoh": konteks.contoh}, actor=konteks.pemilik)
    konteks.sk[p.objek.pk, sk.jenis, lipat(sk.nomor)] = sk
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
