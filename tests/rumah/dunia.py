"""One concrete world for the walks: Seruni in Klego with a record, money on it, a draft, a kader, an assignment."""

import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from accounts.models import Penugasan, User
from planning.actions import IsiAlokasi, alokasikan
from planning.models import Alokasi, BarisAnggaran, DokumenAnggaran
from registry.models import Kader, Posyandu
from spm_services.models import Rekaman
from tests.pembuat import make_baris, make_dokumen, make_kader, make_rekaman
from tests.rumah.bagian import BAGIAN


@dataclass(frozen=True)
class Dunia:
    """What the addresses of the walk point at."""

    cast: dict[str, User]
    unit: Posyandu
    kader: Kader
    rekaman: Rekaman
    dokumen: DokumenAnggaran
    baris: BarisAnggaran
    alokasi: Alokasi
    draf: DokumenAnggaran
    baris_draf: BarisAnggaran
    penugasan: Penugasan
    lain: dict[str, Any] = field(default_factory=dict)  # rows that the parts add (tests.rumah.bagian)

    def argumen(self, nama: str) -> dict[str, object]:
        """The arguments of an address by its name."""
        return self._khusus().get(nama) or self._umum(nama)

    def _umum(self, nama: str) -> dict[str, object]:
        ruang = nama.partition(":")[0]
        if ruang in ("registry", "reporting"):
            return {"kode": self.unit.kode if ruang == "registry" else self.unit.wilayah_id}
        return {"kunci": self.rekaman.kunci} if ruang == "spm_services" else {"pk": self.dokumen.pk}

    def _khusus(self) -> dict[str, dict[str, object]]:
        return {
            "accounts:cabut": {"pk": self.penugasan.pk},
            "accounts:sandi-baru": {"pk": self.penugasan.pk},
            "registry:akhiri-kader": {"pk": self.kader.pk},
            "spm_services:catat": {"layanan": "penimbangan_balita"},
            "spm_services:bidang": {"bidang": "kesehatan"},
            "spm_services:pilih": {"bidang": "kesehatan"},
            "planning:tambah-baris": {"pk": self.draf.pk},
            "planning:tetapkan": {"pk": self.draf.pk},
            "planning:baris": {"pk": self.baris.pk},
            "planning:hapus-baris": {"pk": self.baris_draf.pk},
            "planning:pilih-kegiatan": {"pk": self.baris.pk},
            "planning:pilih-baris": {"kunci": self.rekaman.kunci},
            "planning:alokasikan": {"kunci": self.rekaman.kunci, "pk": self.baris.pk},
            "planning:cabut-alokasi": {"pk": self.alokasi.pk},
            **{nama: isi for b in BAGIAN if hasattr(b, "argumen") for nama, isi in b.argumen(self).items()},
        }


def bersandi(cast: dict[str, User]) -> None:
    """Makers give no password; the page that changes one sends whoever has none elsewhere."""
    for user in cast.values():
        user.password = "ada"
    User.objects.bulk_update(cast.values(), ["password"])


def bangun(cast: dict[str, User], seruni: Posyandu) -> Dunia:
    """Each row is written as in real life, by the one whose duty it is."""
    bersandi(cast)
    kader = make_kader(seruni)
    rekaman = make_rekaman(seruni, cast["kader"])
    dokumen = make_dokumen("apbd", "33.75")
    baris = make_baris(dokumen)
    isi = IsiAlokasi(Decimal(250_000), "PMT penyuluhan", uuid.uuid4())
    alokasi, _ = alokasikan(rekaman, baris, isi, actor=cast["perencana"])
    baris.refresh_from_db()
    draf = make_dokumen("rkpd", "33.75", tetap=False)
    dunia = Dunia(
        cast=cast,
        unit=seruni,
        kader=kader,
        rekaman=rekaman,
        dokumen=dokumen,
        baris=baris,
        alokasi=alokasi,
        draf=draf,
        baris_draf=make_baris(draf),
        penugasan=cast["kader"].penugasan_list.get(),
    )
    for b in BAGIAN:
        if hasattr(b, "bangun"):
            dunia.lain.update(b.bangun(dunia))
    return dunia
