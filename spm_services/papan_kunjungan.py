"""What the pages of one visit show: what was recorded at each step, what is asked today, who comes next.

Closed answers (TBC, jiwa, KB) are for tenaga kesehatan and whoever recorded them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from accounts.models import User
from accounts.roles import Cap
from spm_services import berkala, imunisasi, katalog
from spm_services.ambang_berlaku import ambang_berlaku
from spm_services.forms import FormLangkah
from spm_services.forms.kolom import TIDAK_ADA
from spm_services.katalog.dasar import JenisLayanan, Langkah
from spm_services.langkah import (
    ARTI_LANGKAH,
    ISIAN_LANGKAH,
    JARANG,
    Kemajuan,
    Orang,
    entri_langkah,
    jatuh_tempo,
    kata_umur,
    kemajuan,
    lembar,
)
from spm_services.models import KeadaanWarga, KunjunganWarga, Rekaman
from spm_services.models.rekaman import jawaban
from spm_services.papan_sesi import kata_ukuran
from spm_services.tempo_anak import IMUNISASI

BERDIRI_BULAN = 24


def ambil(user: User, uuid: Any, duty: str = Cap.CATAT) -> KunjunganWarga:
    """The visit with its person, unit and session: 404 out of the area, 403 without the duty."""
    rows = KunjunganWarga.objects.select_related("warga", "posyandu__wilayah", "sesi")
    kunjungan: KunjunganWarga = rows.ambil(user, duty, seen_with=Cap.LIHAT_WARGA, uuid=uuid)
    return kunjungan


@dataclass
class Kunjungan:
    """One visit as the viewer may see it, each thing read once."""

    kunjungan: KunjunganWarga
    user: User

    @property
    def hari(self) -> date:
        return self.kunjungan.tanggal

    @cached_property
    def keadaan(self) -> frozenset[str]:
        rows = KeadaanWarga.objects.for_user(self.user, Cap.LIHAT_WARGA)
        rows = rows.filter(warga=self.kunjungan.warga, posyandu=self.kunjungan.posyandu, mulai__lte=self.hari)
        masih = [(j, s) for j, s in rows.values_list("jenis", "sampai")]
        return frozenset(j for j, s in masih if s is None or s > self.hari)

    @cached_property
    def rekaman(self) -> dict[str, Rekaman]:
        """{service: record that counts}."""
        rows = Rekaman.objects.for_user(self.user, Cap.LIHAT_CATATAN).berlaku().filter(kunjungan=self.kunjungan)
        return {r.layanan: r for r in rows.order_by("pk")}

    @cached_property
    def sebelumnya(self) -> dict[str, Rekaman]:
        """{service: the person's last record of it before the visit}, in this unit."""
        rows = Rekaman.objects.for_user(self.user, Cap.LIHAT_CATATAN).berlaku()
        rows = rows.filter(warga=self.kunjungan.warga, tanggal__lt=self.hari).order_by("-tanggal", "-pk")[:60]
        return {r.layanan: r for r in reversed(rows)}

    @property
    def umur(self) -> str:
        return kata_umur(self.kunjungan.warga, self.hari)

    @property
    def ringkas(self) -> str:
        """What was measured at this visit, in short."""
        ukur = [r.isian for r in self.rekaman.values() if r.entri.langkah == Langkah.PENGUKURAN]
        return kata_ukuran({k: v for isi in ukur for k, v in isi.items()})

    @cached_property
    def orang(self) -> Orang:
        return Orang(self.kunjungan.warga, self.hari, self.keadaan)

    def entri(self, langkah: str) -> list[JenisLayanan]:
        """What is asked at the step."""
        return entri_langkah(langkah, self.orang)

    def tempo(self, entri: JenisLayanan) -> bool:
        """Is it asked today: due, or recorded today already?"""
        if entri.kode in self.rekaman:
            return True
        lalu = self.sebelumnya.get(entri.kode)
        if entri.kode in berkala.PERTANYAAN:
            diberi = [lalu.tanggal] if lalu and berkala.diberikan(entri.kode, lalu.isian) else []
            return berkala_jatuh_tempo(entri.kode, self.kunjungan.warga.tanggal_lahir, self.hari, diberi)
        return jatuh_tempo(entri, lalu.tanggal if lalu else None, self.hari)

    def dosis(self) -> dict[str, date | None]:
        """{dose: day it was given} of immunisation before this visit, as far as it was recorded. One query."""
        rows = Rekaman.objects.for_user(self.user, Cap.LIHAT_CATATAN).berlaku().filter(layanan=IMUNISASI)
        rows = rows.filter(warga=self.kunjungan.warga).exclude(kunjungan=self.kunjungan).order_by("tanggal")
        return {d: hari for hari, isi in rows.values_list("tanggal", "isian") for d in isi.get("imunisasi") or ()}

    def lembar(self, langkah: str, *, semua: bool = False) -> list[list[JenisLayanan]]:
        """The sheets of the step; services that are not due come last."""
        entri = self.entri(langkah)
        kini, nanti = [e for e in entri if self.tempo(e)], [e for e in entri if not self.tempo(e)]
        hasil = lembar(langkah, kini, self.orang)
        return hasil + (lembar(langkah, nanti, self.orang) if semua else [])

    @cached_property
    def maju(self) -> Kemajuan:
        perlu = {str(n): [e.kode for e in self.entri(n) if self.tempo(e)] for n in ISIAN_LANGKAH}
        return kemajuan(perlu, self.rekaman)

    def lalu(self) -> dict[str, Mapping[str, Any]]:
        """{service: last answers}, closed ones of others left out."""
        return {k: r.isian for k, r in self.sebelumnya.items() if self.terbuka(r)}

    def terbuka(self, rekaman: Rekaman) -> bool:
        """May the viewer read the record's answers?"""
        if not rekaman.entri.tertutup or rekaman.pencatat_id == self.user.pk:
            return True
        return self.user.scope_for(Cap.LIHAT_TERTUTUP).mencapai(self.kunjungan.posyandu.kode, rekaman.bidang)

    def sembunyi(self) -> dict[str, list[str]]:
        """{service: questions} whose stored answers the viewer may not see, though the service may be filled."""
        return {kode: [k.kode for k in r.entri.isian] for kode, r in self.rekaman.items() if not self.terbuka(r)}


def berkala_jatuh_tempo(kode: str, lahir: date, hari: date, diberi: Collection[date]) -> bool:
    """Is the service of the calendar due on the day?"""
    if kode == berkala.VITAMIN_A:
        return bool(berkala.vitamin_a_jatuh_tempo(lahir, hari, diberi))
    return berkala.cacing_jatuh_tempo(lahir, hari, diberi)


def berikutnya(kunjungan: KunjunganWarga, langkah: str, user: User) -> KunjunganWarga | None:
    """Who comes next at the step: arrived, nothing recorded there yet, by order of arrival and then from the top."""
    if kunjungan.sesi_id is None:
        return None
    rows = KunjunganWarga.objects.for_user(user, Cap.CATAT).filter(sesi=kunjungan.sesi_id, batal=False)
    rows = rows.exclude(pk=kunjungan.pk).select_related("warga").order_by("nomor", "pk")
    kode = [e.kode for e in katalog.SEMUA.values() if e.langkah == langkah]
    sudah = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).berlaku().filter(kunjungan__sesi=kunjungan.sesi_id)
    selesai = set(sudah.filter(layanan__in=kode).values_list("kunjungan", flat=True))
    antre = [k for k in rows if k.pk not in selesai and _ditanya(k, langkah)]
    sesudah = [k for k in antre if (k.nomor or 0) > (kunjungan.nomor or 0)]
    return next(iter(sesudah or antre), None)


