"""Kind: kader of units, each of one field."""

from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.galat import Ditolak
from registry import actions
from registry.impor.bacaan import lipat, pilihan, tanggal, teks
from registry.impor.dasar import KOLOM_UNIT, Isi, Jenis, KolomImpor, Konteks, Putusan
from registry.models import HasilBaris, Kader, Orang

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
    *KOLOM_UNIT,
)


def periksa(konteks: Konteks, isi: Isi) -> Putusan:
    p = Putusan()
    if isi.get("mulai") and isi["mulai"] > konteks.hari:
        p.tolak("mulai", "Tanggal ini belum terjadi.")
    unit = konteks.cari_unit(isi, p)
    if unit is None or p.hasil == HasilBaris.TOLAK or not {"nama", "bidang", "mulai"} <= isi.keys():
        return p
    p.objek = unit
    if unit.status == "tutup":
        return p.tolak("posyandu", "Posyandu ini sudah tutup.")
    sama = [k for k in konteks.kader.get(unit.pk, ()) if lipat(k.orang.nama) == lipat(isi["nama"])]
    if any(k.bidang == isi["bidang"] for k in sama):
        p.hasil, p.pesan = HasilBaris.SAMA, {}
    elif sama:
        nama_bidang = NAMA[sama[0].bidang].lower()
        p.ragu("bidang", f"Orang bernama ini sudah kader bidang {nama_bidang} di posyandu itu. Satu kader satu bidang.")
    return p


def simpan(konteks: Konteks, isi: Isi, p: Putusan) -> Kader:
    actions.kunci_posyandu(p.objek.pk)  # two imports at once: one adds the person
    sudah = Kader.objects.filter(posyandu=p.objek, sampai=None, bidang=isi["bidang"], orang__nama__iexact=isi["nama"])
    if sudah.exists():
        raise Ditolak("nama", "Kader ini baru saja dicatat di posyandu itu.")
    orang = Orang(nama=isi["nama"], jenis_kelamin=isi["jenis_kelamin"], contoh=konteks.contoh)
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
