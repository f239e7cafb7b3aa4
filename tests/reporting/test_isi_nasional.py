"""isi_nasional: the nation it writes is what the product's own actions would have written, and it refuses real data."""

from collections import Counter, defaultdict
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Penugasan, User
from audit.models import Catatan
from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.kode import leluhur
from posyandu_app.lib.periode import Bulan
from registry.metrics import UNIT, UNIT_TERDAFTAR
from registry.models import Posyandu
from spm_services.actions import catat
from spm_services.models import Hitungan, Rekaman
from spm_services.rekap import Gerak, terapkan
from tests.pembuat import kiriman, make_posyandu, make_rekaman, make_user
from wilayah.models import KataWilayah, Rekap, Wilayah
from wilayah.rekap import Selisih, baca

pytestmark = pytest.mark.django_db
SAMPAI = date(2026, 10, 20)


def jalankan(*lain: str, posyandu: int = 40, kegiatan: int = 600) -> str:
    keluaran = StringIO()
    ukuran = ["--posyandu", str(posyandu), "--kegiatan", str(kegiatan), "--bulan", "14", "--sampai", str(SAMPAI)]
    call_command("isi_nasional", *ukuran, *lain, stdout=keluaran)
    return keluaran.getvalue()


def rekap_tertulis(*, stok: bool) -> dict[tuple[str, int, str], int]:
    rows = Rekap.objects.filter(periode=0) if stok else Rekap.objects.exclude(periode=0)
    return {(r.kode, r.periode, r.indikator): r.jumlah for r in rows}


def hitung_ulang() -> dict[tuple[str, int, str], int]:
    """The summary counted from the rows with nothing of ours but the area codes."""
    jumlah: Counter = Counter()
    unit: dict = defaultdict(set)
    rows = Rekaman.objects.filter(status="berlaku").values_list("posyandu__kode", "tanggal", "bidang", "terlayani")
    for kode, tanggal, bidang, terlayani in rows:
        bulan = tanggal.year * 100 + tanggal.month
        for panjang in (2, 5, 8, 13, 19):
            jumlah[kode[:panjang], bulan, f"catatan:{bidang}"] += 1
            jumlah[kode[:panjang], bulan, f"terlayani:{bidang}"] += terlayani
        jumlah[kode, tanggal.year, f"catatan:{bidang}"] += 1
        unit[kode, bulan].add(bidang)
        unit[kode, tanggal.year].add(bidang)
    for (kode, periode), bidang_list in unit.items():
        for panjang in (2, 5, 8, 13):
            jumlah[kode[:panjang], periode, "mencatat"] += 1
            jumlah[kode[:panjang], periode, "enam_bidang"] += len(bidang_list) == 6
            for bidang in bidang_list:
                jumlah[kode[:panjang], periode, f"aktif:{bidang}"] += 1
    return {k: n for k, n in jumlah.items() if n}


def test_the_summary_equals_a_recount_of_the_rows():
    jalankan()
    assert rekap_tertulis(stok=False) == hitung_ulang()


def test_the_recount_meets_every_kind_of_figure():
    jalankan()
    nama = {i.split(":")[0] for _, _, i in rekap_tertulis(stok=False)}
    assert nama == {"catatan", "terlayani", "aktif", "mencatat", "enam_bidang"}
    assert {len(kode) for kode, _, _ in rekap_tertulis(stok=False)} == {2, 5, 8, 13, 19}


def test_the_summary_equals_what_the_actions_would_add():
    jalankan()
    per_unit = defaultdict(list)
    for r in Rekaman.objects.select_related("posyandu"):
        per_unit[r.posyandu.kode].append(Gerak(r.tanggal, r.bidang, 1, r.terlayani))
    beda = Selisih()
    for kode, gerak in per_unit.items():
        beda.update(terapkan(kode, gerak, kosong=True))
    assert rekap_tertulis(stok=False) == {k: n for k, n in beda.items() if n}


def test_the_stock_figures_count_the_units():
    jalankan(posyandu=200, kegiatan=1)
    harap: Counter = Counter()
    for unit in Posyandu.objects.all():
        for atas in leluhur(unit.kode)[:-1]:
            harap[atas, 0, UNIT] += 1
            if unit.nomor_registrasi:
                harap[atas, 0, UNIT_TERDAFTAR] += 1
    assert rekap_tertulis(stok=True) == dict(harap)
    assert baca("ID", [0], [UNIT])[0, UNIT] == 200
    assert 0 < baca("ID", [0], [UNIT_TERDAFTAR])[0, UNIT_TERDAFTAR] < 20


def test_every_record_would_pass_its_own_form():
    jalankan()
    for r in Rekaman.objects.all():
        assert r.entri.bentuk == r.bentuk == "kegiatan"
        assert r.entri.bidang == r.bidang
        assert r.entri.galat(r.isian) == {}
        assert all(r.isian.get(k.kode) is not None for k in r.entri.angka.values() if k.wajib)
        assert r.terlayani == r.entri.terlayani(r.isian) > 0
        assert dict(Hitungan.objects.filter(rekaman=r).values_list("kolom", "jumlah")) == r.entri.hitungan(r.isian)


