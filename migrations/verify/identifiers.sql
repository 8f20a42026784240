-- Verify forum:identifiers on pg
-- Numbers of real companies, and the same with a digit changed.

begin;

do $$
declare
    number text;
begin
    foreach number in array array['101134702', '104052135', '100002887', '103920327', '100001159', '101626723', '100001931'] loop
        assert registry.is_pib(number), number || ' is a PIB';
    end loop;
    foreach number in array array['101134701', '100000344', '12345678', '1011347021', '10113470x', ''] loop
        assert not registry.is_pib(number), number || ' is no PIB';
    end loop;
    foreach number in array array['20084693', '17162543', '20053658', '07759231', '07737068', '66143627'] loop
        assert registry.is_mb(number), number || ' is an MB';
    end loop;
    foreach number in array array['20084694', '17162534', '2005365', '66143628', '90000080', '1234567890123', ''] loop
        assert not registry.is_mb(number), number || ' is no MB';
    end loop;
    assert registry.is_lei('254900BQVM5V0IY7RQ62') and not registry.is_lei('254900BQVM5V0IY7RQ63');
    assert not registry.is_lei('254900bqvm5v0iy7rq62') and not registry.is_lei('254900BQVM5V0IY7RQ6');
    assert registry.is_isin('TW0006282007') and not registry.is_isin('TW0006282006');
    assert registry.is_isin('US0378331005') and not registry.is_isin('us0378331005');
    assert registry.is_pib(null) is null and registry.is_mb(null) is null
       and registry.is_lei(null) is null and registry.is_isin(null) is null, 'no number is no fault';
end
$$;

rollback;
