-- Deploy forum:array_overlap to pg
-- Lets `sdgs && '{13}'` and `frameworks && '{gri}'` use their indexes under row-level security.
--
-- PostgreSQL holds a condition back from an index, behind the policy, unless its function is marked
-- leakproof: it might tell of rows that the asker must not see, by its errors. Array overlap does
-- not: it raises on element types alone, never on values, and so do integer and text equality, with
-- which it compares here. Without the mark, a goal that few commitments name means reading all:
-- 570 ms at 1,000,000 commitments, against 2 ms.
--
-- Run by a superuser. A restored dump lacks the mark and answers the same, slower.

begin;

alter function pg_catalog.arrayoverlap(anyarray, anyarray) leakproof;

commit;