def _ditanya(kunjungan: KunjunganWarga, langkah: str) -> bool:
    """Is the person asked anything at the step? States do not matter: each step has something for everybody."""
    return bool(entri_langkah(langkah, Orang(kunjungan.warga, kunjungan.tanggal)))


@dataclass(frozen=True)
class Isi:
    """One service on the check page: its answers in words, or that they are closed, or (both empty) not asked."""

    nama: str
    jawab: list[tuple[str, str]] = field(default_factory=list)
    tertutup: bool = False


def periksa_langkah(isi: Kunjungan) -> list[tuple[str, str, str, list[Isi]]]:
    """Step 3, the check: [(step, its name, state, [one entry for each service asked])]."""
    return [
        (n, ARTI_LANGKAH[n], isi.maju[n], [_isi(isi, e) for e in isi.entri(n) if isi.tempo(e)]) for n in ISIAN_LANGKAH
    ]


def _isi(isi: Kunjungan, entri: JenisLayanan) -> Isi:
    rekaman = isi.rekaman.get(entri.kode)
    if rekaman is None:
        return Isi(entri.harian)
    if not isi.terbuka(rekaman):
        return Isi(entri.harian, tertutup=True)
    return Isi(
        entri.harian, [(k.label, jawaban(k, rekaman.isian[k.kode])) for k in entri.isian if k.kode in rekaman.isian]
    )


