"""The columns of a ministry result, found by their heads however they are named."""

from collections.abc import Iterable, Iterator

from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import ribuan
from registry.cocok import BarisMasuk, lipat

BATAS_BARIS = 5_000
BARIS_KEPALA = 15  # a head stands within the first rows, under whatever title there is
PANJANG = {"nomor": 60, "nama": 120, "desa": 120, "kecamatan": 120, "kode_desa": 40, "keterangan": 300}
KURANG = "Kolom nomor registrasi atau nama posyandu tidak ditemukan. Baris judul tabelnya harus menyebut keduanya."


_DESA = frozenset({"desa", "kelurahan", "kel"})
# (field, one word of each of these sets, none of these): the first line that fits is taken.
KEPALA: tuple[tuple[str, tuple[frozenset[str], ...], frozenset[str]], ...] = (
    ("kode_desa", (frozenset({"kode", "kd"}), _DESA | {"wilayah"}), frozenset()),
    ("nomor", (frozenset({"registrasi", "reg", "register", "noreg"}),), frozenset({"tanggal", "tgl", "status"})),
    ("nomor", (frozenset({"nomor", "no", "kode"}), frozenset({"posyandu"})), frozenset()),
    ("keterangan", (frozenset({"keterangan", "ket", "status", "catatan", "alasan"}),), frozenset()),
    ("kecamatan", (frozenset({"kecamatan", "kec"}),), frozenset()),
    ("desa", (_DESA,), frozenset()),
    ("nama", (frozenset({"posyandu"}),), frozenset({"jumlah", "alamat", "ketua", "tanggal", "sk"})),
)


def kolom_dari(judul: str) -> str:
    """The field a head stands for; empty where it is none of ours."""
    kata = set(lipat(judul).split())
    cocok = (nama for nama, ada, bukan in KEPALA if all(kata & a for a in ada) and not kata & bukan)
    return next(cocok, "")


def peta_kolom(sel: list[str]) -> dict[str, int] | None:
    """{field: column} where the row is the head of such a table."""
    peta: dict[str, int] = {}
    for ke, judul in enumerate(sel):
        nama = kolom_dari(judul)
        if nama and nama not in peta:
            peta[nama] = ke
    return peta if {"nomor", "nama"} <= peta.keys() else None


def baca_baris(rows: Iterable[tuple[int, list[str]]]) -> Iterator[BarisMasuk]:
    """Rows below the head, one by one. Raises Ditolak("berkas", …) without a head or with too many rows."""
    peta: dict[str, int] | None = None
    jumlah = 0
    for ke, (nomor_baris, sel) in enumerate(rows):
        if peta is None:
            peta = peta_kolom(sel)
            if peta is None and ke >= BARIS_KEPALA:
                break
            continue
        isi = {k: sel[x].strip()[: PANJANG[k]] if x < len(sel) else "" for k, x in peta.items()}
        if not (isi["nomor"] or isi["nama"]):
            continue
        jumlah += 1
        if jumlah > BATAS_BARIS:
            raise Ditolak("berkas", f"Berkas ini punya lebih dari {ribuan(BATAS_BARIS)} baris. Bagi dua.")
        yield BarisMasuk(nomor_baris, **isi)
    if peta is None:
        raise Ditolak("berkas", KURANG)
    if not jumlah:
        raise Ditolak("berkas", "Tabel di berkas ini tidak punya baris.")
