-- Verify forum:folding on pg

begin;

select 1 / (registry.fold('Ђорђе & ǅеп, S. p. A.') = registry.fold('djordje džep SpA'))::integer;

rollback;
