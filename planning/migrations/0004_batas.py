"""What the database itself holds of the new tables; every allocation has its unit, now that the rows say which."""

from decimal import Decimal

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0003_isi_pemilik")]
    operations = [
        migrations.AddConstraint(
            model_name='alokasi',
            constraint=models.CheckConstraint(condition=models.Q(('posyandu__isnull', False), ('kegiatan__isnull', False), _connector='OR'), name='alokasi_berpemilik'),
        ),
        migrations.AddConstraint(
            model_name='asalbaris',
            constraint=models.UniqueConstraint(fields=('dari', 'ke'), name='asal_baris_unik'),
        ),
        migrations.AddConstraint(
            model_name='asalbaris',
            constraint=models.CheckConstraint(condition=models.Q(('dari', models.F('ke')), _negated=True), name='asal_baris_lain'),
        ),
        migrations.AddConstraint(
            model_name='barislokasi',
            constraint=models.UniqueConstraint(fields=('baris', 'wilayah'), name='lokasi_baris_unik'),
        ),
        migrations.AddConstraint(
            model_name='barissumberdana',
            constraint=models.UniqueConstraint(fields=('baris', 'sumber', 'kode'), name='sumber_baris_unik'),
        ),
        migrations.AddConstraint(
            model_name='barissumberdana',
            constraint=models.CheckConstraint(condition=models.Q(('nilai', None), ('nilai__gte', 0), _connector='OR'), name='sumber_tak_negatif'),
        ),
        migrations.AddConstraint(
            model_name='barissumberdana',
            constraint=models.CheckConstraint(condition=models.Q(('teralokasi__gte', 0), models.Q(('teralokasi', 0), ('nilai', None), ('teralokasi__lte', models.F('nilai')), _connector='OR')), name='sumber_tak_lewat_bagian'),
        ),
        migrations.AddConstraint(
            model_name='butirrab',
            constraint=models.CheckConstraint(condition=models.Q(('harga__gte', 0), ('jumlah__gte', 0), ('volume__gte', 0)), name='rab_tak_negatif'),
        ),
        migrations.AddConstraint(
            model_name='butirrab',
            constraint=models.CheckConstraint(condition=models.Q(('jumlah__lt', Decimal('10000000000000'))), name='rab_wajar'),
        ),
        migrations.AddConstraint(
            model_name='padanankode',
            constraint=models.UniqueConstraint(fields=('lama', 'baru'), name='padanan_kode_unik'),
        ),
        migrations.AddConstraint(
            model_name='realisasi',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('membalik', None), ('nilai__gt', 0)), models.Q(('membalik__isnull', False), ('nilai__lt', 0)), _connector='OR'), name='realisasi_tanda'),
        ),
        migrations.AddConstraint(
            model_name='realisasi',
            constraint=models.CheckConstraint(condition=models.Q(('bukti', ''), _negated=True), name='realisasi_berbukti'),
        ),
        migrations.AddConstraint(
            model_name='rencanakerja',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('posyandu', None), ('wilayah__isnull', False)), models.Q(('posyandu__isnull', False), ('wilayah', None)), _connector='OR'), name='rencana_satu_pemilik'),
        ),
        migrations.AddConstraint(
            model_name='rencanakerja',
            constraint=models.UniqueConstraint(condition=models.Q(('posyandu', None), _negated=True), fields=('posyandu', 'tahun'), name='rencana_satu_per_unit'),
        ),
        migrations.AddConstraint(
            model_name='rencanakerja',
            constraint=models.UniqueConstraint(condition=models.Q(('wilayah', None), _negated=True), fields=('wilayah', 'tahun'), name='rencana_satu_per_tim'),
        ),
        migrations.AddConstraint(
            model_name='kegiatanrencana',
            constraint=models.CheckConstraint(condition=models.Q(('volume__gt', 0)), name='kegiatan_rencana_volume'),
        ),
        migrations.AddConstraint(
            model_name='kegiatanrencana',
            constraint=models.CheckConstraint(condition=models.Q(('biaya__gte', 0)), name='kegiatan_rencana_biaya'),
        ),
        migrations.AddConstraint(
            model_name='versinomenklatur',
            constraint=models.UniqueConstraint(condition=models.Q(('wilayah', None)), fields=('skema', 'nama'), name='versi_nomenklatur_unik'),
        ),
        migrations.AddConstraint(
            model_name='versinomenklatur',
            constraint=models.UniqueConstraint(condition=models.Q(('wilayah', None), _negated=True), fields=('skema', 'nama', 'wilayah'), name='versi_nomenklatur_daerah_unik'),
        ),
        migrations.AddConstraint(
            model_name='versinomenklatur',
            constraint=models.CheckConstraint(condition=models.Q(('tahun_sampai', None), ('tahun_sampai__gte', models.F('tahun_dari')), _connector='OR'), name='versi_nomenklatur_tahun'),
        ),
    ]
