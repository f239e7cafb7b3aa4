"""A record as one viewer may read it: closed answers and results, people's names, and what each rule found and why.

Closed (`tertutup`): for tenaga kesehatan of the area (LIHAT_TERTUTUP) and whoever recorded it. Names (`pribadi`): for
those who work with people by name (LIHAT_WARGA) there, and whoever recorded it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from accounts.roles import Cap
from spm_services.actions.rekaman import keadaan_pada
from spm_services.forms.periksa import Siapa, siapa_pada
from spm_services.katalog.dasar import JenisLayanan, Tindakan
from spm_services.katalog.kolom import Kolom
from spm_services.models import HasilAturan, Rekaman
from spm_services.models.rekaman import jawaban
from spm_services.pilihan_lokal import kata_lokal
from spm_services.tiket_buat import rahasia

TERTUTUP = "hanya untuk tenaga kesehatan dan yang mencatat"
DISAMARKAN = "disamarkan"
TIDAK_BERLAKU = "tidak berlaku"
TIDAK_DIISI = "tidak diisi"
URUTAN: dict[str, int] = {t: i for i, t in enumerate((Tindakan.SEGERA, Tindakan.RUJUK, Tindakan.EDUKASI))}


@dataclass(frozen=True)
class Mata:
    """What one viewer may read of one record."""

    tertutup: bool
    nama: bool
    nakes: bool = False  # closed by duty, not as whoever recorded it

    def sembunyi(self, entri: JenisLayanan) -> set[str]:
        """Questions whose answers this viewer may not see."""
        kode = set() if self.tertutup else kolom_tertutup(entri)
        return kode if self.nama else kode | {k.kode for k in entri.isian if k.pribadi}


@dataclass(frozen=True)
class Temuan:
    """What a rule found, in plain words. `sebab` and `sumber` are empty where the result itself stays off the page."""

    tindakan: str
    pesan: str
    arti: str
    sebab: str
    sumber: str
    keyakinan: str


def kolom_tertutup(entri: JenisLayanan) -> set[str]:
    """Codes of the closed questions: all of a closed service's."""
    return {k.kode for k in entri.isian if k.tertutup or entri.tertutup}


def boleh_nama(rekaman: Rekaman, user: User) -> bool:
    """May the person read who the record is about? Who complains of trantibum is for the village's desk and whoever
    wrote it down; else for those who work with people by name, in the field they look after."""
    kode = rekaman.posyandu.kode
    if rekaman.pencatat_id == user.pk:
        return True
    if rahasia(rekaman):
        return user.scope_for(Cap.URUS_TIKET).memuat(kode)
    return user.scope_for(Cap.LIHAT_WARGA).mencapai(kode, rekaman.bidang)


def mata(rekaman: Rekaman, user: User) -> Mata:
    """One unit's code decides; no query. `rekaman.posyandu` is read."""
    nakes = user.scope_for(Cap.LIHAT_TERTUTUP).memuat(rekaman.posyandu.kode)
    sendiri = rekaman.pencatat_id == user.pk
    return Mata(tertutup=nakes or sendiri, nama=boleh_nama(rekaman, user), nakes=nakes)


def butir(rekaman: Rekaman, lihat: Mata) -> list[tuple[Kolom, str]]:
    """Each question with its answer in words. What does not concern the person says so; missing says so too."""
    entri, isi = rekaman.entri, rekaman.isian
    lokal = kata_lokal(entri, rekaman.posyandu.kode) if _ada_lokal(rekaman) else {}
    siapa = _siapa(rekaman)
    sembunyi, tertutup = lihat.sembunyi(entri), kolom_tertutup(entri)
    hasil = []
    for k in entri.isian:
        nilai = isi.get(k.kode)
        if k.kode in sembunyi:
            kata = TERTUTUP if k.kode in tertutup else DISAMARKAN
        elif nilai is None and (not k.diminta(isi) or (siapa and not siapa.cocok(k.untuk))):
            kata = TIDAK_BERLAKU
        else:
            kata = lokal.get(nilai, "") if isinstance(nilai, str) and nilai in lokal else jawaban(k, nilai)
        hasil.append((k, kata))
    return hasil


def _siapa(rekaman: Rekaman) -> Siapa | None:
    """The person on the day; their states are read only where a question asks for one."""
    if rekaman.warga is None:
        return None
    perlu = any(k.untuk and (k.untuk.keadaan or k.untuk.bukan) for k in rekaman.entri.isian)
    keadaan = keadaan_pada(rekaman.warga, rekaman.tanggal) if perlu else ()
    return siapa_pada(rekaman.warga, rekaman.tanggal, keadaan)


def _ada_lokal(rekaman: Rekaman) -> bool:
    """Is an answer none of the catalogue's own options, so that the region's must be read?"""
    return any(
        getattr(k, "daftar", "") and rekaman.isian.get(k.kode) not in (None, *dict(getattr(k, "opsi", ())))
        for k in rekaman.entri.isian
    )


def temuan(rekaman: Rekaman, lihat: Mata, user: User) -> list[Temuan]:
    """What the rules found, the most urgent first. Of a closed one the kader who recorded it reads only what to do, and
    where help is needed at once nothing else."""
    semua = HasilAturan.objects.for_user(user, Cap.LIHAT_CATATAN).filter(rekaman=rekaman)
    rows = [h for h in semua if lihat.tertutup or not _tertutup(h, rekaman.entri)]
    if not lihat.nakes:
        segera = [h for h in rows if _tertutup(h, rekaman.entri) and h.tindakan == Tindakan.SEGERA]
        rows = segera or rows
    rows.sort(key=lambda h: (URUTAN.get(h.tindakan, len(URUTAN)), h.pk))
    return [_temuan(h, rekaman.entri, lihat) for h in rows]


def _tertutup(hasil: HasilAturan, entri: JenisLayanan) -> bool:
    return hasil.tertutup or entri.tertutup


def _temuan(hasil: HasilAturan, entri: JenisLayanan, lihat: Mata) -> Temuan:
    aturan = next((a for a in entri.aturan if a.kode == hasil.kode), None)
    pesan = aturan.pesan if aturan else hasil.arti
    if _tertutup(hasil, entri) and not lihat.nakes:
        return Temuan(hasil.tindakan, pesan, "", "", "", "")
    sumber, keyakinan = (aturan.sumber, aturan.keyakinan) if aturan else ("", "")
    return Temuan(hasil.tindakan, pesan, hasil.arti, hasil.sebab, sumber, keyakinan)


def sebutan_orang(rekaman: Rekaman, lihat: Mata) -> str:
    """Whom the record is about: the name, else that there is one."""
    siapa = rekaman.warga or rekaman.keluarga
    if siapa is None:
        return ""
    tertutup = rekaman.entri.tertutup and not lihat.tertutup
    return str(siapa) if lihat.nama and not tertutup else DISAMARKAN


def pasang_orang(rows: Iterable[Rekaman], user: User) -> None:
    """Give each row of a list `siapa`: the name this viewer may read. Reads what the list has selected."""
    for r in rows:
        r.siapa = sebutan_orang(r, mata(r, user))  # type: ignore[attr-defined]


def boleh_foto(rekaman: Rekaman, user: User) -> bool:
    """Pictures may show who it is about: of a person or a home they are for those who may read the name."""
    return (rekaman.warga_id is None and rekaman.keluarga_id is None) or boleh_nama(rekaman, user)
