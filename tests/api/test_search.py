"""Search: q= over names, texts and numbers, whatever the case, the diacritics and the script."""

import random
import re
import unicodedata

import pytest
from examples import act, commitment, member, new_pib, report

LATIN_TO_CYRILLIC = {
    "lj": "љ", "nj": "њ", "dž": "џ", "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "đ": "ђ", "e": "е", "ž": "ж", "z": "з",
    "i": "и", "j": "ј", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "ć": "ћ",
    "u": "у", "f": "ф", "h": "х", "c": "ц", "č": "ч", "š": "ш"}

FOLDED = [
    ("Đorđe", "dorde"), ("Ђорђе", "dorde"), ("djordje", "dorde"), ("DJORDJE", "dorde"), ("Dorde", "dorde"),
    ("ǈubica ǋegoš ǆep", "ljubica njegos dzep"), ("ǇUBICA ǊEGOŠ ǄEP", "ljubica njegos dzep"), ("Љубица Његош Џеп", "ljubica njegos dzep"),
    ("čćšžđ ČĆŠŽĐ", "ccszd ccszd"), (unicodedata.normalize("NFD", "čćšž ČĆŠŽ"), "ccsz ccsz"),
    ("Žito-promet d.o.o.", "zito promet doo"), ("Eni S. p. A.", "eni spa"), ("IMLEK A.D. Beograd", "imlek ad beograd"),
    ("„Навика“ — и цртица", "navika i crtica"), ("McDonald’s", "mcdonalds"), ("Société Générale", "societe generale"),
    ("Møller–Mærsk A/S", "moller maersk a s"), ("Straße", "strasse"), ("Łódź", "lodz"), ("Ｆｏｒｕｍ", "forum"), ("日本電気", "日本電気"),
    ("CO₂ & 12,5%", "co2 12 5"), ("  \t\n ", ""), ("—…„“", ""), ("Надјачати", "nadacati"), ("nadjačati", "nadacati")]


def to_cyrillic(text):
    text = text.lower()
    for latin, cyrillic in LATIN_TO_CYRILLIC.items():
        text = text.replace(latin, cyrillic)
    return text


@pytest.mark.parametrize("text, folded", FOLDED)
def test_texts_fold_to_what_readers_take_for_the_same(forum, text, folded):
    assert forum.database.value("select registry.fold(%s)", text) == folded


@pytest.fixture
def chance():
    """Random numbers of their own each time; a failure names the seed."""
    seed = random.randrange(2 ** 32)
    print(f"seed {seed}")
    return random.Random(seed)


def test_serbian_in_latin_and_cyrillic_folds_to_the_same(forum, chance):
    for _ in range(200):
        text = "".join(chance.choices(sorted(LATIN_TO_CYRILLIC) + [" "], k=chance.randrange(1, 30)))
        forms = [text, text.upper(), to_cyrillic(text), to_cyrillic(text).upper(), unicodedata.normalize("NFD", text),
                 text.replace("đ", "dj"), text.translate(str.maketrans("čćšž", "ccsz"))]
        folded = forum.database.value("select array_agg(distinct registry.fold(f)) from unnest(%s::text[]) f", forms)
        assert len(folded) == 1, (forms, folded)


def test_a_folded_text_folds_to_itself_and_any_text_becomes_words(forum, chance):
    alphabets = ["abcčćdđžxyz .,-'\"\\:|&!()<*", "абвђжљњџћ ", "\u0301\u030c\u200b\u2019\u00ad éßøıſǆ", "日本語 ñ 🙂 \x1e\x1f\x01"]
    for _ in range(200):
        text = "".join(chance.choices("".join(chance.sample(alphabets, 2)), k=chance.randrange(90)))
        folded = forum.database.value("select registry.fold(%s)", text)
        assert forum.database.value("select registry.fold(%s)", folded) == folded
        assert forum.database.value("select registry.words_of(array[%s, 'Bambi'], array[%s], '{}', 5) is not null", text, text)
        forum.database.value("select count(*) from registry.search_all('member', %s)", f"{folded[:15]} a")


def names(rows):
    return [row["name"] for row in rows]


NAMED = ["Delta Holding", "Delta Agrar", "Nova Delta", "Deltapak", "Đerdap usluge", "Ђорђевић и синови", "Ljutovac", "Njegoš komerc",
         "Ǆinović promet", "Nestlé Adriatic", "Société Générale banka Srbija", "Imlek a.d. Beograd", "Žitoprodukt", "Telekom Srbija"]


@pytest.fixture(scope="module")
def members(forum):
    rows = {name: member(forum, name=name) for name in NAMED}
    rows["Delhaize Serbia"] = member(forum, name="Delhaize Serbia", pib=new_pib())
    return rows


