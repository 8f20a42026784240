-- 100,000 members, 60,000 of them in one sector, and 1,000,000 public commitments, the same ones every time. Straight
-- into the tables: the triggers are off, the check constraints hold. Ids count upwards like version 7 ones do, so that a
-- load generator can make them up.
\set ON_ERROR_STOP on
begin;
set local session_replication_role = replica;
set local synchronous_commit = off;
set local max_parallel_workers_per_gather = 0;
set local maintenance_work_mem = '256MB';
select setseed(0.2008) \g /dev/null

create temporary table word on commit drop as
select array['Mlekara', 'Pekara', 'Štamparija', 'Fabrika nameštaja', 'Vinarija', 'Livnica', 'Građevinar', 'Transport', 'Hemija',
             'Tekstil', 'Žitopromet', 'Elektro', 'Agro', 'Farmacija', 'Papir', 'Ćilimara', 'Čelik', 'Šećerana'] as trade,
       array['Jovanović', 'Petrović', 'Nikolić', 'Marković', 'Đorđević', 'Stojanović', 'Ilić', 'Stanković', 'Pavlović',
             'Milošević', 'Žunić', 'Šarić', 'Ćirić', 'Čolić', 'Ljubić', 'Njegoš', 'Džinić'] as family,
       array['Beograd', 'Novi Sad', 'Niš', 'Kragujevac', 'Subotica', 'Čačak', 'Šabac', 'Užice', 'Leskovac', 'Zrenjanin'] as city;

-- Words for titles and descriptions: as in any language a few stand nearly everywhere and most hardly anywhere. Some 3,000 in
-- Serbian and 3,000 in English, the common ones first, picked with a power of a random number; 20,011 phrases
-- of them.
create temporary table lexicon on commit drop as
select array(select stem || ending
             from unnest(string_to_array('smanjenj emisij energij otpad zaposlen obuk zajednic voznj reciklž donacij ulaganj volonter '
                 || 'bezbednos izveštavanj dobavljač pošten jednakos školovanj zdravlj vod vazduh šum papir plastik ambalaž '
                 || 'prevoz grejanj osvetljenj proizvodnj poljoprivred ishran inovacij digitalizacij stipendij praks mentorstv ravnopravnos '
                 || 'inkluzij transparentnos odgovornos održivos zaštit potrošač kvalitet sertifik standard partnerst saradnj podršk '
                 || 'mlad žen invalid penzioner detinjstv kultur baštin sport obrazovanj nauk istraživanj solarn vetar biomas', ' '))
                      with ordinality s (stem, n),
                  unnest(string_to_array('a e i u om ama ima ni na no nih nog noj nom ski ska sko skih skog skoj skom ost osti stvo stva '
                 || 'telj telja telji ić ića ići ar ara ari ac ca ci iti ila ilo ili an ana ani ano ovati ovao ovala ovan ovana', ' '))
                      with ordinality e (ending, m)
             order by (n + 3) * (m + 1), n, m) as serbian,
       array(select stem || ending
             from unnest(string_to_array('reduc emission energ wast employ train communit driv recycl donat invest volunteer '
                 || 'safet report suppl fair equal school health water climat forest paper plastic packag transport heat light product '
                 || 'farm food innovat digital scholar intern mentor divers includ transparen responsib sustain protect consum qualit '
                 || 'certif standard partner cooperat support young wom disab pension child cultur heritag sport educat scien research solar wind '
                 || 'biomass', ' ')) with ordinality s (stem, n),
                  unnest(string_to_array('e es ed ing er ers ion ions ive ively al ally ant ants able ability ment ments ness less ful '
                 || 'fully ity ities ize izes ized izing ization ist ists ism ate ates ated ating or ors y ies ic ical ically ous ously en ens '
                 || 'ened ening th ths', ' ')) with ordinality e (ending, m)
             order by (n + 3) * (m + 1), n, m) as english;

create temporary table phrase on commit drop as
select number,
       array_to_string(array(select serbian[1 + floor(cardinality(serbian) * power(random(), 3))::integer] from generate_series(1, 3) where number >= 0), ' ')
           as serbian,
       array_to_string(array(select english[1 + floor(cardinality(english) * power(random(), 3))::integer] from generate_series(1, 8) where number >= 0), ' ')
           as english
from lexicon, generate_series(0, 20010) number;

insert into registry.member (id, version, kind, source, name, legal_form, pib, country, city, sector, size, employees, website,
                             description, status, status_effective_on, joined_on, unreported_year, softened_commitments,
                             created_at, updated_at, since)
