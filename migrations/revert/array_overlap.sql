-- Revert forum:array_overlap from pg

begin;

alter function pg_catalog.arrayoverlap(anyarray, anyarray) not leakproof;

commit;
