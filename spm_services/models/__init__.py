"""People and households, open days and visits, service records and their rules, requests, what a unit runs."""

from spm_services.models.aturan import (
    Ambang,
    BulanUnit,
    DaftarPilihan,
    FotoRekaman,
    HasilAturan,
    StatusBulan,
)
from spm_services.models.hitungan import (
    Hitungan,
)
from spm_services.models.layanan_unit import (
    LayananUnit,
)
from spm_services.models.lengkap import (
    BidangTakJalan,
    NolBidang,
)
from spm_services.models.rekaman import (
    Rekaman,
    StatusRekaman,
)
from spm_services.models.sesi import (
    CaraKunjungan,
    HadirKader,
    JenisSesi,
    KunjunganWarga,
    Pertumbuhan,
    Sesi,
    StatusSesi,
)
from spm_services.models.tertutup import (
    JejakTertutup,
    LaporanTertutup,
    StatusTertutup,
)
from spm_services.models.tiket import (
    BerkasTiket,
    HasilTiket,
    JawabanTiket,
    JedaTiket,
    JenisTiket,
    KantorPetugas,
    PersetujuanTiket,
    StatusTiket,
    Tiket,
    VerifikasiTiket,
)
from spm_services.models.warga import (
    GabunganWarga,
    JenisKelamin,
    KeadaanWarga,
    Keanggotaan,
    Keluarga,
    PersetujuanData,
    PutusanGandaWarga,
    Warga,
)

__all__ = [
    "Ambang",
    "BerkasTiket",
    "BidangTakJalan",
    "BulanUnit",
    "CaraKunjungan",
    "DaftarPilihan",
    "FotoRekaman",
    "GabunganWarga",
    "HadirKader",
    "HasilAturan",
    "HasilTiket",
    "Hitungan",
    "JawabanTiket",
    "JedaTiket",
    "JejakTertutup",
    "JenisKelamin",
    "JenisSesi",
    "JenisTiket",
    "KantorPetugas",
    "KeadaanWarga",
    "Keanggotaan",
    "Keluarga",
    "KunjunganWarga",
    "LaporanTertutup",
    "LayananUnit",
    "NolBidang",
    "PersetujuanData",
    "PersetujuanTiket",
    "Pertumbuhan",
    "PutusanGandaWarga",
    "Rekaman",
    "Sesi",
    "StatusBulan",
    "StatusRekaman",
    "StatusSesi",
    "StatusTertutup",
    "StatusTiket",
    "Tiket",
    "VerifikasiTiket",
    "Warga",
]