select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
       1,
       case when n / 10 % 10 < 7 then 'public_source' else 'forum_member' end,
       case when n / 10 % 10 < 7 then 'Science Based Targets initiative, target dashboard of August 2023' end,
       trade[1 + floor(random() * 18)] || ' ' || family[1 + floor(random() * 17)] || ' ' || n,
       case n % 3 when 0 then 'ad' else 'doo' end,
       case when n / 10 % 10 >= 7 then number.pib end,
       case when n / 10 % 10 < 7 then (array['DE', 'FR', 'GB', 'US', 'JP', 'IT', 'SE'])[1 + n % 7] else 'RS' end,
       city[1 + floor(random() * 10)],
       case when n % 10 < 6 then 'C' else chr(65 + floor(random() * 21)::integer) end,
       (array['micro', 'small', 'medium', 'large'])[1 + floor(random() * 4)],
       floor(exp(random() * 9)),
       'https://firma' || n || '.rs',
       jsonb_build_object('sr', 'Porodična firma koja od ' || 1950 + n % 70 || '. godine posluje u svom kraju i brine o ljudima.',
                          'en', 'A family company, in business in its region since ' || 1950 + n % 70 || '.'),
       case when n % 50 = 0 then 'suspended' else 'active' end,
       date '2008-01-01' + n / 16,
       date '2008-01-01' + n / 16,
       case when n / 10 % 10 >= 7 then 2023 + n % 4 end,
       0,
       timestamptz '2008-01-01 09:00Z' + n * interval '90 minutes',
       timestamptz '2008-01-01 09:00Z' + n * interval '90 minutes',
       timestamptz '2008-01-01 09:00Z' + n * interval '90 minutes'
from word, generate_series(1, 100000) n
cross join lateral (
    select (100000 + n) || lpad((n % 89)::text, 2, '0') || digit as pib
    from generate_series(0, 9) digit
    where n / 10 % 10 >= 7 and registry.is_pib((100000 + n) || lpad((n % 89)::text, 2, '0') || digit)
    union all
    select null
    limit 1) number;

insert into registry.commitment (id, version, member_id, title, description, area, sdgs, kind, indicator, unit, direction,
                                 baseline_value, baseline_on, target_value, starts_on, due_on, source, status,
                                 status_effective_on, status_reason, amended, softened, published_at, current_value,
                                 current_value_on, created_at, updated_at, since)
select ('01910000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
       1,
       -- Some companies promise much, many a little.
       ('01900000-0000-7000-8000-' || lpad(to_hex(1 + floor(100000 * power(random(), 1.5))::integer), 12, '0'))::uuid,
       jsonb_build_object('sr', 'Smanjenje emisija iz sopstvenih izvora, obim ' || 1 + n % 3 || ', '
                                || phrase.serbian || ', cilj ' || n,
                          'en', 'Cut emissions of scope ' || 1 + n % 3 || ', target ' || n),
       jsonb_build_object('en', 'The company commits to reduce absolute greenhouse gas emissions against the base year: '
                                || phrase.english || '.'),
       case when toss < 0.4 then 'environment' when toss < 0.6 then 'workplace' when toss < 0.8 then 'community'
            when toss < 0.92 then 'market' else 'governance' end,
       case when toss < 0.4 then array[13, 7] when toss < 0.6 then array[8, 5] when toss < 0.8 then array[4, 11]
            when toss < 0.9 then array[12] when toss < 0.999 then array[16, 17] else array[14] end,
       case when n % 5 = 0 then 'qualitative' else 'quantitative' end,
       'Greenhouse gas emissions in a year',
       'tCO2e',
       'decrease',
       10000 + n % 5000,
       starts_on - 1,
       5000 + n % 2500,
       starts_on,
       starts_on + 365 * (3 + n % 12),
       'Science Based Targets initiative, target dashboard of August 2023',
       fate.status,
       starts_on,
       case when fate.status in ('missed', 'withdrawn') then 'other' end,
       n % 20 = 0,
       n % 40 = 0,
       made_at,
       case when n % 5 between 2 and 4 then 7000 + n % 4000 end,
       case when n % 5 >= 1 then starts_on + 300 end,
       made_at,
       made_at,
       made_at
from generate_series(1, 1000000) n
join phrase on phrase.number = n::bigint * 7919 % 20011
cross join lateral (select random() as toss, timestamptz '2008-01-01 09:00Z' + n * interval '9 minutes' as made_at offset 0) made
cross join lateral (select made_at::date as starts_on) day
cross join lateral (
    select case when n % 100 < 85 then 'published' when n % 100 < 93 then 'achieved' when n % 100 < 97 then 'missed'
                else 'withdrawn' end as status) fate;
select registry.make_words(r) from unnest('{member,commitment,report}'::text[]) r \g /dev/null
commit;
vacuum (analyze) registry.member;
vacuum (analyze) registry.commitment;
vacuum (analyze) registry.member_words;
vacuum (analyze) registry.commitment_words;
vacuum (analyze) registry.vocabulary;
