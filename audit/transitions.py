"""The one place a status changes: lock, re-read, check, write narrowly, log, notify after commit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.db import models, transaction
from django.db.models import F

from audit.models import Catatan
from audit.record import buat, record
from posyandu_app.lib.galat import Bentrok
from posyandu_app.lib.kunci import in_scope, require_in_scope


class TransitionRefused(Exception):
    """The step is not possible now. `code` is for machines, the message is a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


Hook = Callable[[Any, Any], None]


@dataclass(frozen=True)
class Transition:
    """One step of a workflow. Guards raise TransitionRefused; effects run in the transaction; notify after commit."""

    name: str
    label: str
    sources: frozenset[str]
    target: str
    duty: str
    needs_note: bool = False
    guards: tuple[Hook, ...] = ()
    effects: tuple[Hook, ...] = ()
    notify: tuple[Callable[[Any, Any], None], ...] = ()
    # The same guards and effects over many rows at once, for `apply_many`; None: the step goes one by one only.
    many: "Banyak | None" = None


@dataclass(frozen=True)
class Banyak:
    """Set-wise guards and effects of a step: each gets all rows of a chunk, so queries do not grow with rows."""

    guards: tuple[Callable[[list[Any], Any], None], ...] = ()
    effects: tuple[Callable[[list[Any], Any], None], ...] = ()


def _kabar(hook: Callable[[Any, Any], None], pk: Any, siapa: Any) -> Callable[[], None]:
    """What runs after the commit. A function, not a `partial`: Django names a hook that fails by its own name, and a
    partial has none, so that naming it would raise out of a commit that is done."""

    @wraps(hook)
    def jalan() -> None:
        hook(pk, siapa)

    return jalan


POTONGAN = 500


@dataclass(frozen=True)
class Workflow:
    """The table of steps of one model's status column. The model has `versi`, which every step raises."""

    model: type[models.Model]
    field: str
    seen_with: str
    transitions: tuple[Transition, ...]
    # Rows that the house lock order puts before this one (unit before fact): locked first, by the row's pk.
    lock_before: Callable[[Any], None] | None = None
    # Relations the guards look at, read in the query that locks the row.
    dibaca: tuple[str, ...] = ()
    # Writes the log of a step, called as `record`; a model whose events may not stand in the common log has its own.
    catat: Callable[..., Any] = record

    def named(self, name: str) -> Transition:
        return next(t for t in self.transitions if t.name == name)

    def available(self, objects: Iterable[models.Model], actor: Any) -> dict[Any, list[Transition]]:
        """{pk: steps} for a whole page; one query for each duty, however many rows."""
        rows = list(objects)
        allowed = {duty: in_scope(rows, actor, duty) for duty in {t.duty for t in self.transitions}}
        return {
            o.pk: [t for t in self.transitions if getattr(o, self.field) in t.sources and o.pk in allowed[t.duty]]
            for o in rows
        }

    def apply(self, pk: Any, name: str, *, actor: Any, note: str = "", versi: int | None = None) -> Any:
        """Take the step. Raises Http404, PermissionDenied or TransitionRefused, and changes nothing then.

        `actor` None is the system itself (seeds, imports): it has no area to be held to, the table still holds.
        `versi`: the version the step was decided on; Bentrok where the row has another one by now.
        """
        step = self.named(name)
        with transaction.atomic():
            if self.lock_before:
                self.lock_before(pk)
            rows = self.model._default_manager  # noqa: SLF001
            terkunci = rows.select_for_update(of=("self",), no_key=True)
            if self.dibaca:
                terkunci = terkunci.select_related(*self.dibaca)
            obj: Any = terkunci.filter(pk=pk).first() or self.model(pk=pk)
            if actor is not None:
                require_in_scope(obj, actor, step.duty, seen_with=self.seen_with)
            if versi is not None and obj.versi != versi:
                raise Bentrok(obj)
            before = getattr(obj, self.field)
            self._check(step, obj, before, actor, note)
            rows.filter(pk=pk).update(**{self.field: step.target, "versi": F("versi") + 1})
            obj.refresh_from_db()
            for effect in step.effects:
                effect(obj, actor)
            self.catat(actor, name, obj, dari=before, ke=step.target, catatan=note)
            for hook in step.notify:
                transaction.on_commit(_kabar(hook, obj.pk, actor and actor.pk), robust=True)
        return obj

    def apply_many(self, pks: Iterable[Any], name: str, *, actor: Any, note: str = "") -> int:
        """Take the step for every row, or for none: as `apply`, in one transaction, in chunks.

        The caller has locked what the house puts before these rows (`lock_before` locks for one row only).
        """
        step, semua = self.named(name), sorted(pks)
        if step.many is None or step.notify or self.catat is not record:
            raise ValueError(f"step {name!r} goes one by one")
        with transaction.atomic():
            for awal in range(0, len(semua), POTONGAN):
                self._chunk(step, semua[awal : awal + POTONGAN], actor, note)
        return len(semua)

    def _chunk(self, step: Transition, pks: list[Any], actor: Any, note: str) -> None:
        rows = self.model._default_manager.filter(pk__in=pks)  # noqa: SLF001
        semua = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))
        if actor is not None:
            boleh = in_scope(semua, actor, step.duty)
            for obj in semua:
                if obj.pk not in boleh:
                    require_in_scope(obj, actor, step.duty, seen_with=self.seen_with)
        for obj in semua:
            self._check(replace(step, guards=()), obj, getattr(obj, self.field), actor, note)
        assert step.many is not None  # noqa: S101 (apply_many refuses it)
        for guard in step.many.guards:
            guard(semua, actor)
        dari = {o.pk: getattr(o, self.field) for o in semua}
        rows.update(**{self.field: step.target, "versi": F("versi") + 1})
        for effect in step.many.effects:
            effect(semua, actor)
        Catatan.objects.bulk_create(
            [buat(actor, step.name, o, dari=dari[o.pk], ke=step.target, catatan=note) for o in semua]
        )

    def _check(self, step: Transition, obj: Any, before: str, actor: Any, note: str) -> None:
        if before not in step.sources:
            kalimat = f"Langkah ini tidak berlaku lagi: statusnya sekarang “{before}”. Muat ulang halaman."
            raise TransitionRefused("status", kalimat)
        if step.needs_note and not note.strip():
            raise TransitionRefused("catatan", "Tulis alasannya.")
        for guard in step.guards:
            guard(obj, actor)
