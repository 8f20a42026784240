-- Deploy forum:identifiers to pg
-- Check digits of the numbers by which companies are known. Each returns null for null, so that a
-- check constraint lets an absent number pass. In PL/pgSQL: it keeps its plan between statements.

begin;
set local role forum_owner;

create function registry.is_pib(number text) returns boolean
language plpgsql immutable strict parallel safe
as $$
declare
    product integer := 10;
    sum integer;
begin
    if number !~ '^[0-9]{9}$' then
        return false;
    end if;
    for i in 1..8 loop
        sum := (substr(number, i, 1)::integer + product) % 10;
        product := (case sum when 0 then 10 else sum end * 2) % 11;
    end loop;
    return (11 - product) % 10 = substr(number, 9, 1)::integer;
end
$$;
comment on function registry.is_pib(text) is 'Serbian tax number (PIB): nine digits, ISO 7064 MOD 11,10.';

-- A remainder of 1 belongs to no check digit: such a number is never issued.
create function registry.is_mb(number text) returns boolean
language plpgsql immutable strict parallel safe
as $$
declare
    remainder integer;
begin
    if number !~ '^[0-9]{8}$' then
        return false;
    end if;
    remainder := (substr(number, 1, 1)::integer * 2 + substr(number, 2, 1)::integer * 7
                + substr(number, 3, 1)::integer * 6 + substr(number, 4, 1)::integer * 5
                + substr(number, 5, 1)::integer * 4 + substr(number, 6, 1)::integer * 3
                + substr(number, 7, 1)::integer * 2) % 11;
    return substr(number, 8, 1)::integer = case remainder when 0 then 0 else 11 - remainder end;
end
$$;
comment on function registry.is_mb(text) is
    'Serbian registration number (MB): eight digits, weights 2 7 6 5 4 3 2, modulo 11.';

-- Letters become two digits, A = 10 to Z = 35, as both ISO 17442 and ISO 6166 have it.
create function registry.letters_as_digits(code text) returns text
language plpgsql immutable strict parallel safe
as $$
declare
    digits text := '';
    place integer;
begin
    for i in 1..length(code) loop
        place := ascii(substr(code, i, 1));
        digits := digits || case when place > 57 then place - 55 else place - 48 end;
    end loop;
    return digits;
end
$$;
comment on function registry.letters_as_digits(text) is 'A code with each letter as two digits, A = 10 to Z = 35.';

create function registry.is_lei(code text) returns boolean
language plpgsql immutable strict parallel safe
as $$
begin
    return code ~ '^[0-9A-Z]{18}[0-9]{2}$'
       and registry.letters_as_digits(code)::numeric % 97 = 1;
end
$$;
comment on function registry.is_lei(text) is 'Legal Entity Identifier, ISO 17442: 20 characters, MOD 97-10 (ISO 7064).';

create function registry.is_isin(code text) returns boolean
language plpgsql immutable strict parallel safe
as $$
declare
    digits text;
    digit integer;
    sum integer := 0;
begin
    if code !~ '^[A-Z]{2}[0-9A-Z]{9}[0-9]$' then
        return false;
    end if;
    digits := reverse(registry.letters_as_digits(code));
    for i in 1..length(digits) loop
        digit := substr(digits, i, 1)::integer;
        if i % 2 = 0 then
            digit := digit * 2;
            digit := digit / 10 + digit % 10;
        end if;
        sum := sum + digit;
    end loop;
    return sum % 10 = 0;
end
$$;
comment on function registry.is_isin(text) is 'Security identifier, ISO 6166: 12 characters, Luhn check digit.';

grant execute on function registry.is_pib(text), registry.is_mb(text), registry.letters_as_digits(text),
    registry.is_lei(text), registry.is_isin(text) to forum_app;

commit;
