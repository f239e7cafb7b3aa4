"""The letter that asks for what is missing: each unit of a kecamatan with its missing items, village by village."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.models import Posyandu
from registry.persyaratan import Hasil
from registry.sebutan import jabatan_kepala, nama_polos
from registry.templat import Bahan, Tabel
from wilayah.models import Wilayah


def kata_kurang(hasil: Hasil) -> list[str]:
    """What is missing, each sentence once: several items may wait for one paper."""
    return list(dict.fromkeys(kata for _, kata in hasil.kurang))


@dataclass(frozen=True)
class Desa:
    """One village: its units that lack something, and how many lack nothing."""

    wilayah: Wilayah
    kurang: tuple[tuple[Posyandu, Hasil], ...]
    lengkap: int

    @property
    def teks(self) -> str:
        """To be sent by message: units and items, no person and no number of a person."""
        kepala = f"*Kelengkapan registrasi posyandu {self.wilayah.sebutan}*"
        baris = [
            f"{n}. {p.sebutan} ({hasil.ada} dari {hasil.jumlah}):\n"
            + "\n".join(f"   - {k}" for k in kata_kurang(hasil))
            for n, (p, hasil) in enumerate(self.kurang, 1)
        ]
        return "\n".join([kepala, "", *baris, "", "Mohon dilengkapi di aplikasi Posyandu Enam SPM. Terima kasih."])


def per_desa(units: Iterable[Posyandu], hasil: dict[int, Hasil]) -> list[Desa]:
    """Units grouped by village, in the order given."""
    kumpul: dict[str, list[Posyandu]] = {}
    for p in units:
        kumpul.setdefault(p.wilayah_id, []).append(p)
    return [
        Desa(
            rows[0].wilayah,
            tuple((p, hasil[p.pk]) for p in rows if not hasil[p.pk].lengkap),
            sum(hasil[p.pk].lengkap for p in rows),
        )
        for rows in kumpul.values()
    ]


def bahan_permintaan(jalur: list[Wilayah], desa: list[Desa], hari: date, **lain: str) -> Bahan:
    """What the letter can name. `jalur` is the path to the kecamatan (or to one village in it)."""
    kecamatan = next((w for w in jalur if w.tingkat == "kecamatan"), jalur[-1])
    kabupaten = next((w for w in jalur if w.tingkat == "kabupaten"), None)
    provinsi = next((w for w in jalur if w.tingkat == "provinsi"), None)
    tabel = tuple(
        Tabel(
            ("No", "Posyandu", "Yang masih kurang"),
            tuple((str(n), p.sebutan, "; ".join(kata_kurang(hasil))) for n, (p, hasil) in enumerate(d.kurang, 1)),
            (1, 5, 12),
            d.wilayah.sebutan,
        )
        for d in desa
        if d.kurang
    )
    nilai = {
        "kecamatan": kecamatan.nama,
        "kabupaten": kabupaten.nama if kabupaten else "",
        "provinsi": nama_polos(provinsi) if provinsi else "",
        "tahun": str(hari.year),
        "jumlah_unit": str(sum(len(d.kurang) for d in desa)),
        "jabatan_pengirim": f"{jabatan_kepala(kecamatan)} {kecamatan.nama}",
        **{k: v for k, v in lain.items() if v},
    }
    return Bahan(nilai, {"daftar_kekurangan": tabel})