def found(forum, q, path="/v1/members", **more):
    forum.database.settle()
    return forum.every(path, q=q, limit=3, **more)


@pytest.mark.parametrize("q, expected", [
    ("đerdap", ["Đerdap usluge"]), ("djerdap", ["Đerdap usluge"]), ("Ђердап", ["Đerdap usluge"]), ("DERDAP", ["Đerdap usluge"]),
    ("djordjević", ["Ђорђевић и синови"]), ("Đorđević", ["Ђорђевић и синови"]), ("đorđević sinovi", ["Ђорђевић и синови"]),
    ("ЊЕГОШ", ["Njegoš komerc"]), ("ǌegoš", ["Njegoš komerc"]), ("njegos", ["Njegoš komerc"]),
    ("љутовац", ["Ljutovac"]), ("ǉutovac", ["Ljutovac"]), ("LJUTOVAC", ["Ljutovac"]),
    ("џиновић", ["Ǆinović promet"]), ("dzinovic", ["Ǆinović promet"]), ("DŽINOVIĆ", ["Ǆinović promet"]),
    ("nestle", ["Nestlé Adriatic"]), ("societe generale", ["Société Générale banka Srbija"]), ("generale banka", ["Société Générale banka Srbija"]),
    ("imlek ad", ["Imlek a.d. Beograd"]), ("IMLEK A.D.", ["Imlek a.d. Beograd"]), ("beograd imlek", ["Imlek a.d. Beograd"]),
    ("žito", ["Žitoprodukt"]), ("zitop", ["Žitoprodukt"]), ("tele srb", ["Telekom Srbija"]),
])
def test_a_name_is_found_however_it_is_written(forum, members, q, expected):
    assert names(found(forum, q)) == expected


@pytest.mark.parametrize("q", ["telkom", "teelkom", "telekm", "tellekom", "tepekom", "etlekom"])
def test_a_slip_in_a_word_is_forgiven(forum, members, q):
    assert names(found(forum, q)) == ["Telekom Srbija"]


def test_the_best_match_comes_first(forum, members):
    """The whole name, names that begin so, the words in the name, in other texts, with a slip."""
    member(forum, name="Hemofarm", description={"sr": "Naš partner je Delta."})
    member(forum, name="Delte i sinovi")
    member(forum, name="Delta")
    assert names(found(forum, "delta")) == ["Delta", "Deltapak", "Delta Agrar", "Delta Holding", "Nova Delta", "Hemofarm", "Delte i sinovi"]


def test_an_explicit_order_wins_and_finds_the_same(forum, members):
    by_relevance, by_name = found(forum, "delta"), found(forum, "delta", sort="name")
    assert names(by_name) == sorted(names(by_relevance))


def test_what_is_found_nowhere_is_an_empty_list(forum, members):
    assert found(forum, "xyzqw") == found(forum, "delta xyzqw") == []


@pytest.mark.parametrize("q", ["", " ", "—…!", "\u0301"])
def test_nothing_to_look_for_is_a_fault(forum, q):
    answer = forum.get("/v1/members", q=q).must(400)
    assert [pointer for pointer, *_ in answer.faults] == ["/q"]


def test_more_words_than_can_be_looked_for_are_a_fault(forum):
    found(forum, "jedan dva tri četiri pet šest sedam osam devet deset")
    answer = forum.get("/v1/members", q="jedan dva tri četiri pet šest sedam osam devet deset jedanaest").must(400)
    assert "at most 10" in answer.body["errors"][0]["message"]


def test_a_search_of_what_stood_once_is_refused_clearly(forum):
    answer = forum.get("/v1/members", q="delta", as_of="2025-01-31").must(400)
    assert [pointer for pointer, *_ in answer.faults] == ["/as_of"]


@pytest.mark.parametrize("shape", ["{0}", "RS{0}", "RS {0}", "rs-{0}", "PIB {0}", "PIB: {1} {2} {3}", "{1}-{2}-{3}", "RS {1} {2} {3}", " {1}.{2}.{3} "])
def test_a_pib_is_found_as_it_is_pasted(forum, shape):
    number = new_pib()
    row = member(forum, name="Galenika", pib=number)
    assert found(forum, shape.format(number, number[:3], number[3:6], number[6:]))[0]["id"] == row["id"]
    assert found(forum, number[:-1]) == []


NUMBERS = [("mb", "07042701", "07 042 701"), ("mb", "07042701", "MB: 07042701"), ("lei", "2594009VDKKH30FM3960", "2594009vdkkh30fm3960"),
           ("lei", "2594009VDKKH30FM3960", "LEI: 2594 009V DKKH 30FM 3960"), ("isin", "RSNISHE79420", "RSNISHE79420"),
           ("isin", "RSNISHE79420", "isin rs-nishe-79420"), ("vat_number", "RS104052135", "104052135"), ("vat_number", "RS104052135", "RS 104 052 135"),
           ("vat_number", "DE811128135", "DE 811 128 135")]


