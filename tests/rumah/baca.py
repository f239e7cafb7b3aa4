"""Reading the product's own source: every module once, as a syntax tree whose nodes know their parent."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

AKAR = Path(__file__).resolve().parents[2]
# From the top down: a module imports its own app and those to the right of it.
LAPISAN = ("reporting", "planning", "spm_services", "registry", "accounts", "wilayah", "audit")
APLIKASI = (*LAPISAN, "posyandu_app")


@dataclass(frozen=True)
class Modul:
    """One file of the product."""

    path: str  # from the root of the tree, with slashes
    pohon: ast.Module

    @property
    def app(self) -> str:
        return self.path.split("/")[0]

    @property
    def nama(self) -> str:
        """Dotted, as an import writes it."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _dengan_induk(pohon: ast.Module) -> ast.Module:
    for node in ast.walk(pohon):
        for anak in ast.iter_child_nodes(node):
            anak.induk = node
    return pohon


def baca(teks: str, path: str = "contoh.py") -> Modul:
    """A module from its text: the guards are tried on made-up code first."""
    return Modul(path, _dengan_induk(ast.parse(teks)))


@lru_cache
def modul_produk() -> tuple[Modul, ...]:
    """Every Python file of the apps, migrations included."""
    semua = sorted(p for app in APLIKASI for p in (AKAR / app).rglob("*.py"))
    return tuple(baca(p.read_text(encoding="utf-8"), p.relative_to(AKAR).as_posix()) for p in semua)


def fungsi(node: ast.AST) -> str:
    """Name of the function or class around a node, dotted from the outside in; empty at the top of the file."""
    nama: list[str] = []
    while (node := getattr(node, "induk", None)) is not None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            nama.insert(0, node.name)
    return ".".join(nama)


def dalam_fungsi(node: ast.AST) -> bool:
    while (node := getattr(node, "induk", None)) is not None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return True
    return False


def impor(modul: Modul) -> Iterator[tuple[ast.Import | ast.ImportFrom, str]]:
    """(statement, dotted module) of every import, wherever it stands; a relative one is made whole."""
    for node in ast.walk(modul.pohon):
        if isinstance(node, ast.Import):
            yield from ((node, a.name) for a in node.names)
        elif isinstance(node, ast.ImportFrom):
            pangkal = modul.nama.split(".")[: -node.level] if node.level else []
            sumber = ".".join([*pangkal, node.module or ""]).rstrip(".")
            # `from registry import models` imports registry.models.
            yield from ((node, f"{sumber}.{a.name}") for a in node.names)


def templat() -> list[Path]:
    return sorted((AKAR / "templates").rglob("*.html"))
