-- Deploy forum:taxonomy_lists to pg
-- The short lists: areas of the CSR Index, forms and sizes of companies, everything about reports,
-- reasons that a status change may give, and customary units. A unit outside the list is allowed.
-- The level of a status reason is the resource that it is for.

begin;
set local role forum_owner;

copy registry.taxonomy (name, title) from stdin;
areas	{"sr": "Oblasti", "en": "Areas"}
company_sizes	{"sr": "Veličine kompanija", "en": "Company sizes"}
legal_forms	{"sr": "Pravne forme", "en": "Legal forms"}
report_frameworks	{"sr": "Okviri izveštavanja", "en": "Reporting frameworks"}
assurance_levels	{"sr": "Nivoi uveravanja", "en": "Assurance levels"}
report_kinds	{"sr": "Vrste izveštaja", "en": "Kinds of report"}
status_reasons	{"sr": "Razlozi promene statusa", "en": "Reasons of status changes"}
units	{"sr": "Merne jedinice", "en": "Units"}
\.

copy registry.taxonomy_entry (taxonomy, position, level, code, parent, name) from stdin;
areas	1	\N	governance	\N	{"sr": "Korporativno upravljanje", "en": "Corporate governance"}
areas	2	\N	community	\N	{"sr": "Lokalna zajednica", "en": "Local community"}
areas	3	\N	workplace	\N	{"sr": "Radno okruženje", "en": "Work environment"}
areas	4	\N	market	\N	{"sr": "Tržište", "en": "Market"}
areas	5	\N	environment	\N	{"sr": "Životna sredina", "en": "Environment"}
company_sizes	1	\N	micro	\N	{"sr": "Mikro", "en": "Micro"}
company_sizes	2	\N	small	\N	{"sr": "Malo", "en": "Small"}
company_sizes	3	\N	medium	\N	{"sr": "Srednje", "en": "Medium"}
company_sizes	4	\N	large	\N	{"sr": "Veliko", "en": "Large"}
legal_forms	1	\N	doo	\N	{"sr": "Društvo s ograničenom odgovornošću", "en": "Limited liability company"}
legal_forms	2	\N	ad	\N	{"sr": "Akcionarsko društvo", "en": "Joint-stock company"}
legal_forms	3	\N	od	\N	{"sr": "Ortačko društvo", "en": "General partnership"}
legal_forms	4	\N	kd	\N	{"sr": "Komanditno društvo", "en": "Limited partnership"}
legal_forms	5	\N	jp	\N	{"sr": "Javno preduzeće", "en": "Public enterprise"}
legal_forms	6	\N	cooperative	\N	{"sr": "Zadruga", "en": "Cooperative"}
legal_forms	7	\N	entrepreneur	\N	{"sr": "Preduzetnik", "en": "Sole trader"}
legal_forms	8	\N	foundation	\N	{"sr": "Fondacija", "en": "Foundation"}
legal_forms	9	\N	association	\N	{"sr": "Udruženje", "en": "Association"}
legal_forms	10	\N	branch	\N	{"sr": "Ogranak stranog pravnog lica", "en": "Branch of a foreign company"}
legal_forms	11	\N	other	\N	{"sr": "Drugo", "en": "Other"}
report_frameworks	1	\N	gri	\N	{"sr": "GRI standardi", "en": "GRI Standards"}
report_frameworks	2	\N	esrs	\N	{"sr": "Evropski standardi izveštavanja o održivosti (ESRS)", "en": "European Sustainability Reporting Standards (ESRS)"}
report_frameworks	3	\N	ungc	\N	{"sr": "Globalni dogovor Ujedinjenih nacija", "en": "United Nations Global Compact"}
report_frameworks	4	\N	iso26000	\N	{"sr": "ISO 26000 Društvena odgovornost", "en": "ISO 26000 Social responsibility"}
report_frameworks	5	\N	sdg	\N	{"sr": "Ciljevi održivog razvoja", "en": "Sustainable Development Goals"}
report_frameworks	6	\N	cdp	\N	{"sr": "CDP", "en": "CDP"}
report_frameworks	7	\N	tcfd	\N	{"sr": "Preporuke TCFD", "en": "TCFD Recommendations"}
report_frameworks	8	\N	sasb	\N	{"sr": "SASB standardi", "en": "SASB Standards"}
report_frameworks	9	\N	other	\N	{"sr": "Drugo", "en": "Other"}
assurance_levels	1	\N	none	\N	{"sr": "Bez uveravanja", "en": "No assurance"}
assurance_levels	2	\N	limited	\N	{"sr": "Ograničeno uveravanje", "en": "Limited assurance"}
assurance_levels	3	\N	reasonable	\N	{"sr": "Razumno uveravanje", "en": "Reasonable assurance"}
report_kinds	1	\N	annual	\N	{"sr": "Godišnji izveštaj", "en": "Annual report"}
report_kinds	2	\N	sustainability	\N	{"sr": "Izveštaj o održivosti", "en": "Sustainability report"}
report_kinds	3	\N	integrated	\N	{"sr": "Integrisani izveštaj", "en": "Integrated report"}
report_kinds	4	\N	non_financial	\N	{"sr": "Nefinansijski izveštaj", "en": "Non-financial report"}
report_kinds	5	\N	progress	\N	{"sr": "Izveštaj o napretku", "en": "Progress report"}
report_kinds	6	\N	communication_on_progress	\N	{"sr": "Izveštaj o napretku prema Globalnom dogovoru (CoP)", "en": "Communication on Progress (UN Global Compact)"}
status_reasons	1	member	not_eligible	\N	{"sr": "Ne ispunjava uslove za članstvo", "en": "Does not meet the conditions of membership"}
status_reasons	2	member	incomplete_application	\N	{"sr": "Prijava nije potpuna", "en": "The application is incomplete"}
status_reasons	3	member	duplicate_application	\N	{"sr": "Kompanija je već prijavljena", "en": "The company has already applied"}
status_reasons	4	member	own_request	\N	{"sr": "Na sopstveni zahtev", "en": "At its own request"}
status_reasons	5	member	fee_unpaid	\N	{"sr": "Članarina nije plaćena", "en": "The membership fee was not paid"}
status_reasons	6	member	report_overdue	\N	{"sr": "Godišnji izveštaj nije predat", "en": "The annual report was not handed in"}
status_reasons	7	member	code_breach	\N	{"sr": "Povreda kodeksa Foruma", "en": "Breach of the Forum’s code"}
status_reasons	8	member	insolvent	\N	{"sr": "Stečaj ili likvidacija", "en": "Insolvency or liquidation"}
status_reasons	9	member	merged	\N	{"sr": "Pripajanje ili spajanje", "en": "Merged with another company"}
status_reasons	10	commitment	replaced	\N	{"sr": "Zamenjena drugom obavezom", "en": "Replaced by another commitment"}
status_reasons	11	commitment	deadline_expired	\N	{"sr": "Rok je istekao", "en": "The deadline expired"}
status_reasons	12	commitment	not_feasible	\N	{"sr": "Nije izvodljiva", "en": "Not feasible"}
status_reasons	13	commitment	source_withdrawn	\N	{"sr": "Povučena na izvoru", "en": "Withdrawn at its source"}
status_reasons	14	commitment	method_changed	\N	{"sr": "Način merenja je promenjen", "en": "The method of measuring changed"}
status_reasons	15	commitment	entered_in_error	\N	{"sr": "Uneta greškom", "en": "Entered in error"}
status_reasons	16	any	company_changed	\N	{"sr": "Kompanija je promenjena", "en": "The company changed"}
status_reasons	17	any	strategy_changed	\N	{"sr": "Strategija je promenjena", "en": "The strategy changed"}
status_reasons	18	any	other	\N	{"sr": "Drugo", "en": "Other"}
units	1	ratio	%	\N	{"sr": "Procenat", "en": "Percent"}
units	2	ratio	pp	\N	{"sr": "Procentni poen", "en": "Percentage point"}
units	3	ratio	index	\N	{"sr": "Indeks", "en": "Index"}
units	4	emissions	tCO2e	\N	{"sr": "Tona ekvivalenta CO₂", "en": "Tonne of CO₂ equivalent"}
units	5	emissions	kgCO2e	\N	{"sr": "Kilogram ekvivalenta CO₂", "en": "Kilogram of CO₂ equivalent"}
units	6	emissions	gCO2e/kWh	\N	{"sr": "Gram ekvivalenta CO₂ po kilovat-času", "en": "Gram of CO₂ equivalent per kilowatt-hour"}
units	7	energy	kWh	\N	{"sr": "Kilovat-čas", "en": "Kilowatt-hour"}
units	8	energy	MWh	\N	{"sr": "Megavat-čas", "en": "Megawatt-hour"}
units	9	energy	GWh	\N	{"sr": "Gigavat-čas", "en": "Gigawatt-hour"}
units	10	energy	GJ	\N	{"sr": "Gigadžul", "en": "Gigajoule"}
units	11	energy	kW	\N	{"sr": "Kilovat", "en": "Kilowatt"}
units	12	energy	MW	\N	{"sr": "Megavat", "en": "Megawatt"}
units	13	volume	l	\N	{"sr": "Litar", "en": "Litre"}
units	14	volume	m3	\N	{"sr": "Kubni metar", "en": "Cubic metre"}
units	15	mass	kg	\N	{"sr": "Kilogram", "en": "Kilogram"}
units	16	mass	t	\N	{"sr": "Tona", "en": "Tonne"}
units	17	length	km	\N	{"sr": "Kilometar", "en": "Kilometre"}
units	18	surface	m2	\N	{"sr": "Kvadratni metar", "en": "Square metre"}
units	19	surface	ha	\N	{"sr": "Hektar", "en": "Hectare"}
units	20	money	RSD	\N	{"sr": "Dinar", "en": "Serbian dinar"}
units	21	money	EUR	\N	{"sr": "Evro", "en": "Euro"}
units	22	money	USD	\N	{"sr": "Američki dolar", "en": "US dollar"}
units	23	time	h	\N	{"sr": "Čas", "en": "Hour"}
units	24	time	days	\N	{"sr": "Dan", "en": "Day"}
units	25	time	months	\N	{"sr": "Mesec", "en": "Month"}
units	26	time	years	\N	{"sr": "Godina", "en": "Year"}
units	27	count	persons	\N	{"sr": "Osoba", "en": "Person"}
units	28	count	employees	\N	{"sr": "Zaposleni", "en": "Employee"}
units	29	count	volunteers	\N	{"sr": "Volonter", "en": "Volunteer"}
units	30	count	households	\N	{"sr": "Domaćinstvo", "en": "Household"}
units	31	count	organisations	\N	{"sr": "Organizacija", "en": "Organisation"}
units	32	count	companies	\N	{"sr": "Kompanija", "en": "Company"}
units	33	count	suppliers	\N	{"sr": "Dobavljač", "en": "Supplier"}
units	34	count	projects	\N	{"sr": "Projekat", "en": "Project"}
units	35	count	sites	\N	{"sr": "Lokacija", "en": "Site"}
units	36	count	trees	\N	{"sr": "Stablo", "en": "Tree"}
units	37	count	injuries	\N	{"sr": "Povreda na radu", "en": "Work injury"}
units	38	count	training_hours	\N	{"sr": "Čas obuke", "en": "Hour of training"}
\.

commit;