@pytest.mark.parametrize("name, value, pasted", NUMBERS)
def test_a_number_is_found_as_it_is_pasted(forum, name, value, pasted):
    rows = found(forum, value)
    row = rows[0] if rows else member(forum, name="NIS a.d. Novi Sad", **{name: value})
    assert row[name] == value
    assert [other["id"] for other in found(forum, pasted)] == [row["id"]]


@pytest.fixture(scope="module")
def owner(forum):
    return member(forum, name="Carlsberg Srbija")


def test_commitments_are_found_by_their_texts_and_their_member(forum, owner):
    rows = [commitment(forum, owner, "published", title={"sr": "Manje vode u pivari u Čelarevu"}, **TEXTS[0]),
            commitment(forum, owner, "published", title={"en": "Renewable energy only"}, description={"sr": "Струја из ветра у Челареву"}),
            commitment(forum, owner, "achieved", title={"sr": "Bez ambalaže", "en": "No packaging"})]
    ids = [row["id"] for row in rows]
    search = lambda q, **more: [row["id"] for row in found(forum, q, "/v1/commitments", **more)]
    assert search("čelarevo") == [ids[1], ids[0]], "another ending is a slip"
    assert search("Čelarevu") == [ids[0], ids[1]], "the title before the description"
    assert search("carlsberg") == ids[::-1], "the newest first"
    assert search("carlsberg vetra") == [ids[1]]
    assert search("carlsberg", status="achieved") == [ids[2]]
    assert search("carlsberg", sort="created_at") == ids
    assert [row["id"] for row in found(forum, "ambalaze", f"/v1/members/{owner['id']}/commitments")] == [ids[2]]


TEXTS = [{"description": {"sr": "Ušteda."}}]


def test_reports_are_found_by_title_and_member(forum, owner):
    row = report(forum, owner, "published", title={"sr": "Izveštaj o održivom poslovanju"})
    assert [r["id"] for r in found(forum, "održivom carlsberg", "/v1/reports")] == [row["id"]]
    assert [r["id"] for r in found(forum, "ОДРЖИВОМ", f"/v1/members/{owner['id']}/reports")] == [row["id"]]


def test_drafts_are_found_by_their_company_and_the_forum_alone(forum, owner):
    row = commitment(forum, owner, "draft", title={"sr": "Tajna Gorgonzola"})
    other = forum.of(member(forum, name="Somboled"))
    forum.database.settle()
    for asker, expected in [(forum, 0), (other, 0), (forum.of(owner), 1), (forum.staff, 1)]:
        for q in ("gorgonzola", "gorgonz", "gorgonzlao", "carlsberg gorgonzola"):
            for sort in ({}, {"sort": "due_on"}):
                assert len(asker.every("/v1/commitments", q=q, **sort)) == expected, q
    for action, actor in (("submit", forum.of(owner)), ("publish", forum.staff)):
        act(actor, "commitments", row, action).must(200)
    assert len(found(forum, "gorgonzlao", "/v1/commitments")) == 1


def test_the_vocabulary_tells_strangers_no_word_of_a_draft(forum, owner):
    draft = commitment(forum, owner, "draft", title={"sr": "Paprikaš"})
    ask = "select registry.known_words('papri', false)"
    forum.database.settle()
    assert forum.database.sql(ask, user="forum_public")[0][0] == []
    forged = "select set_config('forum.role', 'staff', false), registry.known_words('papri', false)"
    assert forum.database.sql(forged, user="forum_public")[0][1] == []
    act(forum.of(owner), "commitments", draft, "submit").must(200)
    act(forum.staff, "commitments", draft, "publish").must(200)
    forum.database.settle()
    assert forum.database.sql(ask, user="forum_public")[0][0] == ["paprikas"]


def test_what_is_under_an_embargo_is_found_by_its_company_and_the_forum_alone(forum, owner):
    commitment(forum, owner, "published", title={"sr": "Rakijada"}, embargo_until="2090-01-01T00:00:00Z")
    forum.database.settle()
    assert forum.every("/v1/commitments", q="rakijada") == forum.every("/v1/commitments", q="rakijdaa") == []
    assert [len(asker.every("/v1/commitments", q="rakija")) for asker in (forum.of(owner), forum.staff)] == [1, 1]
    assert forum.database.sql("select registry.known_words('rakij', false)", user="forum_public")[0][0] == []


