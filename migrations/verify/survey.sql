-- Verify forum:survey on pg

begin;

do $$
begin
    assert (select array_agg((t.name, t.value, t.currency) order by t.name)
                   = array[('investments'::text, 588480594.12, 'RSD'::text), ('projects'::text, 1154.00, null::text)]
            from registry.survey_totals('{"projects": 1154, "investments": [
                {"area": "community", "form": "cash", "amount": 588480594.02}, {"area": "market", "form": "time", "amount": 0.1}]}') t),
        'figures by name, investments as their sum';
    assert not has_function_privilege('forum_public', 'registry.ask_about_figures(uuid,jsonb)', 'execute');
end
$$;

rollback;
