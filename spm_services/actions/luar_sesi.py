"""A measurement outside an open day: the person's visit of that day, with this one service."""

from django.db import transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from posyandu_app.lib.galat import Ditolak
from registry.kunci import kunci_posyandu
from registry.models import Posyandu
from spm_services import katalog
from spm_services.actions.kunjungan import IsianKunjungan, catat_kunjungan
from spm_services.actions.rekaman import Kiriman, duty_catat, periksa_bulan, periksa_orang, periksa_tanggal
from spm_services.katalog.dasar import JenisLayanan, Subjek
from spm_services.models import CaraKunjungan, Keanggotaan, KunjunganWarga, Rekaman


class SudahDicatat(Ditolak):
    """The person has this service recorded on that day already: is it a correction, or the wrong person?"""

    def __init__(self, rekaman: Rekaman) -> None:
        super().__init__("", f"{rekaman.warga} sudah dicatat pada {rekaman.tanggal:%d/%m/%Y}.")
        self.rekaman = rekaman


def lewat_kunjungan(entri: JenisLayanan) -> bool:
    """Does a record of the service belong to a visit? Those of the steps of an open day do, wherever they are done."""
    return bool(entri.langkah) and entri.subjek == Subjek.ORANG


@transaction.atomic
def catat_luar(posyandu: Posyandu, kiriman: Kiriman, *, actor: User) -> tuple[Rekaman, bool]:
    """Store one service of the person's visit of the day, which is made where there is none yet.

    Returns (record, True), or (the earlier one, False) when its key was stored already. Raises SudahDicatat for a
    second one of the day, else as `catat_kunjungan`.
    """
    unit, entri = kunci_posyandu(posyandu.pk), katalog.SEMUA[kiriman.layanan]
    require_area(unit.kode, actor, duty_catat(entri), seen_with=Cap.LIHAT_CATATAN, bidang=entri.bidang)
    lama = Rekaman.objects.filter(kunci=kiriman.kunci).first()
    if lama is not None:
        if (lama.posyandu_id, lama.layanan, lama.warga) != (unit.pk, kiriman.layanan, kiriman.warga):
            raise Ditolak("kunci", "Formulir ini sudah dipakai untuk catatan lain. Buka formulir baru.")
        return lama, False
    kunjungan = _kunjungan(unit, kiriman, entri, actor)
    ada = Rekaman.objects.filter(kunjungan=kunjungan, layanan=entri.kode).berlaku().select_related("warga").first()
    if ada is not None:
        raise SudahDicatat(ada)
    isi = IsianKunjungan({entri.kode: kiriman.isian}, kunci={entri.kode: kiriman.kunci})
    rows = catat_kunjungan(kunjungan, isi, actor=actor)
    return next(r for r in rows if r.layanan == entri.kode), True


def _kunjungan(unit: Posyandu, kiriman: Kiriman, entri: JenisLayanan, actor: User) -> KunjunganWarga:
    warga, hari = kiriman.warga, kiriman.tanggal
    if warga is None:
        raise Ditolak("warga", "Pilih orangnya.")
    periksa_tanggal(hari, unit)
    periksa_bulan(unit, hari)
    periksa_orang([entri], warga, unit, hari)
    ada = KunjunganWarga.objects.filter(warga=warga, posyandu=unit, tanggal=hari, batal=False).first()
    if ada is not None:
        return ada
    masa = Keanggotaan.objects.filter(warga=warga, posyandu=unit).belum_usai(hari).first()
    tamu = masa is not None and masa.jenis == Keanggotaan.Jenis.TAMU
    isi = {"cara": CaraKunjungan.LUAR, "tamu": tamu, "pencatat": actor, "contoh": kiriman.contoh}
    kunjungan = KunjunganWarga.objects.create(posyandu=unit, warga=warga, tanggal=hari, **isi)
    record(actor, "daftar_kunjungan", kunjungan, perubahan={"cara": [None, kunjungan.cara]})
    return kunjungan
