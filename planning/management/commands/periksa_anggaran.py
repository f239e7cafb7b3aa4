"""Run the thirty checks and list them with their counts; then the control totals of the budgets in force."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.scope import Grant, Scope
from planning.actions.temuan import periksa_antrean, periksa_malam, periksa_wilayah
from planning.metrics_temuan import TotalKendali, anggaran_berlaku, per_aturan, total_kendali
from planning.models import DokumenAnggaran
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.uang import rupiah
from posyandu_app.lib.waktu import hari_ini


class Command(BaseCommand):
    help = "Jalankan 30 pemeriksaan anggaran (A01–A30) dan tampilkan jumlah temuannya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--wilayah", default=kode_lib.NASIONAL, help="kode wilayah (bawaan: seluruh Indonesia)")
        parser.add_argument("--tahun", type=int, default=0, help="tahun anggaran (bawaan: tahun ini)")
        parser.add_argument("--antrean", action="store_true", help="hanya dokumen yang baru berubah (untuk pekerja)")
        parser.add_argument("--malam", action="store_true", help="sekali semalam, untuk pekerja")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["antrean"]:
            periksa_antrean()
        elif options["malam"]:
            periksa_malam()
        else:
            self._tampil(options["wilayah"], options["tahun"] or hari_ini().year)

    def _tampil(self, kode: str, tahun: int) -> None:
        if kode != kode_lib.NASIONAL and not (kode_lib.sah(kode) and kode_lib.tingkat(kode) != "posyandu"):
            raise CommandError(f"Bukan kode wilayah: {kode}")
        ditemukan = periksa_wilayah(kode, tahun)
        scope = Scope((Grant(kode),))
        self.stdout.write(f"pemeriksaan anggaran {tahun}, wilayah {kode}")
        self.stdout.write(
            f"{'':3}  {'tingkat':<17} {'kini':>6} {'terbuka':>8} {'dijelaskan':>10} {'selesai':>8}  pemeriksaan"
        )
        for h in per_aturan(scope, tahun):
            a = h.aturan
            self.stdout.write(
                f"{a.kode}  {a.nama_tingkat:<17} {ditemukan[a.kode]:>6} {h.terbuka:>8} {h.dijelaskan:>10} "
                f"{h.selesai:>8}  {a.nama}"
            )
        self.stdout.write(f"30 pemeriksaan, {sum(ditemukan.values())} temuan kini")
        self._total(scope, tahun)

    def _total(self, scope: Scope, tahun: int) -> None:
        rows = anggaran_berlaku(DokumenAnggaran.objects.for_scope(scope), tahun)
        semua = total_kendali(rows.select_related("wilayah", "posyandu").order_by("wilayah", "jenis", "pk"))
        self.stdout.write("\njumlah per sumber dana dan total di peraturannya")
        for t in semua:
            self._satu(t)
        terisi = [t for t in semua if t.beda is not None]
        cocok = sum(1 for t in terisi if not t.beda)
        self.stdout.write(f"{len(semua)} dokumen, {len(terisi)} bertotal, {cocok} cocok")

    def _satu(self, t: TotalKendali) -> None:
        self.stdout.write(f"{t.dokumen}: {rupiah(t.jumlah)}")
        for s in [*t.sumber, *([t.seluruh] if t.seluruh else [])]:
            tertulis = "belum diisi" if s.tertulis is None else rupiah(s.tertulis)
            beda = "" if s.beda is None else f", selisih {rupiah(s.beda)}"
            self.stdout.write(f"  {s.nama:<36} {rupiah(s.jumlah):>22}  {tertulis:>22}{beda}")
