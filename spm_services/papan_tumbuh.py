"""What the growth page of a child shows: each weighing with its letter and why, charts, words for whoever looks.

A kader reads plain words; official classes and z-scores are for tenaga kesehatan. Rows of units outside the reader's
area do not show.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import User
from accounts.roles import Cap
from posyandu_app.lib.bidang import Bidang
from posyandu_app.lib.periode import umur_bulan
from spm_services.ambang_berlaku import RiwayatAmbang
from spm_services.hitung_pertumbuhan import UMUR_AKHIR, Dasar, seri
from spm_services.models import Pertumbuhan, Warga
from spm_services.tumbuh import grafik, kelas, naik, zskor
from spm_services.tumbuh.kelas import Kelas
from spm_services.tumbuh.tabel import HARI_BERDIRI

NADA = {"N": "baik", "T": "buruk", "O": "netral", "B": "netral"}
# (name under two years, from two years on, column of the class, column of the z-score)
SUMBU = (
    ("BB/U", "BB/U", "kelas_bb_u", "z_bb_u"),
    ("PB/U", "TB/U", "kelas_pb_u", "z_pb_u"),
    ("BB/PB", "BB/TB", "kelas_bb_pb", "z_bb_pb"),
    ("LK/U", "LK/U", "kelas_lk_u", "z_lk_u"),
)
MENURUT_KODE = {k.kode: k for rows in kelas.MENURUT_INDEKS.values() for k in rows}


def teks_z(z: Decimal | None) -> str:
    return "" if z is None else f"{z:+.2f}".replace("-", "−").replace(".", ",")


@dataclass(frozen=True)
class Timbangan:
    """One visit on the page. `boleh_putus`: the reader may decide N or T here."""

    p: Pertumbuhan
    umur: int
    hasil: naik.Hasil | None
    boleh_putus: bool

    @property
    def alasan(self) -> str:
        """Why N or T; what the rule found too, where a tenaga kesehatan decided otherwise."""
        if self.p.bb is None or self.hasil is None or self.p.nt in ("O", "B"):
            return ""
        return self.hasil.alasan.replace(" g", "\u00a0g")  # a figure and its unit stay on one line

    @property
    def diputus(self) -> bool:
        return bool(self.p.nt_nakes) and self.p.nt in naik.DAPAT_DIPUTUS

    @property
    def kata_nt(self) -> str:
        return naik.KATA[naik.Status(self.p.nt_berlaku)] if self.p.nt else "tidak ditimbang"

    @property
    def kata_aturan(self) -> str:
        return naik.KATA[naik.Status(self.p.nt)] if self.p.nt else ""

    @property
    def nada(self) -> str:
        return NADA.get(self.p.nt_berlaku, "netral")

    @property
    def kelas(self) -> list[tuple[str, Kelas, str]]:
        """[(index, class, z-score)] of what was computed."""
        ke = int(self.p.umur_hari >= HARI_BERDIRI)
        milik = [(s[ke], getattr(self.p, s[2]), getattr(self.p, s[3])) for s in SUMBU]
        return [(nama, MENURUT_KODE[kode], teks_z(z)) for nama, kode, z in milik if kode in MENURUT_KODE]

    @property
    def _semua(self) -> list[Kelas]:
        lila = kelas.kelas_lila(self.umur, self.p.lila)
        return [*([kelas.BENGKAK] if self.p.edema else []), *(k for _, k, _ in self.kelas), *([lila] if lila else [])]

    @property
    def perlu(self) -> list[str]:
        """A kader's words for what needs somebody."""
        return [k.kata for k in self._semua if k.tindakan is not None]

    @property
    def baik(self) -> str:
        """A kader's words for the rest, in one line."""
        return ", ".join(k.kata for k in self._semua if k.tindakan is None)

    @property
    def ragu(self) -> bool:
        """A value that hardly any child has: measure again before anything else."""
        return bool(set(self.p.bendera.split(",")) - {"", zskor.EDEMA, zskor.POSISI})


