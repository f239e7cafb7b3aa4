"""The catalogue in words for people who have to judge it: what is asked, what a rule looks at, with which threshold."""

from collections.abc import Mapping
from decimal import Decimal

from spm_services.ambang import MENURUT_NAMA
from spm_services.forms.kolom import kata_kalau
from spm_services.katalog.cek import (
    KATA_TANDA,
    Aturan,
    Batas,
    Dijawab,
    JumlahYa,
    Melewati,
    SalahSatuMelewati,
    kata_angka,
)
from spm_services.katalog.dasar import Angka, Banyak, Desimal, JenisLayanan, Kolom, Langkah, Pilihan, Subjek
from spm_services.sasaran import kata_untuk

JENIS = {
    "angka": "bilangan",
    "desimal": "ukuran",
    "pilihan": "pilih satu",
    "banyak": "boleh beberapa",
    "teks": "tulisan",
    "tanggal": "tanggal",
    "ya_tidak": "ya atau tidak",
    "lokasi": "titik di peta",
}
SUBJEK = {
    Subjek.KELOMPOK: "kegiatan bersama",
    Subjek.ORANG: "satu orang",
    Subjek.KELUARGA: "satu keluarga",
    Subjek.OBJEK: "satu tempat atau benda",
}
LANGKAH = {
    Langkah.PENGUKURAN: "langkah 2 hari buka (pengukuran)",
    Langkah.PELAYANAN: "langkah 4 hari buka (pelayanan)",
    Langkah.PENYULUHAN: "langkah 5 hari buka (penyuluhan)",
    Langkah.TANPA: "di luar hari buka",
}
TINDAKAN = {"edukasi": "Edukasi", "rujuk": "Rujuk", "segera": "Segera"}


def kata_kolom(entri: JenisLayanan, kolom: Kolom) -> list[str]:
    """What a question takes and of whom, in short parts."""
    bagian = [JENIS[kolom.jenis] + _satuan(kolom)]
    if isinstance(kolom, Desimal) and not kolom.batas:
        bagian.append(f"{kata_angka(kolom.minimum)} sampai {kata_angka(kolom.maksimum)}")
    if isinstance(kolom, Desimal) and kolom.batas:
        bagian.append("batas menurut umur dan jenis kelamin")
    if isinstance(kolom, Pilihan | Banyak):
        bagian.append(", ".join(kata for _, kata in kolom.opsi))
    if isinstance(kolom, Pilihan) and kolom.daftar:
        bagian.append("daerah bisa menambah pilihan")
    bagian.append("harus diisi" if kolom.wajib else "boleh kosong")
    bagian += [f"hanya {kata_untuk(kolom.untuk)}"] if kolom.untuk else []
    bagian += [kata_kalau(kolom.kalau, entri.kolom(kolom.kalau.kolom)).rstrip(".").lower()] if kolom.kalau else []
    bagian += ["diisi tenaga kesehatan"] if kolom.oleh or entri.oleh else []
    bagian += ["tertutup"] if kolom.tertutup or entri.tertutup else []
    bagian += ["nama orang disamarkan bagi yang tidak perlu"] if kolom.pribadi else []
    return bagian


def _satuan(kolom: Kolom) -> str:
    return f" ({kolom.satuan})" if isinstance(kolom, Angka | Desimal) and kolom.satuan else ""


def _batas(ukuran: str, tanda: str, nama: str, ambang: Mapping[str, Decimal]) -> str:
    satuan = MENURUT_NAMA[nama].satuan
    return f"{ukuran} {KATA_TANDA[tanda]} {kata_angka(ambang[nama])} {satuan}".rstrip()


def kata_aturan(aturan: Aturan, ambang: Mapping[str, Decimal]) -> str:
    """When a rule is met, with the thresholds that hold: "LILA < 23,5 cm"."""
    match aturan:
        case Melewati():
            return _batas(aturan.ukuran, aturan.tanda, aturan.ambang, ambang)
        case SalahSatuMelewati():
            return " atau ".join(_batas(b.ukuran, b.tanda, b.ambang, ambang) for b in aturan.batas)
        case JumlahYa():
            return f"{aturan.ukuran}: paling sedikit {kata_angka(ambang[aturan.ambang])} dijawab ya"
        case Dijawab():
            return _kata_dijawab(aturan)


def _kata_dijawab(aturan: Dijawab) -> str:
    kata = dict(aturan.sebutan)
    jawab = [kata.get(n, "ya" if n is True else "tidak" if n is False else str(n)) for n in aturan.nilai]
    return f"{aturan.ukuran}: {' atau '.join(jawab) if jawab else 'ada yang dicentang'}"


def ambang_aturan(aturan: Aturan) -> list[str]:
    """Names of the thresholds a rule looks at."""
    batas: tuple[Batas, ...] = getattr(aturan, "batas", ())
    return [b.ambang for b in batas] or ([nama] if (nama := getattr(aturan, "ambang", "")) else [])