@dataclass(frozen=True)
class BagianLayar:
    """One service of a step's form: fields that show, those few people need (folded), hidden ones."""

    entri: JenisLayanan
    utama: list[Any]
    jarang: list[Any]
    sembunyi: list[Any]

    @property
    def buka(self) -> bool:
        """Folded fields with an answer or an error are shown."""
        return any(f.errors or f.value() not in (None, "") for f in self.jarang)

    @property
    def kata_jarang(self) -> str:
        return "Lainnya: " + ", ".join(JARANG[f.name.rpartition("-")[2]] for f in self.jarang)


PANJANG, TINGGI = ("Panjang badan", "cm, berbaring"), ("Tinggi badan", "cm, berdiri")


def pilih_dosis(form: FormLangkah, isi: Kunjungan) -> bool:
    """Offer only the doses that may be given today (and those recorded today). True when some were left out."""
    field: Any = form.fields.get(f"{IMUNISASI}-imunisasi")
    if field is None:
        return False
    umur = ambang_berlaku(isi.kunjungan.posyandu.kode, isi.hari)
    jadwal = imunisasi.susun_jadwal(isi.kunjungan.warga.tanggal_lahir, isi.hari, isi.dosis(), ambang=umur)
    boleh = [x.dosis.kode for x in imunisasi.jatuh_tempo(jadwal)]
    kini = isi.rekaman.get(IMUNISASI)
    boleh += [*((kini.isian.get("imunisasi") or ()) if kini else ()), TIDAK_ADA]
    semua = list(field.choices)
    field.choices = sorted((c for c in semua if c[0] in boleh), key=lambda c: boleh.index(c[0]))
    return len(field.choices) < len(semua)


def bagian_layar(form: FormLangkah, orang: Orang) -> list[BagianLayar]:
    """The form's fields as the screen puts them. Length is asked lying under two years, standing from then on."""
    hasil = []
    for entri, isian in form.kelompok:
        for f in isian if entri.langkah == Langkah.PENGUKURAN else ():
            satu: Any = f.field
            satu.boleh_diam = True  # a measure left out is said once, not at every field
            if f.name.endswith("-pb_tb"):
                f.label, satu.satuan = PANJANG if orang.umur_bulan < BERDIRI_BULAN else TINGGI
        langka = {f"{entri.kode}-{kode}" for kode in JARANG if entri.langkah == Langkah.PENGUKURAN}
        tampak = [f for f in isian if not f.is_hidden]
        hasil.append(
            BagianLayar(
                entri,
                [f for f in tampak if f.name not in langka],
                [f for f in tampak if f.name in langka],
                [f for f in isian if f.is_hidden],
            )
        )
    return hasil
