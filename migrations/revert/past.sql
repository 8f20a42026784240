-- Revert forum:past from pg

begin;

drop function past.member(timestamptz);
drop function past.commitment(timestamptz);
drop function past.progress(timestamptz);
drop function past.report(timestamptz);
do $$
begin
    perform registry.drop_past(resource) from unnest('{member,commitment,progress,report}'::text[]) resource;
end
$$;
drop function past.day(timestamptz);
drop function registry.drop_past(text);
drop function registry.watch_past(text, text[], text);
drop function registry.watch_past_rows(text);
drop function registry.make_past_view(text);
drop function registry.stamp_since();

commit;
