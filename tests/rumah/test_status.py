"""A status changes in one place: audit/transitions.py. Nobody else writes a column that a Workflow declares."""

import ast
import importlib
from collections.abc import Iterator
from functools import lru_cache

import pytest

from audit.transitions import Workflow
from tests.rumah.baca import AKAR, LAPISAN, Modul, baca, fungsi, modul_produk
from tests.rumah.bagian import BAGIAN

MESIN = "audit/transitions.py"
# (file, function, what is written) → why.
BOLEH = {
    ("tests/pembuat.py", "make_dokumen", "update(status=…)"): "tests start from a fixed document; its door has its own",
    ("accounts/models/kerja.py", "Pekerjaan.Meta", "fields=[…]"): "an index",
    ("accounts/pekerjaan.py", "_pindah", "update(status=…)"): "a queue takes rows in bulk; no desk decides on a job",
    ("registry/models/ajuan.py", "Ajuan.Meta", "fields=[…]"): "an index",
    ("reporting/contoh/warga.py", "_hari_buka", "create(status=…)"): "example open days are over when they are made",
    ("spm_services/models/tiket.py", "Tiket.Meta", "fields=[…]"): "an index",
}


@lru_cache
def alur() -> tuple[Workflow, ...]:
    """Every workflow of the product."""
    path = [p for a in LAPISAN for p in sorted((AKAR / a).glob("workflow*.py"))]
    isi = [importlib.import_module(f"{p.parent.name}.{p.stem}") for p in path]
    return tuple({id(w): w for modul in isi for w in vars(modul).values() if isinstance(w, Workflow)}.values())


def kolom() -> set[str]:
    return {w.field for w in alur()}


def pilihan(w: Workflow) -> set[str]:
    return set(dict(w.model._meta.get_field(w.field).flatchoices))


def _teks(node: ast.AST) -> list[str]:
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def _panggilan(node: ast.Call, nama_kolom: set[str], nama_model: set[str]) -> Iterator[str]:
    nama = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    kunci = {k.arg for k in node.keywords} & nama_kolom
    if kunci and nama in {"update", "create", "get_or_create", "update_or_create", "aupdate"} | nama_model:
        yield f"{nama}({kunci.pop()}=…)"
    elif nama == "setattr" and len(node.args) == 3 and nama_kolom & set(_teks(node.args[1])):
        yield "setattr(…)"
    elif nama in ("bulk_update", "bulk_create") and any(nama_kolom & set(_teks(a)) for a in node.args[1:]):
        yield f"{nama}(…)"
    for k in node.keywords:
        if k.arg in ("update_fields", "fields") and nama_kolom & set(_teks(k.value)):
            yield f"{k.arg}=[…]"
        if k.arg is None and nama == "update" and nama_kolom & set(_teks(k.value)):
            yield "update(**{…})"


def _sasaran(node: ast.AST) -> Iterator[ast.Attribute]:
    """Attributes that a statement assigns to."""
    isi = node.targets if isinstance(node, ast.Assign) else []
    isi = [node.target] if isinstance(node, ast.AnnAssign | ast.AugAssign) else isi
    for t in isi:
        yield from (n for n in ast.walk(t) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store))


def tulis_status(modul: Modul) -> Iterator[tuple[str, str, str]]:
    """(file, function, what) of every place that writes a workflow's column."""
    nama_kolom, nama_model = kolom(), {w.model.__name__ for w in alur()}
    for node in ast.walk(modul.pohon):
        apa = [f".{n.attr} = …" for n in _sasaran(node) if n.attr in nama_kolom]
        if isinstance(node, ast.Call):
            apa += _panggilan(node, nama_kolom, nama_model)
        yield from ((modul.path, fungsi(node), a) for a in apa)


def diperiksa() -> list[Modul]:
    """The product, and the makers that tests stand on."""
    pembuat = [p for p in (AKAR / "tests").glob("*.py") if not p.name.startswith("test_")]
    return [
        *(m for m in modul_produk() if m.path != MESIN and "/migrations/" not in m.path),
        *(baca(p.read_text(encoding="utf-8"), p.relative_to(AKAR).as_posix()) for p in pembuat),
    ]


def test_every_workflow_is_known_here():
    assert {(w.model.__name__, w.field) for w in alur()} == {
        ("Rekaman", "status"),
        ("DokumenAnggaran", "status"),
        ("Alokasi", "status"),
        *(pasangan for b in BAGIAN for pasangan in getattr(b, "ALUR", ())),
    }


def test_a_workflow_names_only_statuses_that_its_column_has():
    for w in alur():
        assert {s for t in w.transitions for s in (*t.sources, t.target)} <= pilihan(w)


def test_every_status_is_reachable_from_the_first():
    for w in alur():
        sampai = {w.model._meta.get_field(w.field).default}
        for _ in w.transitions:
            sampai |= {t.target for t in w.transitions if t.sources & sampai}
        assert sampai == pilihan(w)


def test_only_the_workflow_writes_a_status():
    assert {x for m in diperiksa() for x in tulis_status(m)} - set(BOLEH) == set()


def test_the_list_of_exceptions_has_no_stale_entry():
    assert set(BOLEH) - {x for m in diperiksa() for x in tulis_status(m)} == set()


@pytest.mark.parametrize(
    "teks",
    [
        "d.status = 'ditetapkan'",
        "self.dokumen.status: str = 'draf'",
        "a.status, b = 'x', 1",
        "rows.filter(pk=1).update(status='dicabut')",
        "rows.update(**{'status': 'dicabut'})",
        "d.save(update_fields=['nomor', 'status'])",
        "rows.bulk_update(daftar, ['status'])",
        "setattr(d, 'status', 'x')",
        "Alokasi(rekaman=r, status='dicabut')",
        "DokumenAnggaran.objects.create(status='ditetapkan')",
    ],
)
def test_the_guard_sees_a_status_written(teks):
    assert list(tulis_status(baca(teks)))


@pytest.mark.parametrize(
    "teks",
    [
        "status = 409",
        "rows.filter(status='berlaku')",
        "render(request, 'x.html', status=422)",
        "d.save(update_fields=['nomor'])",
        "if d.status == 'draf':\n    pass",
    ],
)
def test_the_guard_lets_a_status_be_read(teks):
    assert list(tulis_status(baca(teks))) == []
