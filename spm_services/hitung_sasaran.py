"""Who is due: people of a unit with the reasons to look for them, in words, and how much they press.

A reason never decides anything; it puts a person on a list that a kader walks. The weights only order the list: they
are our own reckoning (no source, certainty low), each rule's own source stands in ATURAN. Other parts may add what they
know to JATUH_TEMPO.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max

from accounts.roles import Cap
from posyandu_app.lib.periode import Bulan, umur_bulan
from registry.models import Posyandu
from spm_services import imunisasi, katalog
from spm_services.kelompok_umur import BALITA, Kelompok, kata_umur, kelompok_dari
from spm_services.models import HasilAturan, KeadaanWarga, Keanggotaan, KunjunganWarga, Pertumbuhan
from spm_services.tempo_anak import Riwayat, Tempo, riwayat_anak, tempo_pada

LAMA = 3  # months without a visit that are worth a knock at the door
INGATAN = 100  # days: what was found at a visit longer ago says little of today
SUDAH_DISEBUT = ("anak_tidak_naik", "anak_2t", "anak_bgm")  # rules that `_berat` says in its own words
BBLR = Decimal("2.5")


@dataclass(frozen=True)
class Aturan:
    """One reason: its weight, whether it calls for a visit at home, and where the rule comes from."""

    bobot: int
    rumah: bool
    sumber: str
    keyakinan: str = "tinggi"


_KIA = "Buku KIA 2023"
ATURAN: dict[str, Aturan] = {
    "bgm": Aturan(10, True, f"{_KIA}: berat di bawah garis merah dirujuk"),
    "dua_t": Aturan(9, True, f"{_KIA}: tidak naik dua kali berturut-turut dirujuk"),
    "rujuk": Aturan(9, True, "Aturan layanan yang kena pada kunjungan terakhir (katalog)"),
    "lewat_hpl": Aturan(9, True, f"{_KIA}: hari perkiraan lahir 280 hari sejak HPHT"),
    "neonatus": Aturan(8, True, f"{_KIA}: kunjungan neonatal sampai 28 hari"),
    "nifas": Aturan(7, True, "Permenkes 21/2021: masa nifas sampai 42 hari"),
    "hamil_tri3": Aturan(7, False, f"{_KIA}: trimester ketiga mulai 28 minggu"),
    "t": Aturan(6, False, f"{_KIA}: berat tidak naik"),
    "bblr": Aturan(6, True, "Permenkes 2/2020 dan Buku KIA: berat lahir di bawah 2,5 kg"),
    "hamil_risiko": Aturan(5, False, f"{_KIA}: terlalu muda, terlalu tua, terlalu dekat, terlalu banyak"),
    "tidak_timbang": Aturan(5, True, "SKDN: balita ditimbang setiap bulan"),
    "belum_pernah": Aturan(5, True, "Pertimbangan kami", "rendah"),
    "lansia_sendiri": Aturan(5, True, "Daftar kunjungan rumah lansia (kajian domain 4.2)", "sedang"),
    "lama": Aturan(4, True, "Pertimbangan kami", "rendah"),
    "disabilitas": Aturan(4, True, "Pertimbangan kami", "rendah"),
    "imunisasi_kejar": Aturan(5, False, imunisasi.SUMBER, "sedang"),
    "imunisasi_kosong": Aturan(4, False, "Pertimbangan kami", "rendah"),
    "imunisasi": Aturan(3, False, imunisasi.SUMBER, "sedang"),
    "vitamin_a": Aturan(3, False, "Permenkes 21/2015: vitamin A Februari dan Agustus, 6–59 bulan"),
    "obat_cacing": Aturan(2, False, "Permenkes 15/2017: obat cacing bersama vitamin A (dari ingatan)", "sedang"),
    "hamil": Aturan(3, False, "Sasaran kunjungan setiap bulan (kajian domain 4.2)"),
    "lain": Aturan(3, False, "Bagian lain (JATUH_TEMPO)"),
}


@dataclass(frozen=True)
class Alasan:
    """Why somebody is on the list. `kata` is said to a kader, who never diagnoses."""

    kode: str
    kata: str

    @property
    def aturan(self) -> Aturan:
        return ATURAN.get(self.kode, ATURAN["lain"])


@dataclass
class Sasaran:
    """One person with the reasons, the heaviest first."""

    keanggotaan: Keanggotaan
    bulan: int
    umur: str
    alasan: list[Alasan]
    terakhir: date | None

    @property
    def warga(self) -> Any:
        return self.keanggotaan.warga

    @property
    def bobot(self) -> int:
        return sum(a.aturan.bobot for a in self.alasan)

    @property
    def rumah(self) -> bool:
        return any(a.aturan.rumah for a in self.alasan)

    @property
    def kelompok(self) -> Kelompok:
        return kelompok_dari(self.bulan)


@dataclass
class Bahan:
    """What the unit knows of its people, read once for all of them."""

    hari: date
    keadaan: Mapping[int, list[KeadaanWarga]] = field(default_factory=dict)
    terakhir: Mapping[int, date] = field(default_factory=dict)
    tumbuh: Mapping[int, list[Pertumbuhan]] = field(default_factory=dict)
    temuan: Mapping[int, list[str]] = field(default_factory=dict)
    tempo: Tempo | None = None
    riwayat: Mapping[int, Riwayat] = field(default_factory=dict)
    serumah: Mapping[int, int] = field(default_factory=dict)


# Each gets the unit, its memberships and the day, and returns {person: reasons} of what it knows to be due.
JATUH_TEMPO: list[Callable[[Posyandu, Sequence[Keanggotaan], date], Mapping[int, Iterable[Alasan]]]] = []


def cari(user: Any, unit: Posyandu, hari: date, *, semua: bool = False) -> list[Sasaran]:
    """People of the unit with a reason on the day, by RT, then by weight. Eight queries, however many people.

    Without `semua` only those posyandu looks for month by month: balita, pregnant and nifas, lansia, disability, and
    whoever something was found at.
    """
    rows = Keanggotaan.objects.for_user(user, Cap.LIHAT_WARGA).filter(posyandu=unit).pada(hari)
    milik = list(rows.filter(jenis=Keanggotaan.Jenis.WARGA).select_related("warga", "keluarga"))
    bahan = _bahan(user, unit, hari, milik)
    lain: dict[int, list[Alasan]] = defaultdict(list)
    for tanya in JATUH_TEMPO:
        for warga, alasan in tanya(unit, milik, hari).items():
            lain[warga] += alasan
    hasil = []
    for m in milik:
        alasan = [*_alasan(m, bahan, semua), *lain[m.warga_id]]
        if alasan:
            alasan.sort(key=lambda a: -a.aturan.bobot)
            bulan = umur_bulan(m.warga.tanggal_lahir, hari)
            umur = kata_umur(m.warga.tanggal_lahir, hari)
            hasil.append(Sasaran(m, bulan, umur, alasan, bahan.terakhir.get(m.warga_id)))
    return sorted(hasil, key=lambda s: (*_rt(s.keanggotaan), -s.bobot, s.warga.nama_cari))


def _rt(m: Keanggotaan) -> tuple[str, str]:
    return (m.keluarga.rw, m.keluarga.rt) if m.keluarga else ("~", "~")


def _bahan(user: Any, unit: Posyandu, hari: date, milik: Sequence[Keanggotaan]) -> Bahan:
    sejak = hari - timedelta(days=INGATAN)
    keadaan: dict[int, list[KeadaanWarga]] = defaultdict(list)
    for k in KeadaanWarga.objects.for_user(user, Cap.LIHAT_WARGA).terlihat(user).filter(posyandu=unit).pada(hari):
        keadaan[k.warga_id].append(k)
    kunjungan = KunjunganWarga.objects.for_user(user, Cap.LIHAT_WARGA).filter(posyandu=unit, batal=False)
    tumbuh: dict[int, list[Pertumbuhan]] = defaultdict(list)
    ukur = Pertumbuhan.objects.for_user(user, Cap.LIHAT_WARGA).filter(posyandu=unit, bb__isnull=False)
    for p in ukur.filter(tanggal__gte=sejak, tanggal__lte=hari).order_by("tanggal", "pk"):
        tumbuh[p.warga_id].append(p)
    return Bahan(
        hari,
        keadaan,
        dict(kunjungan.filter(tanggal__lte=hari).values_list("warga").annotate(akhir=Max("tanggal")).order_by()),
        tumbuh,
        _temuan(user, unit, sejak, hari),
        tempo_pada(unit.kode, hari),
        riwayat_anak(user, [m.warga_id for m in milik if BALITA.memuat(umur_bulan(m.warga.tanggal_lahir, hari))], hari),
        Counter(m.keluarga_id for m in milik if m.keluarga_id),
    )


def _temuan(user: Any, unit: Posyandu, sejak: date, hari: date) -> dict[int, list[str]]:
    """{person: what the rules found at the last visit and asked to refer}; closed findings stay closed."""
    rows = HasilAturan.objects.for_user(user, Cap.LIHAT_WARGA).filter(rekaman__posyandu=unit, tertutup=False)
    rows = rows.filter(rekaman__tanggal__gte=sejak, rekaman__tanggal__lte=hari, rekaman__status="berlaku")
    rows = rows.filter(tindakan="rujuk", rekaman__warga__isnull=False).exclude(kode__in=SUDAH_DISEBUT)
    rows = rows.order_by("-rekaman__tanggal", "pk")
    hasil: dict[int, tuple[date, list[str]]] = {}
    for h in rows.select_related("rekaman"):
        saat, kata = hasil.setdefault(h.rekaman.warga_id or 0, (h.rekaman.tanggal, []))
        satu = katalog.pesan_singkat(h.rekaman.layanan, h.kode, h.arti)
        if saat == h.rekaman.tanggal and satu not in kata:
            kata.append(satu)
    return {w: kata for w, (_, kata) in hasil.items()}


def _alasan(m: Keanggotaan, b: Bahan, semua: bool) -> list[Alasan]:
    bulan = umur_bulan(m.warga.tanggal_lahir, b.hari)
    jenis = {k.jenis: k for k in b.keadaan.get(m.warga_id, ())}
    balita, lansia = BALITA.memuat(bulan), bulan >= 720
    hasil = [Alasan("rujuk", f"terakhir: {kata}") for kata in b.temuan.get(m.warga_id, ())]
    if balita:
        hasil += _anak(m, b, bulan)
    hasil += _ibu(m, jenis, b.hari)
    if lansia and m.keluarga_id and b.serumah.get(m.keluarga_id, 0) == 1:
        hasil.append(Alasan("lansia_sendiri", "lansia, tinggal sendiri"))
    if m.warga.disabilitas not in ("", "tidak"):
        hasil.append(Alasan("disabilitas", "penyandang disabilitas"))
    if balita or lansia or {"hamil", "nifas"} & jenis.keys() or semua:
        hasil += _kunjungan(m, b)
    return hasil


def _kunjungan(m: Keanggotaan, b: Bahan) -> list[Alasan]:
    terakhir = b.terakhir.get(m.warga_id)
    if terakhir is None:
        return [Alasan("belum_pernah", "belum pernah datang")]
    lewat = umur_bulan(terakhir, b.hari)
    return [Alasan("lama", f"tidak datang {lewat} bulan")] if lewat >= LAMA else []


def _anak(m: Keanggotaan, b: Bahan, bulan: int) -> list[Alasan]:
    w, hasil = m.warga, []
    ukur = b.tumbuh.get(m.warga_id, [])
    if ukur:
        hasil += _berat(ukur[-1])
    lalu = Bulan.dari(b.hari).tambah(-1)
    ditimbang = any(p.tanggal >= lalu.mulai for p in ukur)
    if not ditimbang and m.warga_id in b.terakhir and w.tanggal_lahir < lalu.sampai and m.mulai < lalu.sampai:
        hasil.append(Alasan("tidak_timbang", "tidak ditimbang bulan lalu"))
    if (b.hari - w.tanggal_lahir).days <= 28:
        hasil.append(Alasan("neonatus", f"baru lahir, {(b.hari - w.tanggal_lahir).days} hari"))
    if w.bb_lahir is not None and w.bb_lahir < BBLR and bulan < 24:
        hasil.append(Alasan("bblr", f"lahir {w.bb_lahir.normalize():f} kg".replace(".", ",")))
    if b.tempo is not None:
        kata = b.tempo.alasan(w.tanggal_lahir, b.riwayat.get(m.warga_id) or Riwayat())
        hasil += [Alasan(*satu) for satu in kata]
    return hasil


def _berat(p: Pertumbuhan) -> list[Alasan]:
    """What the last weighing says; the heavier word stands alone."""
    if p.bgm:
        return [Alasan("bgm", "berat di bawah garis merah")]
    if p.dua_t:
        return [Alasan("dua_t", "berat tidak naik dua kali berturut-turut")]
    return [Alasan("t", "berat tidak naik")] if (p.nt_nakes or p.nt) == "T" else []


def _ibu(m: Keanggotaan, jenis: Mapping[str, KeadaanWarga], hari: date) -> list[Alasan]:
    hasil = []
    if (nifas := jenis.get("nifas")) is not None:
        hasil.append(Alasan("nifas", f"nifas hari ke-{(hari - nifas.mulai).days + 1}"))
    hamil = jenis.get("hamil")
    if hamil is None:
        return hasil
    hpht = hamil.isi.get("hpht")
    minggu = (hari - date.fromisoformat(hpht)).days // 7 if hpht else None
    if hamil.isi.get("hpl", "9") < hari.isoformat():
        hasil.append(Alasan("lewat_hpl", "lewat hari perkiraan lahir"))
    elif minggu is not None and minggu >= 28:
        hasil.append(Alasan("hamil_tri3", f"hamil {minggu} minggu, trimester ketiga"))
    else:
        hasil.append(Alasan("hamil", f"hamil {minggu} minggu" if minggu is not None else "hamil, HPHT belum diisi"))
    risiko = _risiko(m, hamil, hari)
    return [*hasil, Alasan("hamil_risiko", ", ".join(risiko))] if risiko else hasil


def _risiko(m: Keanggotaan, hamil: KeadaanWarga, hari: date) -> list[str]:
    tahun = umur_bulan(m.warga.tanggal_lahir, hari) // 12
    jarak, ke = hamil.isi.get("jarak_bulan"), hamil.isi.get("anak_ke")
    butir = [
        (tahun < 20, f"umur {tahun} tahun"),
        (tahun > 35, f"umur {tahun} tahun"),
        (jarak is not None and jarak < 24, f"jarak {jarak} bulan dari anak sebelumnya"),
        (ke is not None and ke >= 4, f"anak ke-{ke}"),
    ]
    return [kata for kena, kata in butir if kena]
