"""Formatting for templates: numbers, dates, badges, flowers. No queries here."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils.safestring import SafeString, mark_safe

from posyandu_app.lib import uang, waktu
from posyandu_app.lib.forms import ringkasan_galat as _ringkasan_galat
from posyandu_app.lib.kembang import KELAS, kembang
from posyandu_app.lib.periode import BULAN, kata_tanggal

register = template.Library()
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@register.filter
def rupiah(nilai: Decimal | int | None) -> str:
    return "–" if nilai is None else uang.rupiah(nilai)


@register.filter
def rupiah_ringkas(nilai: Decimal | int | None) -> str:
    return "–" if nilai is None else uang.rupiah_ringkas(nilai)


@register.filter
def ribuan(nilai: int | Decimal | None) -> str:
    """Missing is a dash, zero is 0."""
    return "–" if nilai is None else uang.ribuan(nilai)


@register.filter
def mutlak(nilai: Decimal | int) -> Decimal | int:
    """Without its sign, where a word says the direction."""
    return nilai if nilai >= 0 else -nilai


@register.filter
def tanggal(nilai: date | None) -> str:
    """24 November 2026"""
    return "–" if nilai is None else kata_tanggal(nilai)


@register.filter
def tanggal_pendek(nilai: date | None) -> str:
    return "–" if nilai is None else f"{nilai.day} {BULAN[nilai.month - 1][:3]} {nilai.year}"


@register.filter
def hari_tanggal(nilai: date) -> str:
    return f"{HARI[nilai.weekday()]}, {tanggal(nilai)}"


@register.filter
def saat(nilai: datetime, kode: str = "ID") -> str:
    """22 Nov 2026 10.14 in the zone of the area code given (WIB without one)."""
    lokal = nilai.astimezone(waktu.zona(kode))
    return f"{tanggal_pendek(lokal)} {lokal:%H.%M}"


@register.filter
def sisa_dari(bagian: int, semua: int) -> str:
    """What is left of `semua` beside the part shown."""
    return uang.ribuan(semua - bagian)


@register.filter
def persen(pembilang: int, penyebut: int) -> str:
    """Whole percent of a ratio; a dash where there is nothing to divide by."""
    return "–" if not penyebut else f"{round(pembilang * 100 / penyebut)} %"


@register.filter
def koma(nilai: Decimal | float | str | None) -> str:
    """A number as people here write it: 0,1 and −2,5; no idle zeros; a dash where it is missing."""
    if nilai is None:
        return "–"
    teks = format(Decimal(str(nilai)), "f")
    return (teks.rstrip("0").rstrip(".") if "." in teks else teks).replace(".", ",").replace("-", "−")


@register.filter
def ukuran(nilai: Decimal) -> str:
    """A measure with at least one decimal, so that a column lines up: 7,0 and 7,15."""
    teks = koma(nilai)
    return teks if "," in teks else f"{teks},0"


@register.filter
def tahun_bulan(bulan: int) -> str:
    """2 tahun 3 bulan"""
    tahun, sisa = divmod(bulan, 12)
    return " ".join([f"{tahun} tahun"] * bool(tahun) + [f"{sisa} bulan"] * bool(sisa or not tahun))


@register.filter
def ambil(kamus: dict[Any, Any], kunci: Any) -> Any:
    """kamus[kunci], None where it is missing."""
    return kamus.get(kunci)


@register.filter
def svg(gambar: str) -> SafeString:
    """A drawing made by lib.grafik, which escapes every text in it."""
    return mark_safe(gambar)  # noqa: S308


@register.simple_tag
def bunga(bagian: Sequence[float], ukuran: int = 40, judul: str = "") -> SafeString:
    """The six-petal flower of six shares."""
    return mark_safe(kembang(tuple(bagian), ukuran, judul))  # noqa: S308 (built from numbers, title escaped)


@register.simple_tag
def bunga_utuh(ukuran: int = 30) -> SafeString:
    """The whole flower: the mark of the product."""
    return mark_safe(kembang((1.0,) * 6, ukuran, ""))  # noqa: S308


@register.simple_tag
def bunga_bidang(bidang: str, ukuran: int = 40) -> SafeString:
    """The mark of one field: its petal lit."""
    nyala = bidang.replace("_", "-")
    return mark_safe(kembang(tuple(1.0 if k == nyala else 0.0 for k in KELAS), ukuran, ""))  # noqa: S308


@register.filter
def kelas_bidang(bidang: str) -> str:
    """CSS name of a field code."""
    return bidang.replace("_", "-")


@register.filter
def ringkasan_galat(form: BaseForm) -> list[tuple[str, str, str]]:
    return _ringkasan_galat(form)


@register.filter
def wajib_semua(form: BaseForm) -> bool:
    return all(f.required for f in form.fields.values())


AKSI = {
    "jadwal_sesi": "Hari buka dijadwalkan",
    "buka_sesi": "Hari buka dibuka",
    "pindah_sesi": "Hari buka dipindah",
    "tutup_sesi": "Hari buka selesai",
    "buka_lagi_sesi": "Hari buka dibuka lagi",
    "batal_sesi": "Hari buka tidak jadi",
    "hadir_kader": "Kehadiran kader dicatat",
    "daftar_kunjungan": "Didaftarkan datang",
    "batal_kunjungan": "Pendaftaran dibatalkan",
    "tambah_tamu": "Tamu dicatat",
    "buat": "Dibuat",
    "ubah": "Diubah",
    "catat": "Dicatat",
    "koreksi": "Dikoreksi",
    "tambah_foto": "Foto ditambah",
    "tetapkan_ambang": "Ambang aturan ditetapkan",
    "tambah_pilihan": "Pilihan daerah ditambah",
    "akhiri_pilihan": "Pilihan daerah diakhiri",
    "hapus_foto": "Foto dihapus",
    "batalkan": "Dibatalkan",
    "catat_nomor": "Nomor registrasi dicatat",
    "tambah_kader": "Kader ditambah",
    "akhiri_kader": "Tugas kader diakhiri",
    "dudukkan": "Pengurus ditetapkan",
    "tambah_sk": "Surat dicatat",
    "ubah_surat": "Surat diperbaiki",
    "pasang_pindaian": "Pindaian dipasang",
    "cabut_surat": "Surat dicabut",
    "simpan_templat": "Templat disimpan",
    "kembalikan_templat": "Templat dikembalikan ke bawaan",
    "unduh_identitas": "Konsep dengan NIK lengkap diunduh",
    "atur": "Aturan ditetapkan",
    "atur_kembali": "Aturan dikembalikan",
    "tambah_libur": "Hari libur ditambah",
    "hapus_libur": "Hari libur dihapus",
    "pergantian_kepala": "Pergantian kepala wilayah dicatat",
    "hapus_pergantian": "Pergantian kepala wilayah dihapus",
    "pilih_layanan": "Layanan dipilih",
    "putus_nt": "Naik/tidak naik diputuskan tenaga kesehatan",
    "cabut_putusan_nt": "Putusan naik/tidak naik dicabut",
    "tutup_bulan": "Bulan ditutup",
    "buka_bulan": "Bulan dibuka lagi",
    "nyatakan_nol": "Dinyatakan nol",
    "cabut_nol": "Pernyataan nol dicabut",
    "hentikan_bidang": "Bidang tidak dijalankan lagi",
    "jalankan_bidang": "Bidang dijalankan lagi",
    "tambah_baris": "Baris ditambah",
    "hapus_baris": "Baris dihapus",
    "tetapkan": "Ditetapkan",
    "diubah": "Diubah dengan Perubahan",
    "cabut": "Dicabut",
    "dibawa_perubahan": "Dibawa ke Perubahan",
    "tautkan_tahap": "Dicocokkan dengan tahap sebelumnya",
    "sambung_tahap": "Baris disambungkan",
    "putus_tahap": "Sambungan baris dilepas",
    "simpan_indikator": "Indikator disimpan",
    "hapus_indikator": "Indikator dihapus",
    "tautkan_indikator": "Dihubungkan ke indikator",
    "lepas_indikator": "Dilepas dari indikator",
    "atur_gerbang": "Tenggat diatur",
    "hapus_gerbang": "Tenggat daerah dihapus",
    "alokasikan": "Dihubungkan ke anggaran",
    "salin_rencana": "Kegiatan tahun lalu disalin",
    "saran_rencana": "Saran kegiatan ditambahkan",
    "tambah_kegiatan": "Kegiatan ditambah",
    "hapus_kegiatan": "Kegiatan dihapus",
    "ajukan_tim": "Diajukan",
    "sahkan": "Disahkan",
    "sahkan_tim": "Disahkan",
    "kembalikan": "Dikembalikan",
    "kembalikan_tim": "Dikembalikan",
    "tambah_butir": "Butir RAB ditambah",
    "ubah_butir": "Butir RAB diubah",
    "hapus_butir": "Butir RAB dihapus",
    "isi_templat": "RAB diisi dari templat",
    "ubah_pak": "Kolom perubahan (PAK) diisi",
    "catat_program": "Program perangkat daerah dicatat",
    "batal_program": "Program perangkat daerah dibatalkan",
    "jelaskan_temuan": "Temuan dijelaskan",
    "terima_temuan": "Penjelasan diterima",
    "buka_temuan": "Temuan dibuka lagi",
    "tutup_temuan": "Tidak ditemukan lagi",
    "temu_lagi": "Ditemukan lagi",
    "isi_total": "Total peraturan diisi",
    "tambah_porsi": "Batas porsi ditambah",
    "akhiri_porsi": "Batas porsi diakhiri",
    "beri_penugasan": "Penugasan diberikan",
    "cabut_penugasan": "Penugasan diakhiri",
    "ganti_sandi": "Kata sandi diganti",
    "akhiri_pengurus": "Tugas pengurus diakhiri",
    "lihat_nik": "NIK dilihat",
    "gabung_orang": "Orang digabung",
    "batal_gabung_orang": "Penggabungan orang dibatalkan",
    "jabatan_lkd": "Jabatan di LKD lain dicatat",
    "biarkan_konflik": "Konflik dibiarkan",
    "beri_plt": "Pelaksana tugas ditetapkan",
    "beri_kode": "Kode masuk sekali pakai dibuat",
    "tutup_akun": "Akun ditutup",
    "buka_akun": "Akun dibuka lagi",
    "gabung_akun": "Akun digabung",
    "buat_akun": "Akun dibuat",
    "tambah_anggota": "Anggota tim ditambah",
    "akhiri_anggota": "Anggota tim diakhiri",
    "tambah_program": "Program kerja ditambah",
    "ubah_program": "Program kerja diubah",
    "undang_rapat": "Rapat diundang",
    "catat_rapat": "Notulen dicatat",
    "laksanakan": "Rapat terlaksana",
    "batalkan_rapat": "Rapat dibatalkan",
    "tambah_tindak": "Tindak lanjut dicatat",
    "selesaikan_tindak": "Tindak lanjut selesai",
    "kunjungan": "Kunjungan pembinaan dicatat",
    "selesaikan_temuan": "Temuan selesai",
    "tulis_praktik": "Praktik baik ditulis",
    "ubah_praktik": "Praktik baik diubah",
    "ajukan_praktik": "Diajukan ke Tim Pembina",
    "setujui_praktik": "Disetujui Tim Pembina",
    "kembalikan_praktik": "Dikembalikan Tim Pembina",
    "tarik_praktik": "Ditarik",
    "tiru_praktik": "Meniru praktik baik",
    "batal_tiru": "Tidak meniru lagi",
    "mulai_percontohan": "Menjadi percontohan",
    "akhiri_percontohan": "Percontohan berakhir",
    "tambah_tonggak": "Tonggak ditambah",
    "lapor_tonggak": "Tonggak dilaporkan tercapai",
    "pastikan_tonggak": "Tonggak dipastikan tercapai",
    "kembalikan_tonggak": "Laporan tonggak dikembalikan",
    "tambah_tarif": "Tarif insentif dicatat",
    "akhiri_tarif": "Tarif insentif diakhiri",
    "tambah_harga": "Harga satuan dicatat",
    "buat_skenario": "Skenario dibuat",
    "ubah_skenario": "Skenario diubah",
    "hapus_skenario": "Skenario dihapus",
    "lampirkan": "Disimpan sebagai lampiran",
    "buka_lampiran": "Lampiran dibuka lagi",
    "susun_insentif": "Daftar insentif disusun",
    "buka_insentif": "Dibuka untuk diperiksa kader",
    "tanda_insentif": "Ditandatangani",
    "bayar_insentif": "Dibayar",
    "batal_insentif": "Daftar dibatalkan",
    "ubah_baris_insentif": "Baris dibetulkan",
    "keluarkan_insentif": "Orang dikeluarkan dari daftar",
    "lunasi_insentif": "Tunggakan dilunasi",
    "keberatan_insentif": "Keberatan diajukan",
    "jawab_keberatan": "Keberatan dijawab",
    "jawab_keaktifan": "Keaktifan kader dicatat",
    "biarkan_ganda": "Diputus bukan ganda",
    "tinjau_ganda": "Ditinjau lagi sebagai kemungkinan ganda",
    "buat_pelatihan": "Pelatihan dicatat",
    "ubah_pelatihan": "Pelatihan diubah",
    "tambah_peserta": "Peserta ditambah",
    "hapus_peserta": "Peserta dikeluarkan dari daftar",
    "isi_hadir": "Daftar hadir diisi",
    "tandai": "Keterampilan ditandai",
    "cabut_tanda": "Tanda keterampilan dicabut",
    "buka_pemutakhiran": "Pemutakhiran dibuka",
    "perpanjang_pemutakhiran": "Pemutakhiran diperpanjang",
    "tutup_pemutakhiran": "Pemutakhiran ditutup",
    "konfirmasi": "Bagian data dinyatakan masih benar",
    "mulai_ajuan": "Berkas registrasi dibuka",
    "ajukan": "Diajukan",
    "periksa": "Diperiksa kecamatan, diteruskan ke dinas",
    "ambil_alih": "Diambil alih dinas dari kecamatan",
    "verifikasi": "Diverifikasi dinas",
    "ketahui": "Diketahui provinsi",
    "kirim": "Dikirim ke kementerian",
    "terbit": "Nomor terbit",
    "kembalikan_kecamatan": "Dikembalikan kecamatan",
    "kembalikan_dinas": "Dikembalikan dinas",
    "kembalikan_provinsi": "Dikembalikan provinsi",
    "kembalikan_kementerian": "Dikembalikan kementerian",
    "tolak": "Tidak dapat diproses",
    "tarik": "Ditarik",
    "tugaskan": "Petugas ditetapkan",
    "tutup": "Ditutup",
    "buka_kembali": "Dibuka kembali",
    "ganti_nama": "Ganti nama",
    "pindah": "Pindah",
    "pindah_penugasan": "Penugasan ikut ke kode baru",
    "gabung": "Digabung ke posyandu lain",
    "terima_gabung": "Menerima yang digabung",
    "batal_gabung": "Penggabungan dibatalkan",
    "pecah": "Dipecah",
    "isi_sasaran": "Sasaran dicatat",
    "isi_perlengkapan": "Perlengkapan dicatat",
    "tetapkan_pembina": "Pembina kesehatan dicatat",
    "buat_faskes": "Fasilitas kesehatan dicatat",
    "impor_unggah": "Berkas impor diunggah",
    "impor": "Baris impor disimpan",
    "impor_buang": "Impor dibuang",
    "ekspor": "Daftar diunduh",
    "buat_paket": "Paket dibuat",
    "unggah_hasil": "Hasil kementerian diunggah",
    "putuskan_baris": "Baris hasil diputuskan",
    "lewati_baris": "Baris hasil tidak dipakai",
    "siapkan": "Berkas paket siap",
    "susun_ulang": "Berkas paket disusun ulang",
    "kirim_paket": "Paket dikirim ke kementerian",
    "selesaikan": "Semua berkas di paket terjawab",
    "batalkan_paket": "Paket dibatalkan",
    "batal_kirim": "Pengiriman dibatalkan",
    "batal_kirim_provinsi": "Pengiriman dibatalkan",
    "buat_tiket": "Tiket dibuat",
    "lengkapi_tiket": "Kontak dan tempat diisi",
    "pasang_berkas": "Berkas dipasang",
    "lepas_berkas": "Berkas dilepas",
    "ajukan_tiket": "Diajukan ke desa/kelurahan",
    "tarik_tiket": "Ditarik",
    "verifikasi_tiket": "Diverifikasi di lapangan",
    "setujui_tiket": "Disetujui kepala desa/lurah",
    "teruskan_tiket": "Diteruskan ke perangkat daerah",
    "kirim_data": "Data yang diminta dikirim",
    "kembalikan_tiket": "Dikembalikan untuk dilengkapi",
    "tutup_tiket": "Ditutup tanpa dikerjakan",
    "jawab_tiket": "Dijawab perangkat daerah",
    "jawab_surat": "Jawaban disalin dari surat",
    "selesaikan_desa": "Selesai dikerjakan",
    "selesaikan_opd": "Selesai dikerjakan",
    "jeda_tiket": "Waktu dijeda",
    "lanjutkan_tiket": "Waktu dilanjutkan",
    "rujuk": "Dirujuk",
    "terima_rujukan": "Rujukan diterima",
    "hasil_rujukan": "Hasil rujukan dicatat",
    "tutup_rujukan": "Rujukan ditutup",
    "tempatkan_petugas": "Kantor petugas ditetapkan",
    # People and households
    "daftar_warga": "Didaftarkan",
    "pasang_nik": "NIK dipasang",
    "lihat_kk": "Nomor KK dilihat",
    "tetapkan_kepala": "Kepala keluarga ditetapkan",
    "pindah_keluarga": "Pindah keluarga",
    "pecah_keluarga": "Keluarga dipecah",
    "catat_lahir": "Kelahiran dicatat",
    "batal_lahir": "Catatan kelahiran dibatalkan",
    "catat_wafat": "Meninggal",
    "batal_wafat": "Catatan meninggal dibatalkan",
    "catat_keadaan": "Keadaan dicatat",
    "akhiri_keadaan": "Keadaan berakhir",
    "batal_keadaan": "Catatan keadaan dibatalkan",
    "pindah_keluar": "Pindah keluar",
    "terima_pindah": "Pindah masuk",
    "selesai_tamu": "Selesai bertamu",
    "jadi_warga": "Tamu menjadi warga",
    "batal_masa": "Perpindahan dibatalkan",
    "cari_warga": "Mencari orang di kabupaten ini",
    "gabung_warga": "Data digabung",
    "batal_gabung_warga": "Penggabungan dibatalkan",
    "biarkan_ganda_warga": "Diputus dua orang",
    "tinjau_ganda_warga": "Ditinjau lagi sebagai kemungkinan ganda",
    "setuju_data": "Persetujuan dicatat",
    "cabut_setuju": "Persetujuan dicabut",
}


@register.filter
def kata_aksi(aksi: str) -> str:
    """What was done, in words; an action without words shows its code."""
    return AKSI.get(aksi, aksi)


@register.filter
def kata_kolom(kolom: str) -> str:
    return kolom.replace("_", " ")


@register.filter
def dari_ke(nilai: Sequence[Any]) -> str:
    """[before, after] in words. A personal value says only that it changed."""
    lama, baru = (*nilai, None, None)[:2]
    if lama == "berubah":
        return "berubah (isi tidak disimpan di riwayat)"
    return str(baru) if lama is None else f"{lama} → {'–' if baru is None else baru}"
