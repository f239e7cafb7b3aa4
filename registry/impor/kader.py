"""Kind: kader of units, each of one field."""

from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.galat import Ditolak
from registry import actions
from registry.impor.bacaan import lipat, pilihan, tanggal, teks
from registry.impor.dasar import KOLOM_UNIT, Isi, Jenis, KolomImpor, Konteks, Putusan
from registry.models import HasilBaris, Kader
from registry.nik import periksa_nik, tutup_nik

KOLOM: tuple[KolomImpor, ...] = (
    KolomImpor("nama", "Nama lengkap", teks(120), "Kader contoh", wajib=True, sinonim=("nama", "nama kader")),
    KolomImpor(
        "jenis_kelamin",
        "Jenis kelamin",
        pilihan({"P": "Perempuan", "L": "Laki-laki"}, pr="P", wanita="P", lk="L", pria="L", laki="L"),
        "Perempuan",
        wajib=True,
        sinonim=("jk", "l p", "kelamin", "gender"),
    ),
    KolomImpor(
        "bidang",
        "Bidang",
        pilihan(
            dict(NAMA),
            pu="pekerjaan_umum",
            perumahan="perumahan_rakyat",
            trantibum="trantibumlinmas",
            linmas="trantibumlinmas",
        ),
        "Kesehatan",
        wajib=True,
        bantuan="Satu dari enam bidang.",
        sinonim=("bidang spm", "bidang kader"),
    ),
    KolomImpor(
        "mulai", "Mulai bertugas", tanggal, "02/01/2024", wajib=True, sinonim=("mulai", "tmt", "tanggal mulai", "sejak")
    ),
    KolomImpor(
        "nik",
        "NIK",
        teks(30),
        bantuan="16 angka. Boleh kosong. Disimpan tersandi.",
        pribadi=True,
        sinonim=("no ktp", "nomor induk kependudukan", "no nik"),
    ),
    KolomImpor("tanggal_lahir", "Tanggal lahir", tanggal, pribadi=True, sinonim=("tgl lahir", "lahir")),
    *KOLOM_UNIT,
)


def periksa(konteks: Konteks, isi: Isi) -> Putusan:
    p = Putusan()
    if isi.get("mulai") and isi["mulai"] > konteks.hari:
        p.tolak("mulai", "Tanggal ini belum terjadi.")
    sidik = _periksa_nik(isi, p)
    unit = konteks.cari_unit(isi, p)
    if unit is None or p.hasil == HasilBaris.TOLAK or not {"nama", "bidang", "mulai"} <= isi.keys():
        return p
    p.objek = unit
    if unit.status == "tutup":
        return p.tolak("posyandu", "Posyandu ini sudah tutup.")
    # Of two people of one name with two numbers each is one; without a number the name decides.
    sama = [
        k
        for k in konteks.kader.get(unit.pk, ())
        if (sidik and k.orang.nik_sidik == sidik)
        or (lipat(k.orang.nama) == lipat(isi["nama"]) and not (sidik and k.orang.nik_sidik))
    ]
    if any(k.bidang == isi["bidang"] for k in sama):
        p.hasil, p.pesan = HasilBaris.SAMA, {}
    elif sama:
        nama_bidang = NAMA[sama[0].bidang].lower()
        p.ragu("bidang", f"Orang bernama ini sudah kader bidang {nama_bidang} di posyandu itu. Satu kader satu bidang.")
    return p


def _periksa_nik(isi: Isi, p: Putusan) -> str:
    """Its keyed hash, "" without one; an impossible number refuses the row, one of another birth date is looked at."""
    lahir, jk = isi.get("tanggal_lahir"), isi.get("jenis_kelamin", "")
    try:
        nik, peringatan = periksa_nik(isi.get("nik", ""), lahir=lahir, jenis_kelamin=jk)
    except Ditolak as galat:
        p.tolak("nik", str(galat))
        return ""
    if peringatan:
        p.ragu("nik", " ".join(peringatan))
    return tutup_nik(nik)[1] or ""


def simpan(konteks: Konteks, isi: Isi, p: Putusan) -> Kader:
    actions.kunci_posyandu(p.objek.pk)  # two imports at once: one adds the person
    jalan = Kader.objects.filter(posyandu=p.objek, sampai=None, bidang=isi["bidang"])
    if not isi.get("nik") and jalan.filter(orang__nama__iexact=isi["nama"]).exists():
        raise Ditolak("nama", "Kader ini baru saja dicatat di posyandu itu.")
    kolom: Isi = {k: isi[k] for k in ("nama", "jenis_kelamin", "nik", "tanggal_lahir") if k in isi}
    orang, baru = actions.cari_atau_buat_orang({**kolom, "contoh": konteks.contoh}, actor=konteks.pemilik)
    if not baru and jalan.filter(orang=orang).exists():
        raise Ditolak("nik", "Kader ini baru saja dicatat di posyandu itu.")
    kader = actions.tambah_kader(p.objek, orang, bidang=isi["bidang"], mulai=isi["mulai"], actor=konteks.pemilik)
    konteks.kader.setdefault(p.objek.pk, []).append(kader)
    return kader


def kunci(konteks: Konteks, isi: Isi) -> str:
    unit = konteks.cari_unit(isi, Putusan())
    return f"{unit.pk}|{lipat(isi['nama'])}|{isi['bidang']}" if unit and {"nama", "bidang"} <= isi.keys() else ""


KADER = Jenis(
    kode="kader",
    nama="Kader",
    keterangan="Kader tiap posyandu, masing-masing satu bidang. Posyandunya harus sudah ada.",
    kolom=KOLOM,
    sebutan=lambda isi: isi.get("nama", ""),
    kunci=kunci,
    periksa=periksa,
    simpan=simpan,
)