def test_the_size_and_the_days_are_as_asked():
    jalankan()
    assert Posyandu.objects.count() == 40
    assert Rekaman.objects.count() == 600
    hari = sorted(Rekaman.objects.values_list("tanggal", flat=True))
    assert hari[0] >= Bulan(2025, 9).mulai
    assert hari[-1] <= SAMPAI
    assert len({Bulan.dari(h) for h in hari}) == 14


def test_health_is_the_most_active_field_and_all_six_occur():
    jalankan()
    n = Counter(Rekaman.objects.values_list("bidang", flat=True))
    assert set(n) == set(SEMUA)
    assert 200 < n["kesehatan"] < 300
    assert n.most_common(1)[0][0] == "kesehatan"


def test_units_stand_in_real_villages_and_were_founded_before_their_records():
    jalankan()
    for unit in Posyandu.objects.select_related("wilayah"):
        assert unit.contoh
        assert unit.kode.startswith(f"{unit.wilayah_id}.p")
        assert unit.wilayah.jenis in ("desa", "kelurahan")
        assert unit.berdiri < Bulan(2025, 9).mulai


def test_the_same_seed_gives_the_same_rows():
    def isi() -> list:
        return list(Rekaman.objects.order_by("id").values_list("kunci", "posyandu__kode", "tanggal", "isian"))

    jalankan()
    pertama = isi()
    jalankan("--kosongkan")
    assert isi() == pertama
    jalankan("--kosongkan", "--bibit", "8")
    assert isi() != pertama


def test_the_product_writes_on_top_of_it():
    jalankan()
    unit = Posyandu.objects.order_by("kode").first()
    kader = make_user(peran="kader", kode=unit.kode)
    rekaman, baru = catat(unit, kiriman(tanggal=SAMPAI), actor=kader)
    assert baru
    assert rekaman.pk > 600
    assert make_posyandu().pk > 40
    assert rekap_tertulis(stok=False) == hitung_ulang()


def test_the_log_stays_empty():
    jalankan()
    assert not Catatan.objects.exists()


def test_it_refuses_a_database_with_real_units():
    make_posyandu(contoh=False)
    with pytest.raises(CommandError, match="bukan contoh"):
        jalankan("--kosongkan")
    assert Posyandu.objects.count() == 1


def test_it_refuses_sample_units_unless_told_to_replace_them():
    make_posyandu()
    with pytest.raises(CommandError, match="--kosongkan"):
        jalankan()
    assert Posyandu.objects.count() == 1


def test_kosongkan_replaces_sample_units_with_all_that_hangs_on_them(seruni, cast):
    make_rekaman(seruni, cast["kader"])
    jalankan("--kosongkan")
    assert Posyandu.objects.count() == 40
    assert not Posyandu.objects.filter(nama="Seruni").exists()
    assert rekap_tertulis(stok=False) == hitung_ulang()


def test_it_asks_for_the_areas_first():
    KataWilayah.objects.all().delete()
    # Past the protection of parents, which a real empty table never meets.
    Wilayah._base_manager.all()._raw_delete("default")
    with pytest.raises(CommandError, match="muat_wilayah"):
        jalankan()


def test_it_refuses_days_that_have_not_come():
    with pytest.raises(CommandError, match="sesudah hari ini"):
        call_command("isi_nasional", "--sampai", "2999-01-01")


def test_it_refuses_more_months_than_the_product_keeps():
    with pytest.raises(CommandError, match="240"):
        call_command("isi_nasional", "--bulan", "241")


def test_a_nation_without_a_unit_for_the_kader_account_is_not_kept():
    Wilayah.objects.filter(kode__startswith="33.75.").update(berlaku_sampai=SAMPAI)
    with pytest.raises(CommandError, match=r"33\.75"):
        jalankan("--akun")
    assert not Posyandu.objects.exists()
    assert not Rekap.objects.exists()


def test_accounts_are_made_only_when_asked_and_only_once():
    jalankan()
    assert not User.objects.filter(username__startswith="bench").exists()
    keluaran = jalankan("--kosongkan", "--akun")
    assert "bench, bench.kab, bench.kader" in keluaran
    tugas = {t.user.username: (t.peran, t.kode) for t in Penugasan.objects.select_related("user")}
    assert tugas["bench"] == ("tim_pembina", "ID")
    assert tugas["bench.kab"] == ("dinas_pmd", "33.75")
    assert tugas["bench.kader"][0] == "kader"
    assert Posyandu.objects.get(kode=tugas["bench.kader"][1]).kode.startswith("33.75.")
    assert not User.objects.get(username="bench").has_usable_password()
    assert "akun baru" not in jalankan("--kosongkan", "--akun")
