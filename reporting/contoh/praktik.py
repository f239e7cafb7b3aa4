"""Example praktik baik of Kota Pekalongan and Kapuas in every state, and the pilots with their milestones."""

from datetime import date, timedelta

from posyandu_app.lib.bidang import NAMA, SEMUA
from registry import actions
from registry.models import Posyandu, PraktikBaik, Tonggak
from registry.workflow_praktik import PRAKTIK

KARTU = (
    ("kesehatan", "Kartu kuning untuk balita yang tidak datang", "Tiap bulan seperempat balita tidak datang.",
     "Kader menandai yang tidak datang\nKartu kuning diantar hari itu juga\nKunjungan rumah dalam tiga hari",
     "Yang tidak datang turun dari 24 menjadi 9 balita dalam empat bulan.", "150000"),
    ("pekerjaan_umum", "Peta jamban satu RW di papan posyandu", "Tidak ada yang tahu rumah mana belum berjamban.",
     "Warga menandai rumahnya sendiri di peta\nPeta dibawa ke musyawarah kelurahan",
     "Tujuh jamban masuk usulan tahun berikutnya.", "0"),
    ("sosial", "Satu buku untuk bansos dan lansia", "Lansia miskin sering luput dari daftar bantuan.",
     "Buku lansia dicocokkan dengan daftar bantuan tiap tiga bulan", "Sebelas lansia terusul.", None),
    ("pendidikan", "Pojok baca di hari buka", "Anak menunggu lama tanpa kegiatan.",
     "Buku dipinjam dari perpustakaan kelurahan\nIbu membacakan bergantian", "Antrean lebih tenang.", None),
)  # fmt: skip


def buat_praktik(hari: date) -> int:
    """Two approved cards, one waiting, one draft; adoption of the first. Returns how many cards."""
    units = list(Posyandu.objects.filter(contoh=True, status="aktif", kode__startswith="33.75").order_by("kode")[:8])
    for (bidang, judul, masalah, langkah, hasil, biaya), unit, sampai in zip(
        KARTU, units, ("setujui", "setujui", "ajukan", ""), strict=False
    ):
        isi = {"bidang": bidang, "judul": judul, "masalah": masalah, "langkah": langkah, "hasil": hasil, "biaya": biaya}
        kartu = actions.tulis_praktik(unit, isi, actor=None, contoh=True)
        for nama in ("ajukan_praktik", "setujui_praktik")[: {"setujui": 2, "ajukan": 1, "": 0}[sampai]]:
            PRAKTIK.apply(kartu.pk, nama, actor=None)
    pertama = PraktikBaik.objects.filter(status="disetujui").order_by("pk").first()
    if pertama is not None:
        for unit in units[3:6]:
            actions.tiru(pertama.pk, unit, mulai=hari - timedelta(days=40), catatan="", actor=None)
    return len(KARTU)


def buat_percontohan(hari: date) -> int:
    """The pilots of the demonstration as programmes with two milestones a field, some reached. How many pilots."""
    pilot = list(Posyandu.objects.filter(percontohan=True, contoh=True).order_by("kode"))
    for unit in pilot:
        isi = {"tingkat": "kabupaten", "surat": "SK contoh", "mulai": hari - timedelta(days=300)}
        program = actions.mulai_percontohan(unit.pk, isi, actor=None, contoh=True)
        for b in SEMUA:
            for ke, apa in enumerate(("Kader bidang terlatih", "Layanan tiap bulan selama tiga bulan")):
                tenggat = hari + timedelta(days=-60 if ke == 0 else 60)
                tonggak = {"bidang": b, "uraian": f"{apa} ({NAMA[b].lower()})", "tenggat": tenggat}
                actions.tambah_tonggak(program.pk, tonggak, actor=None)
        for ke, t in enumerate(Tonggak.objects.filter(percontohan=program).order_by("tenggat", "pk")[:5]):
            actions.lapor_tonggak(t.pk, hari - timedelta(days=70), "daftar hadir (contoh)", actor=None)
            if ke < 4:
                actions.putuskan_tonggak(t.pk, True, "", actor=None)
    return len(pilot)