def baca(user: User, warga: Warga) -> list[Timbangan]:
    """The child's visits the reader may see, the newest first. Two queries."""
    rows = Pertumbuhan.objects.for_user(user, Cap.LIHAT_WARGA).filter(warga=warga)
    semua = list(rows.select_related("posyandu", "kunjungan").order_by("tanggal", "pk"))
    ambang = RiwayatAmbang.baca_banyak({p.posyandu.kode for p in semua})
    per_unit: dict[str, list[Pertumbuhan]] = defaultdict(list)
    for p in semua:
        per_unit[p.posyandu.kode].append(p)
    nakes, hasil = user.scope_for(Cap.TENAGA_KESEHATAN), []
    for kode, milik in per_unit.items():
        huruf = seri(warga, milik, Dasar(ambang[kode], naik.BAWAAN).aturan)
        boleh = nakes.mencapai(kode, Bidang.KESEHATAN)
        hasil += [
            Timbangan(
                p,
                umur_bulan(warga.tanggal_lahir, p.tanggal),
                huruf.get(p.tanggal),
                boleh and p.nt in naik.DAPAT_DIPUTUS,
            )
            for p in milik
        ]
    return sorted(hasil, key=lambda t: (t.p.tanggal, t.p.pk), reverse=True)


def _panjang(p: Pertumbuhan) -> Decimal | None:
    """The length or height that was judged, which may differ from the one read by 0.7 cm."""
    if p.pb_tb is None:
        return None
    return Decimal(str(zskor.koreksi(p.umur_hari, float(p.pb_tb), p.cara_ukur)[0]))


def _kata(kode: str) -> str:
    return MENURUT_KODE[kode].kata if kode in MENURUT_KODE else ""


def _titik(t: Timbangan, x: float, nilai: Decimal, indeks: str, z: Decimal | None) -> grafik.Ukuran:
    return grafik.Ukuran(t.p.tanggal, t.umur, x, nilai, _kata(indeks), None if z is None else float(z))


def gambar(warga: Warga, rows: Sequence[Timbangan], jendela: tuple[int, int] | None = None) -> list[grafik.Grafik]:
    """KMS, length or height, weight by length, head. `jendela`: months shown; else by the last visit's age."""
    kms, panjang, kepala, berat = [], [], [], list[grafik.Ukuran]()
    berdiri = jendela == (24, 60) if jendela else bool(rows) and rows[0].p.umur_hari >= HARI_BERDIRI
    for t in rows:
        p, cm = t.p, _panjang(t.p)
        if p.bb is not None:
            kms.append(_titik(t, p.umur_hari, p.bb, p.kelas_bb_u, p.z_bb_u))
        if cm is not None:
            panjang.append(_titik(t, p.umur_hari, cm, p.kelas_pb_u, p.z_pb_u))
        if p.lk is not None:
            kepala.append(_titik(t, p.umur_hari, p.lk, p.kelas_lk_u, p.z_lk_u))
        if cm is not None and p.bb is not None and (p.umur_hari >= HARI_BERDIRI) == berdiri:
            berat.append(_titik(t, float(cm), p.bb, p.kelas_bb_pb, p.z_bb_pb))
    bulan: Any = jendela or ((24, 60) if berdiri else (0, 24))
    return [
        grafik.kms(warga.jenis_kelamin, kms, *bulan),
        grafik.panjang_umur(warga.jenis_kelamin, panjang, *bulan),
        grafik.berat_panjang(warga.jenis_kelamin, berat, berdiri),
        grafik.kepala_umur(warga.jenis_kelamin, kepala, *bulan),
    ]


def untuk_balita(warga: Warga, umur: int, rows: Sequence[Timbangan]) -> bool:
    """Is there a growth page for this person: young enough, or measured when they were?"""
    return umur < UMUR_AKHIR or bool(rows)
