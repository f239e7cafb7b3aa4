"""What every page's frame needs: the menu the person may use. No query beyond the assignments, read once."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.roles import Cap

MENU: tuple[tuple[str, str, str], ...] = (
    ("Tugas saya", "", "/"),
    ("Catat", Cap.CATAT, "/lapangan/"),
    ("Warga", Cap.LIHAT_WARGA, "/warga/"),
    ("Catatan layanan", Cap.LIHAT_CATATAN, "/layanan/"),
    ("Permohonan", Cap.LIHAT_TIKET, "/permohonan/"),
    ("Laporan tertutup", Cap.KANAL_TERTUTUP, "/tertutup/"),
    ("Posyandu", Cap.LIHAT, "/posyandu/"),
    ("Kader", Cap.LIHAT, "/kader/"),
    ("Surat", Cap.LIHAT, "/surat/"),
    ("Registrasi", Cap.LIHAT, "/registrasi/"),
    ("Tim Pembina", Cap.LIHAT, "/tim-pembina/"),
    ("Rencana dan anggaran", Cap.LIHAT_RENCANA, "/rencana/"),
    ("Dasbor", Cap.LIHAT, "/dasbor/"),
    ("Data", "", "/pekerjaan/"),
    ("Aturan", Cap.ATUR, "/aturan/"),
    ("Akun", Cap.KELOLA_AKUN, "/akun/"),
)

# Pages of one part, shown as a second row under its head: {menu address: ((name, duty, address), ...)}. The first
# entry is the part's own page; a part with a single entry shows no row.
SUBMENU: dict[str, tuple[tuple[str, str, str], ...]] = {
    "/warga/": (
        ("Daftar warga", Cap.LIHAT_WARGA, "/warga/"),
        ("Sasaran", Cap.LIHAT_WARGA, "/warga/sasaran/"),
        ("Keluarga", Cap.LIHAT_WARGA, "/warga/keluarga/"),
        ("Kelahiran", Cap.CATAT, "/warga/lahir/"),
        ("Pindah masuk", Cap.CATAT, "/warga/masuk/"),
        ("Kemungkinan ganda", Cap.CATAT, "/warga/ganda/"),
    ),
    "/layanan/": (
        ("Daftar catatan", Cap.LIHAT_CATATAN, "/layanan/"),
        ("SKDN", Cap.LIHAT, "/layanan/skdn/"),
        ("Rekap bulanan", Cap.LIHAT_WARGA, "/layanan/rekap/"),
        ("Kelengkapan", Cap.LIHAT, "/layanan/kelengkapan/"),
        ("Tutup bulan", Cap.TUTUP_BULAN, "/layanan/bulan/"),
        ("Laporan", Cap.LIHAT, "/laporan/"),
        ("Katalog", "", "/layanan/katalog/"),
        ("Ambang", Cap.LIHAT, "/layanan/ambang/"),
        ("Pilihan daerah", Cap.ATUR_LAYANAN, "/layanan/pilihan/"),
    ),
    "/posyandu/": (
        ("Daftar posyandu", Cap.LIHAT, "/posyandu/"),
        ("Pemutakhiran", Cap.LIHAT, "/posyandu/pemutakhiran/"),
        ("Percontohan", Cap.LIHAT, "/posyandu/percontohan/"),
        ("Praktik baik", Cap.LIHAT, "/posyandu/praktik/"),
        ("Kemungkinan ganda", Cap.KELOLA_POSYANDU, "/posyandu/ganda/"),
    ),
    "/kader/": (
        ("Daftar kader", Cap.LIHAT, "/kader/"),
        ("Masa bakti", Cap.LIHAT, "/kader/masa/"),
        ("Konflik", Cap.LIHAT, "/kader/konflik/"),
        ("Pelatihan", Cap.LIHAT, "/kader/pelatihan/"),
        ("Keterampilan", Cap.LIHAT, "/kader/keterampilan/"),
        ("Masa kerja", Cap.LIHAT, "/kader/masa-kerja/"),
        ("Keaktifan", Cap.LIHAT, "/kader/keaktifan/"),
        ("Insentif", Cap.LIHAT, "/kader/insentif/"),
        ("Akun kader", Cap.KELOLA_AKUN, "/kader/akun/"),
    ),
    "/tim-pembina/": (
        ("Tim", Cap.LIHAT, "/tim-pembina/"),
        ("Program kerja", Cap.LIHAT, "/tim-pembina/program/"),
        ("Rapat", Cap.LIHAT, "/tim-pembina/rapat/"),
        ("Kunjungan", Cap.LIHAT, "/tim-pembina/kunjungan/"),
    ),
    "/permohonan/": (
        ("Semua permohonan", Cap.LIHAT_TIKET, "/permohonan/"),
        ("Meja permohonan", Cap.URUS_TIKET, "/permohonan/meja/"),
        ("Kotak masuk", Cap.JAWAB_TIKET, "/permohonan/opd/"),
        ("Rujukan kesehatan", Cap.LIHAT_TIKET, "/rujukan/"),
        ("Register TL/BTL", Cap.LIHAT_TIKET, "/permohonan/register/"),
        ("Lama tindak lanjut", Cap.LIHAT_TIKET, "/permohonan/kinerja/"),
    ),
    "/rencana/": (
        ("Dokumen", Cap.LIHAT_RENCANA, "/rencana/"),
        ("Alur uang", Cap.LIHAT_RENCANA, "/rencana/alur/"),
        ("Usulan", Cap.LIHAT_RENCANA, "/rencana/usulan/"),
        ("Evaluasi RAPB Desa", Cap.USUL_KECAMATAN, "/rencana/evaluasi/"),
        ("Rencana kerja", Cap.LIHAT_RENCANA, "/rencana/kerja/"),
        ("Program OPD", Cap.LIHAT_RENCANA, "/rencana/kerja/program/"),
        ("Kebutuhan", Cap.LIHAT_RENCANA, "/rencana/kebutuhan/"),
        ("Uang posyandu", Cap.LIHAT_RENCANA, "/rencana/uang/"),
        ("Insentif", Cap.LIHAT_RENCANA, "/rencana/insentif/"),
        ("Tahap", Cap.LIHAT_RENCANA, "/rencana/tahap/"),
        ("Pohon", Cap.LIHAT_RENCANA, "/rencana/pohon/"),
        ("Renstra", Cap.LIHAT_RENCANA, "/rencana/renstra-posyandu/"),
        ("Kalender", Cap.LIHAT_RENCANA, "/rencana/kalender/"),
        ("Pemeriksaan", Cap.LIHAT_RENCANA, "/rencana/pemeriksaan/"),
        ("Laporan", Cap.LIHAT_RENCANA, "/laporan/#anggaran"),  # the reports' own row is that of the services
        ("Impor", Cap.KELOLA_RENCANA, "/rencana/impor/"),
        ("Nomenklatur", Cap.LIHAT_RENCANA, "/rencana/kode/"),
    ),
    "/surat/": (
        ("Daftar surat", Cap.LIHAT, "/surat/"),
        ("Surat wilayah", Cap.LIHAT, "/surat/wilayah/"),
        ("Siapkan konsep", Cap.LIHAT, "/surat/konsep/"),
        ("Permintaan kelengkapan", Cap.LIHAT, "/surat/permintaan/"),
        ("Templat", Cap.ATUR, "/surat/templat/"),
    ),
    "/aturan/": (
        ("Aturan daerah", Cap.LIHAT, "/aturan/"),
        ("Hari libur", Cap.LIHAT, "/aturan/libur/"),
    ),
    "/registrasi/": (
        ("Kesiapan", Cap.LIHAT, "/registrasi/"),
        ("Ringkasan", Cap.LIHAT, "/registrasi/ringkasan/"),
        ("Meja saya", Cap.PERIKSA, "/registrasi/meja/"),
        ("Meja saya", Cap.VERIFIKASI, "/registrasi/meja/"),
        ("Berkas", Cap.LIHAT, "/registrasi/berkas/"),
        ("Paket", Cap.VERIFIKASI, "/registrasi/paket/"),
        ("Hasil kementerian", Cap.VERIFIKASI, "/registrasi/hasil/"),
    ),
    "/pekerjaan/": (
        ("Pekerjaan saya", "", "/pekerjaan/"),
        ("Impor", Cap.IMPOR, "/impor/"),
        ("Ekspor", Cap.LIHAT, "/ekspor/"),
    ),
    "/akun/": (
        ("Daftar akun", Cap.KELOLA_AKUN, "/akun/"),
        ("Akun baru", Cap.KELOLA_AKUN, "/akun/baru/"),
        ("Kantor petugas", Cap.KELOLA_AKUN, "/permohonan/kantor/"),
    ),
}


# Pages of an entry of the second row that do not stand under its address.
ISI_SUBMENU: dict[str, str] = {
    "/rencana/harga/": "/rencana/kebutuhan/",
    "/rencana/skenario/": "/rencana/kebutuhan/",
    "/rencana/jejak/": "/rencana/uang/",
    "/rencana/indikator/": "/rencana/pohon/",
}


def _submenu(path: str, user: Any) -> list[dict[str, Any]]:
    """The second row of the part the page belongs to; the longest address that fits is the present one."""
    path = next((milik for awal, milik in ISI_SUBMENU.items() if path.startswith(awal)), path)
    for isi in SUBMENU.values():
        if any(path.startswith(alamat) for _, _, alamat in isi):
            boleh = list(dict.fromkeys((nama, alamat) for nama, duty, alamat in isi if not duty or user.boleh(duty)))
            kini = max((a for _, a in boleh if path.startswith(a)), key=len, default="")
            return [{"nama": n, "alamat": a, "kini": a == kini} for n, a in boleh] if len(boleh) > 1 else []
    return []


def _milik(menu: str, path: str) -> bool:
    """Does the page belong to that menu entry: under its address, or in its second row?"""
    return any(path.startswith(a) for a in (menu, *(a for _, _, a in SUBMENU.get(menu, ()))))


def umum(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "demo": settings.DEMO}
    menu = [
        {
            "nama": nama,
            "alamat": alamat,
            "kini": request.path == alamat or (alamat != "/" and _milik(alamat, request.path)),
        }
        for nama, duty, alamat in MENU
        if not duty or user.boleh(duty)
    ]
    return {"menu": menu, "submenu": _submenu(request.path, user), "demo": settings.DEMO}
