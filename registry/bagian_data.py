"""THE list of sections of a unit's data, each confirmed on its own in a Pemutakhiran: (code, name, address name)."""

BAGIAN_DATA: tuple[tuple[str, str, str], ...] = (
    ("profil", "Profil dan hari buka", "registry:profil"),
    ("lokasi", "Lokasi", "registry:profil"),
    ("sasaran", "Sasaran", "registry:profil"),
    ("perlengkapan", "Perlengkapan", "registry:profil"),
    ("pembina", "Puskesmas dan bidan yang membina", "registry:profil"),
    ("orang", "Pengurus dan kader", "registry:rinci"),
    ("surat", "Surat keputusan", "registry:surat-unit"),
)
NAMA_BAGIAN: dict[str, str] = {kode: nama for kode, nama, _ in BAGIAN_DATA}