def test_a_text_that_changes_is_found_by_what_it_says_now(forum, owner):
    row = commitment(forum, owner, "draft", title={"sr": "Ajvar"})
    own = forum.of(owner)
    forum.database.settle()
    assert len(own.every("/v1/commitments", q="ajvar")) == 1
    own.patch(f"/v1/commitments/{row['id']}", {"title": {"sr": "Kajmak"}}, if_match="*").must(200)
    assert own.every("/v1/commitments", q="ajvar") == [], "at once, whenever its new words are taken"
    forum.database.settle()
    assert (len(own.every("/v1/commitments", q="ajvar")), len(own.every("/v1/commitments", q="kajmak"))) == (0, 1)
    own.delete(f"/v1/commitments/{row['id']}", if_match="*").must(204)
    assert own.every("/v1/commitments", q="kajmak") == []


def test_the_daemon_takes_the_words_of_what_has_changed_by_itself(forum):
    member(forum, name="Jaffa Crvenka")
    position = 0
    for _ in range(100):
        if forum.every("/v1/members", q="crvenka"):
            return
        body = forum.get("/v1/changes", after=position, wait=1).must(200).body
        position = max([position, *(entry["position"] for entry in body["data"])])
    pytest.fail("its words were not taken")


def test_a_member_is_found_by_its_former_name_and_its_commitments_by_the_new_one(forum):
    owner = member(forum, name="Telenor")
    row = commitment(forum, owner, "published", title={"sr": "Stara baterija"})
    forum.staff.patch(f"/v1/members/{owner['id']}", {"name": "Yettel"}, if_match="*").must(200)
    assert names(found(forum, "telenor")) == names(found(forum, "yettel")) == ["Yettel"]
    assert [r["id"] for r in found(forum, "yettel baterija", "/v1/commitments")] == [row["id"]]


def test_what_matches_is_marked_in_the_text_as_it_was_written(forum):
    member(forum, name="Ђердап <b>& Đurđevak", description={"en": "Runs Đerdap. " * 50 + "Dunav " + "and others. " * 50})
    row, = found(forum, "djerdap dunav", highlight="true")
    assert row["highlights"][0] == {"field": "name", "parts": [{"text": "Ђердап", "match": True}, {"text": " <b>& Đurđevak", "match": False}]}
    fragment = row["highlights"][1]
    assert fragment["field"] == "description.en"
    assert {part["text"] for part in fragment["parts"] if part["match"]} == {"Đerdap"}
    text = "".join(part["text"] for part in fragment["parts"])
    assert text in row["description"]["en"] and len(text) < 400
    assert "highlights" not in found(forum, "djerdap dunav")[0]
    assert found(forum, "djerdpa dunav", highlight="true", fields="name,highlights")[0]["highlights"][0]["parts"][0] == {"text": "Ђердап", "match": True}
    assert forum.get("/v1/members", fields="highlights", limit=1).must(200).body["data"][0]["highlights"] is None


def test_pages_by_relevance_go_through_everything_once(forum):
    owner = member(forum, name="Zaječarska pivara")
    for number in range(23):
        commitment(forum, owner, "published", title={"sr": f"Hmelj {number}" if number % 3 else f"Nešto {number}"},
                   description={"sr": "O hmelju." if number % 2 else "Hmelj"})
    forum.database.settle()
    for limit in (1, 2, 5, 50):
        rows = [row["id"] for row in forum.every("/v1/commitments", q="hmelj", limit=limit)]
        assert len(rows) == len(set(rows)) == 23
        assert set(rows) == {row["id"] for row in forum.every("/v1/commitments", q="hmelj", sort="due_on", limit=5)}
    assert forum.get("/v1/commitments", q="hmelj", count="exact", limit=2).must(200).body["page"]["count"] == 23
    only = forum.get("/v1/commitments", q="hmelj 22", count="exact", fields="title").must(200).body
    assert only["page"]["count"] == len(only["data"]) == 1


def test_the_steps_of_a_search_cover_every_place_once(forum, chance):
    """The slices that a search looks into, whatever the number of rows and wherever a page ended."""
    for last in [1, 5, 127, 128, 129, 1023, 1024, 8192, 70000, *(chance.randrange(1, 3_000_000) for _ in range(5))]:
        forum.database.sql("select setval('registry.report_place', %s)", last)
        for after in (None, chance.randrange(1, last + 1)):
            rows = forum.database.sql(
                "select s.slice::text, s.below from registry.search_steps('report', 'b52', %s, %s) s where s.kind = 4", None if after is None else 4, after)
            below = last + 1 if after is None else after
            slices = [(int(level), int(number)) for text, _ in rows for level, number in sorted(re.findall(r"'(\d):(\d+)'", text), key=lambda s: -int(s[1]))]
            covered = [(number << (7 + 3 * level), (number + 1) << (7 + 3 * level)) for level, number in slices]
            assert covered[0][0] < below <= covered[0][1] and covered[-1][0] == 0 and {row[1] for row in rows} == {below}
            assert all(newer[0] == older[1] for newer, older in zip(covered, covered[1:]))
            assert len(rows) < 20
