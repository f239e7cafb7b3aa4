"""Example Tim Pembina of Kota Pekalongan, a kecamatan and Klego: members, a rakor held and one to come, a visit."""

from datetime import date, timedelta

from accounts.models import User
from posyandu_app.lib.bidang import NAMA, SEMUA
from registry import actions
from registry.models import Posyandu
from wilayah.models import Wilayah

TIM = ("33.75", "33.75.02", "33.75.02.1008", "62.03")
INTI = (("ketua", "Ketua TP Posyandu", True), ("sekretaris", "Sekretaris TP Posyandu", False))
PROGRAM = ((3, "Bimtek registrasi kelurahan"), (8, "Monitoring enam bidang"), (11, "Rakor akhir tahun"))


def buat_bina(hari: date) -> int:
    """Members, programme, meetings and a visit; returns how many members."""
    mulai, jumlah = hari - timedelta(days=300), 0
    for kode in TIM:
        wilayah = Wilayah.objects.get(pk=kode)
        for jabatan, sebutan, karena in INTI:
            isi = {"nama": f"{sebutan} {wilayah.nama} (contoh)", "jabatan": jabatan, "mulai": mulai}
            actions.tambah_anggota(wilayah, {**isi, "karena_jabatan": karena, "contoh": True}, actor=None)
            jumlah += 1
        for b in SEMUA if len(kode) == 5 else SEMUA[:2]:
            isi = {"nama": f"Koordinator {NAMA[b].lower()} (contoh)", "jabatan": "ketua_bidang", "bidang": b}
            actions.tambah_anggota(wilayah, {**isi, "mulai": mulai, "contoh": True}, actor=None)
            jumlah += 1
    kota = Wilayah.objects.get(pk="33.75")
    for bulan, kegiatan in PROGRAM:
        isi_program = {"tahun": hari.year, "bulan": bulan, "kegiatan": kegiatan, "contoh": True}
        actions.tambah_program(kota, isi_program, actor=None)
    _rapat(kota, hari)
    _kunjungan(kota, hari)
    return jumlah


def _rapat(kota: Wilayah, hari: date) -> None:
    isi = {"judul": "Rakor registrasi posyandu (contoh)", "tempat": "Aula DPMPPA", "contoh": True}
    agenda = "Kesiapan registrasi\nPembagian tugas OPD"
    lalu = actions.undang_rapat(kota, {**isi, "tanggal": hari - timedelta(days=40), "agenda": agenda}, actor=None)
    hadir = list(lalu.hadir_list.values_list("pk", flat=True)[:5])
    notulen = "Setiap kelurahan menyampaikan kendala berkasnya."
    hasil = {"notulen": notulen, "keputusan": "Berkas lengkap dikirim bulan ini."}
    actions.catat_rapat(lalu.pk, hasil, hadir, "Tamu contoh", actor=None)
    tugas = (
        ("Lengkapi keputusan TP tiap kelurahan", "tp.pekalongan", -5),
        ("Verifikasi berkas yang sudah diperiksa kecamatan", "pmd.pekalongan", 10),
    )
    for uraian, username, sisa in tugas:
        akun = User.objects.get(username=username)
        isi_tindak = {"uraian": uraian, "penanggung": akun.nama, "akun": akun, "tenggat": hari + timedelta(days=sisa)}
        actions.tambah_tindak(lalu.pk, isi_tindak, actor=None)
    depan = {**isi, "judul": "Rakor triwulan (contoh)", "tanggal": hari + timedelta(days=12)}
    actions.undang_rapat(kota, {**depan, "agenda": "Hasil registrasi"}, actor=None)


def _kunjungan(kota: Wilayah, hari: date) -> None:
    seruni = Posyandu.objects.get(percontohan=True, nama="Seruni")
    temuan = [
        {"indikator": "buka_teratur", "nilai": "ya"},
        {"indikator": "surat_lengkap", "nilai": "sebagian", "saran": "Unggah pindaian yang belum ada"},
        {"indikator": "alat_layak", "nilai": "tidak", "saran": "Timbangan perlu dikalibrasi Puskesmas"},
    ]
    isi = {"tanggal": hari - timedelta(days=25), "petugas": "Tim contoh", "tim": kota, "contoh": True}
    actions.catat_kunjungan(seruni, {**isi, "ringkasan": "Kunjungan percontohan."}, temuan, actor=None)
