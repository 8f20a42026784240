-- Deploy forum:folding to pg
-- One written form for everything that a reader takes for the same word.
--
-- Case, diacritics, script and typography go, so that Ђорђе, Đorđe, Djordje and DORDE are one. Nothing here depends on the
-- database's locale: under C, lower('Č') does nothing. Whoever changes these rules makes all words anew (registry.make_words).

begin;
set local role forum_owner;

create function registry.fold(value text) returns text
language plpgsql immutable strict parallel safe
as $$
declare
    folded text := lower(value collate "C");
begin
    -- Most texts have nothing to do here, most others are done after the first lines. translate() compares each letter with each
    -- of its list, so Cyrillic alone gets it.
    if octet_length(folded) <> char_length(folded) then
        folded := lower(folded collate "und-x-icu");
        folded := replace(replace(replace(replace(replace(folded, 'č', 'c'), 'ć', 'c'), 'š', 's'), 'ž', 'z'), 'đ', 'd');
    end if;
    if octet_length(folded) <> char_length(folded) then
        -- Decomposed, so that č is c and its mark, and й is и and its mark; the single ǌ, ǉ and ǆ become two letters.
        folded := lower(normalize(folded, nfkd) collate "und-x-icu");
        folded := regexp_replace(folded, '[\u0300-\u036f‘’ʼ´]+', '', 'g');
        if folded ~ '[\u0400-\u04ff]' then
            folded := translate(folded, 'абвгдђежзијклмнопрстћуфхцчшыэєіѕъь', 'abvgddezzijklmnoprstcufhccsyeeiz');
            folded := replace(replace(replace(folded, 'љ', 'lj'), 'њ', 'nj'), 'џ', 'dz');
            folded := replace(replace(replace(folded, 'щ', 'sc'), 'ю', 'ju'), 'я', 'ja');
        end if;
        folded := replace(replace(replace(replace(folded, 'đ', 'd'), 'ð', 'd'), 'ø', 'o'), 'ł', 'l');
        folded := replace(replace(replace(replace(replace(folded, 'ı', 'i'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
    end if;
    folded := replace(replace(folded, '''', ''), '`', '');
    -- d.o.o. and S. p. A. are written without their dots as well.
    if folded ~ '\y[a-z]\.' then
        folded := regexp_replace(folded, '\y([a-z])\. ?(?=[a-z]\y)', '\1', 'g');
    end if;
    -- All but the two separators of texts, which let several be folded at once; and but the space, since each match costs.
    folded := regexp_replace(folded, '[\u0001-\u001d\u0021-\u002f\u003a-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f]+', ' ', 'g');
    while strpos(folded, '  ') > 0 loop
        folded := replace(folded, '  ', ' ');
    end loop;
    while strpos(folded, 'dj') > 0 loop
        folded := replace(folded, 'dj', 'd');
    end loop;
    return btrim(folded);
end
$$;
comment on function registry.fold(text) is
    'A text in small letters without diacritics, in Latin script, its words separated by one space; đ, dj and d are one.';
grant execute on function registry.fold(text) to forum_app, forum_public;

commit;
