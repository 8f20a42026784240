-- Deploy forum:taxonomy_countries to pg
-- Countries by ISO 3166-1 alpha-2 code (datasets/country-codes, PDDL), names from Unicode CLDR.

begin;
set local role forum_owner;

copy registry.taxonomy (name, title) from stdin;
countries	{"sr": "Države", "en": "Countries"}
\.

copy registry.taxonomy_entry (taxonomy, position, level, code, parent, name) from stdin;
countries	1	\N	AF	\N	{"sr": "Avganistan", "en": "Afghanistan"}
countries	2	\N	AX	\N	{"sr": "Olandska Ostrva", "en": "Åland Islands"}
countries	3	\N	AL	\N	{"sr": "Albanija", "en": "Albania"}
countries	4	\N	DZ	\N	{"sr": "Alžir", "en": "Algeria"}
countries	5	\N	AS	\N	{"sr": "Američka Samoa", "en": "American Samoa"}
countries	6	\N	AD	\N	{"sr": "Andora", "en": "Andorra"}
countries	7	\N	AO	\N	{"sr": "Angola", "en": "Angola"}
countries	8	\N	AI	\N	{"sr": "Angvila", "en": "Anguilla"}
countries	9	\N	AQ	\N	{"sr": "Antarktik", "en": "Antarctica"}
countries	10	\N	AG	\N	{"sr": "Antigva i Barbuda", "en": "Antigua & Barbuda"}
countries	11	\N	AR	\N	{"sr": "Argentina", "en": "Argentina"}
countries	12	\N	AM	\N	{"sr": "Jermenija", "en": "Armenia"}
countries	13	\N	AW	\N	{"sr": "Aruba", "en": "Aruba"}
countries	14	\N	AU	\N	{"sr": "Australija", "en": "Australia"}
countries	15	\N	AT	\N	{"sr": "Austrija", "en": "Austria"}
countries	16	\N	AZ	\N	{"sr": "Azerbejdžan", "en": "Azerbaijan"}
countries	17	\N	BS	\N	{"sr": "Bahami", "en": "Bahamas"}
countries	18	\N	BH	\N	{"sr": "Bahrein", "en": "Bahrain"}
countries	19	\N	BD	\N	{"sr": "Bangladeš", "en": "Bangladesh"}
countries	20	\N	BB	\N	{"sr": "Barbados", "en": "Barbados"}
countries	21	\N	BY	\N	{"sr": "Belorusija", "en": "Belarus"}
countries	22	\N	BE	\N	{"sr": "Belgija", "en": "Belgium"}
countries	23	\N	BZ	\N	{"sr": "Belize", "en": "Belize"}
countries	24	\N	BJ	\N	{"sr": "Benin", "en": "Benin"}
countries	25	\N	BM	\N	{"sr": "Bermudi", "en": "Bermuda"}
countries	26	\N	BT	\N	{"sr": "Butan", "en": "Bhutan"}
countries	27	\N	BO	\N	{"sr": "Bolivija", "en": "Bolivia"}
countries	28	\N	BQ	\N	{"sr": "Karipska Holandija", "en": "Caribbean Netherlands"}
countries	29	\N	BA	\N	{"sr": "Bosna i Hercegovina", "en": "Bosnia & Herzegovina"}
countries	30	\N	BW	\N	{"sr": "Bocvana", "en": "Botswana"}
countries	31	\N	BV	\N	{"sr": "Ostrvo Buve", "en": "Bouvet Island"}
countries	32	\N	BR	\N	{"sr": "Brazil", "en": "Brazil"}
countries	33	\N	IO	\N	{"sr": "Britanska teritorija Indijskog okeana", "en": "British Indian Ocean Territory"}
countries	34	\N	VG	\N	{"sr": "Britanska Devičanska Ostrva", "en": "British Virgin Islands"}
countries	35	\N	BN	\N	{"sr": "Brunej", "en": "Brunei"}
countries	36	\N	BG	\N	{"sr": "Bugarska", "en": "Bulgaria"}
countries	37	\N	BF	\N	{"sr": "Burkina Faso", "en": "Burkina Faso"}
countries	38	\N	BI	\N	{"sr": "Burundi", "en": "Burundi"}
countries	39	\N	CV	\N	{"sr": "Zelenortska Ostrva", "en": "Cape Verde"}
countries	40	\N	KH	\N	{"sr": "Kambodža", "en": "Cambodia"}
countries	41	\N	CM	\N	{"sr": "Kamerun", "en": "Cameroon"}
countries	42	\N	CA	\N	{"sr": "Kanada", "en": "Canada"}
countries	43	\N	KY	\N	{"sr": "Kajmanska Ostrva", "en": "Cayman Islands"}
countries	44	\N	CF	\N	{"sr": "Centralnoafrička Republika", "en": "Central African Republic"}
countries	45	\N	TD	\N	{"sr": "Čad", "en": "Chad"}
countries	46	\N	CL	\N	{"sr": "Čile", "en": "Chile"}
countries	47	\N	CN	\N	{"sr": "Kina", "en": "China"}
countries	48	\N	HK	\N	{"sr": "SAR Hongkong (Kina)", "en": "Hong Kong SAR China"}
countries	49	\N	MO	\N	{"sr": "SAR Makao (Kina)", "en": "Macao SAR China"}
countries	50	\N	CX	\N	{"sr": "Božićno Ostrvo", "en": "Christmas Island"}
countries	51	\N	CC	\N	{"sr": "Kokosova (Kilingova) Ostrva", "en": "Cocos (Keeling) Islands"}
countries	52	\N	CO	\N	{"sr": "Kolumbija", "en": "Colombia"}
countries	53	\N	KM	\N	{"sr": "Komorska Ostrva", "en": "Comoros"}
countries	54	\N	CG	\N	{"sr": "Kongo - Brazavil", "en": "Congo - Brazzaville"}
countries	55	\N	CK	\N	{"sr": "Kukova Ostrva", "en": "Cook Islands"}
countries	56	\N	CR	\N	{"sr": "Kostarika", "en": "Costa Rica"}
countries	57	\N	HR	\N	{"sr": "Hrvatska", "en": "Croatia"}
countries	58	\N	CU	\N	{"sr": "Kuba", "en": "Cuba"}
countries	59	\N	CW	\N	{"sr": "Kurasao", "en": "Curaçao"}
countries	60	\N	CY	\N	{"sr": "Kipar", "en": "Cyprus"}
countries	61	\N	CZ	\N	{"sr": "Češka", "en": "Czechia"}
countries	62	\N	KP	\N	{"sr": "Severna Koreja", "en": "North Korea"}
countries	63	\N	CD	\N	{"sr": "Kongo - Kinšasa", "en": "Congo - Kinshasa"}
countries	64	\N	DK	\N	{"sr": "Danska", "en": "Denmark"}
countries	65	\N	DJ	\N	{"sr": "Džibuti", "en": "Djibouti"}
countries	66	\N	DM	\N	{"sr": "Dominika", "en": "Dominica"}
countries	67	\N	DO	\N	{"sr": "Dominikanska Republika", "en": "Dominican Republic"}
countries	68	\N	EC	\N	{"sr": "Ekvador", "en": "Ecuador"}
countries	69	\N	EG	\N	{"sr": "Egipat", "en": "Egypt"}
countries	70	\N	SV	\N	{"sr": "Salvador", "en": "El Salvador"}
countries	71	\N	GQ	\N	{"sr": "Ekvatorijalna Gvineja", "en": "Equatorial Guinea"}
countries	72	\N	ER	\N	{"sr": "Eritreja", "en": "Eritrea"}
countries	73	\N	EE	\N	{"sr": "Estonija", "en": "Estonia"}
countries	74	\N	SZ	\N	{"sr": "Esvatini", "en": "Eswatini"}
countries	75	\N	ET	\N	{"sr": "Etiopija", "en": "Ethiopia"}
countries	76	\N	FK	\N	{"sr": "Foklandska Ostrva", "en": "Falkland Islands"}
countries	77	\N	FO	\N	{"sr": "Farska Ostrva", "en": "Faroe Islands"}
countries	78	\N	FJ	\N	{"sr": "Fidži", "en": "Fiji"}
countries	79	\N	FI	\N	{"sr": "Finska", "en": "Finland"}
countries	80	\N	FR	\N	{"sr": "Francuska", "en": "France"}
countries	81	\N	GF	\N	{"sr": "Francuska Gvajana", "en": "French Guiana"}
countries	82	\N	PF	\N	{"sr": "Francuska Polinezija", "en": "French Polynesia"}
countries	83	\N	TF	\N	{"sr": "Francuske Južne Teritorije", "en": "French Southern Territories"}
countries	84	\N	GA	\N	{"sr": "Gabon", "en": "Gabon"}
countries	85	\N	GM	\N	{"sr": "Gambija", "en": "Gambia"}
countries	86	\N	GE	\N	{"sr": "Gruzija", "en": "Georgia"}
countries	87	\N	DE	\N	{"sr": "Nemačka", "en": "Germany"}
countries	88	\N	GH	\N	{"sr": "Gana", "en": "Ghana"}
countries	89	\N	GI	\N	{"sr": "Gibraltar", "en": "Gibraltar"}
countries	90	\N	GR	\N	{"sr": "Grčka", "en": "Greece"}
countries	91	\N	GL	\N	{"sr": "Grenland", "en": "Greenland"}
countries	92	\N	GD	\N	{"sr": "Grenada", "en": "Grenada"}
countries	93	\N	GP	\N	{"sr": "Gvadelup", "en": "Guadeloupe"}
countries	94	\N	GU	\N	{"sr": "Guam", "en": "Guam"}
countries	95	\N	GT	\N	{"sr": "Gvatemala", "en": "Guatemala"}
countries	96	\N	GG	\N	{"sr": "Gernzi", "en": "Guernsey"}
countries	97	\N	GN	\N	{"sr": "Gvineja", "en": "Guinea"}
countries	98	\N	GW	\N	{"sr": "Gvineja-Bisao", "en": "Guinea-Bissau"}
countries	99	\N	GY	\N	{"sr": "Gvajana", "en": "Guyana"}
countries	100	\N	HT	\N	{"sr": "Haiti", "en": "Haiti"}
countries	101	\N	HM	\N	{"sr": "Ostrvo Herd i Mekdonaldova ostrva", "en": "Heard & McDonald Islands"}
countries	102	\N	VA	\N	{"sr": "Vatikan", "en": "Vatican City"}
countries	103	\N	HN	\N	{"sr": "Honduras", "en": "Honduras"}
countries	104	\N	HU	\N	{"sr": "Mađarska", "en": "Hungary"}
countries	105	\N	IS	\N	{"sr": "Island", "en": "Iceland"}
countries	106	\N	IN	\N	{"sr": "Indija", "en": "India"}
countries	107	\N	ID	\N	{"sr": "Indonezija", "en": "Indonesia"}
countries	108	\N	IR	\N	{"sr": "Iran", "en": "Iran"}
countries	109	\N	IQ	\N	{"sr": "Irak", "en": "Iraq"}
countries	110	\N	IE	\N	{"sr": "Irska", "en": "Ireland"}
countries	111	\N	IM	\N	{"sr": "Ostrvo Man", "en": "Isle of Man"}
countries	112	\N	IL	\N	{"sr": "Izrael", "en": "Israel"}
countries	113	\N	IT	\N	{"sr": "Italija", "en": "Italy"}
countries	114	\N	CI	\N	{"sr": "Obala Slonovače", "en": "Côte d’Ivoire"}
countries	115	\N	JM	\N	{"sr": "Jamajka", "en": "Jamaica"}
countries	116	\N	JP	\N	{"sr": "Japan", "en": "Japan"}
countries	117	\N	JE	\N	{"sr": "Džerzi", "en": "Jersey"}
countries	118	\N	JO	\N	{"sr": "Jordan", "en": "Jordan"}
countries	119	\N	KZ	\N	{"sr": "Kazahstan", "en": "Kazakhstan"}
countries	120	\N	KE	\N	{"sr": "Kenija", "en": "Kenya"}
countries	121	\N	KI	\N	{"sr": "Kiribati", "en": "Kiribati"}
countries	122	\N	KW	\N	{"sr": "Kuvajt", "en": "Kuwait"}
countries	123	\N	KG	\N	{"sr": "Kirgistan", "en": "Kyrgyzstan"}
countries	124	\N	LA	\N	{"sr": "Laos", "en": "Laos"}
countries	125	\N	LV	\N	{"sr": "Letonija", "en": "Latvia"}
countries	126	\N	LB	\N	{"sr": "Liban", "en": "Lebanon"}
countries	127	\N	LS	\N	{"sr": "Lesoto", "en": "Lesotho"}
countries	128	\N	LR	\N	{"sr": "Liberija", "en": "Liberia"}
countries	129	\N	LY	\N	{"sr": "Libija", "en": "Libya"}
countries	130	\N	LI	\N	{"sr": "Lihtenštajn", "en": "Liechtenstein"}
countries	131	\N	LT	\N	{"sr": "Litvanija", "en": "Lithuania"}
countries	132	\N	LU	\N	{"sr": "Luksemburg", "en": "Luxembourg"}
countries	133	\N	MG	\N	{"sr": "Madagaskar", "en": "Madagascar"}
countries	134	\N	MW	\N	{"sr": "Malavi", "en": "Malawi"}
countries	135	\N	MY	\N	{"sr": "Malezija", "en": "Malaysia"}
countries	136	\N	MV	\N	{"sr": "Maldivi", "en": "Maldives"}
countries	137	\N	ML	\N	{"sr": "Mali", "en": "Mali"}
countries	138	\N	MT	\N	{"sr": "Malta", "en": "Malta"}
countries	139	\N	MH	\N	{"sr": "Maršalska Ostrva", "en": "Marshall Islands"}
countries	140	\N	MQ	\N	{"sr": "Martinik", "en": "Martinique"}
countries	141	\N	MR	\N	{"sr": "Mauritanija", "en": "Mauritania"}
countries	142	\N	MU	\N	{"sr": "Mauricijus", "en": "Mauritius"}
countries	143	\N	YT	\N	{"sr": "Majot", "en": "Mayotte"}
countries	144	\N	MX	\N	{"sr": "Meksiko", "en": "Mexico"}
countries	145	\N	FM	\N	{"sr": "Mikronezija", "en": "Micronesia"}
countries	146	\N	MC	\N	{"sr": "Monako", "en": "Monaco"}
countries	147	\N	MN	\N	{"sr": "Mongolija", "en": "Mongolia"}
countries	148	\N	ME	\N	{"sr": "Crna Gora", "en": "Montenegro"}
countries	149	\N	MS	\N	{"sr": "Monserat", "en": "Montserrat"}
countries	150	\N	MA	\N	{"sr": "Maroko", "en": "Morocco"}
countries	151	\N	MZ	\N	{"sr": "Mozambik", "en": "Mozambique"}
countries	152	\N	MM	\N	{"sr": "Mjanmar", "en": "Myanmar (Burma)"}
countries	153	\N	NA	\N	{"sr": "Namibija", "en": "Namibia"}
countries	154	\N	NR	\N	{"sr": "Nauru", "en": "Nauru"}
countries	155	\N	NP	\N	{"sr": "Nepal", "en": "Nepal"}
countries	156	\N	NL	\N	{"sr": "Holandija", "en": "Netherlands"}
countries	157	\N	NC	\N	{"sr": "Nova Kaledonija", "en": "New Caledonia"}
countries	158	\N	NZ	\N	{"sr": "Novi Zeland", "en": "New Zealand"}
countries	159	\N	NI	\N	{"sr": "Nikaragva", "en": "Nicaragua"}
countries	160	\N	NE	\N	{"sr": "Niger", "en": "Niger"}
countries	161	\N	NG	\N	{"sr": "Nigerija", "en": "Nigeria"}
countries	162	\N	NU	\N	{"sr": "Niue", "en": "Niue"}
countries	163	\N	NF	\N	{"sr": "Ostrvo Norfok", "en": "Norfolk Island"}
countries	164	\N	MP	\N	{"sr": "Severna Marijanska Ostrva", "en": "Northern Mariana Islands"}
countries	165	\N	MK	\N	{"sr": "Severna Makedonija", "en": "North Macedonia"}
countries	166	\N	NO	\N	{"sr": "Norveška", "en": "Norway"}
countries	167	\N	OM	\N	{"sr": "Oman", "en": "Oman"}
countries	168	\N	PK	\N	{"sr": "Pakistan", "en": "Pakistan"}
countries	169	\N	PW	\N	{"sr": "Palau", "en": "Palau"}
countries	170	\N	PA	\N	{"sr": "Panama", "en": "Panama"}
countries	171	\N	PG	\N	{"sr": "Papua Nova Gvineja", "en": "Papua New Guinea"}
countries	172	\N	PY	\N	{"sr": "Paragvaj", "en": "Paraguay"}
countries	173	\N	PE	\N	{"sr": "Peru", "en": "Peru"}
countries	174	\N	PH	\N	{"sr": "Filipini", "en": "Philippines"}
countries	175	\N	PN	\N	{"sr": "Pitkern", "en": "Pitcairn Islands"}
countries	176	\N	PL	\N	{"sr": "Poljska", "en": "Poland"}
countries	177	\N	PT	\N	{"sr": "Portugalija", "en": "Portugal"}
countries	178	\N	PR	\N	{"sr": "Portoriko", "en": "Puerto Rico"}
countries	179	\N	QA	\N	{"sr": "Katar", "en": "Qatar"}
countries	180	\N	KR	\N	{"sr": "Južna Koreja", "en": "South Korea"}
countries	181	\N	MD	\N	{"sr": "Moldavija", "en": "Moldova"}
countries	182	\N	RE	\N	{"sr": "Reinion", "en": "Réunion"}
countries	183	\N	RO	\N	{"sr": "Rumunija", "en": "Romania"}
countries	184	\N	RU	\N	{"sr": "Rusija", "en": "Russia"}
countries	185	\N	RW	\N	{"sr": "Ruanda", "en": "Rwanda"}
countries	186	\N	BL	\N	{"sr": "Sveti Bartolomej", "en": "St. Barthélemy"}
countries	187	\N	SH	\N	{"sr": "Sveta Jelena", "en": "St. Helena"}
countries	188	\N	KN	\N	{"sr": "Sent Kits i Nevis", "en": "St. Kitts & Nevis"}
countries	189	\N	LC	\N	{"sr": "Sveta Lucija", "en": "St. Lucia"}
countries	190	\N	MF	\N	{"sr": "Sveti Martin (Francuska)", "en": "St. Martin"}
countries	191	\N	PM	\N	{"sr": "Sen Pjer i Mikelon", "en": "St. Pierre & Miquelon"}
countries	192	\N	VC	\N	{"sr": "Sent Vinsent i Grenadini", "en": "St. Vincent & Grenadines"}
countries	193	\N	WS	\N	{"sr": "Samoa", "en": "Samoa"}
countries	194	\N	SM	\N	{"sr": "San Marino", "en": "San Marino"}
countries	195	\N	ST	\N	{"sr": "Sao Tome i Principe", "en": "São Tomé & Príncipe"}
countries	196	\N	SA	\N	{"sr": "Saudijska Arabija", "en": "Saudi Arabia"}
countries	197	\N	SN	\N	{"sr": "Senegal", "en": "Senegal"}
countries	198	\N	RS	\N	{"sr": "Srbija", "en": "Serbia"}
countries	199	\N	SC	\N	{"sr": "Sejšeli", "en": "Seychelles"}
countries	200	\N	SL	\N	{"sr": "Sijera Leone", "en": "Sierra Leone"}
countries	201	\N	SG	\N	{"sr": "Singapur", "en": "Singapore"}
countries	202	\N	SX	\N	{"sr": "Sveti Martin (Holandija)", "en": "Sint Maarten"}
countries	203	\N	SK	\N	{"sr": "Slovačka", "en": "Slovakia"}
countries	204	\N	SI	\N	{"sr": "Slovenija", "en": "Slovenia"}
countries	205	\N	SB	\N	{"sr": "Solomonska Ostrva", "en": "Solomon Islands"}
countries	206	\N	SO	\N	{"sr": "Somalija", "en": "Somalia"}
countries	207	\N	ZA	\N	{"sr": "Južnoafrička Republika", "en": "South Africa"}
countries	208	\N	GS	\N	{"sr": "Južna Džordžija i Južna Sendvička Ostrva", "en": "South Georgia & South Sandwich Islands"}
countries	209	\N	SS	\N	{"sr": "Južni Sudan", "en": "South Sudan"}
countries	210	\N	ES	\N	{"sr": "Španija", "en": "Spain"}
countries	211	\N	LK	\N	{"sr": "Šri Lanka", "en": "Sri Lanka"}
countries	212	\N	PS	\N	{"sr": "Palestinske teritorije", "en": "Palestinian Territories"}
countries	213	\N	SD	\N	{"sr": "Sudan", "en": "Sudan"}
countries	214	\N	SR	\N	{"sr": "Surinam", "en": "Suriname"}
countries	215	\N	SJ	\N	{"sr": "Svalbard i Jan Majen", "en": "Svalbard & Jan Mayen"}
countries	216	\N	SE	\N	{"sr": "Švedska", "en": "Sweden"}
countries	217	\N	CH	\N	{"sr": "Švajcarska", "en": "Switzerland"}
countries	218	\N	SY	\N	{"sr": "Sirija", "en": "Syria"}
countries	219	\N	TW	\N	{"sr": "Tajvan", "en": "Taiwan"}
countries	220	\N	TJ	\N	{"sr": "Tadžikistan", "en": "Tajikistan"}
countries	221	\N	TH	\N	{"sr": "Tajland", "en": "Thailand"}
countries	222	\N	TL	\N	{"sr": "Timor-Leste (Istočni Timor)", "en": "Timor-Leste"}
countries	223	\N	TG	\N	{"sr": "Togo", "en": "Togo"}
countries	224	\N	TK	\N	{"sr": "Tokelau", "en": "Tokelau"}
countries	225	\N	TO	\N	{"sr": "Tonga", "en": "Tonga"}
countries	226	\N	TT	\N	{"sr": "Trinidad i Tobago", "en": "Trinidad & Tobago"}
countries	227	\N	TN	\N	{"sr": "Tunis", "en": "Tunisia"}
countries	228	\N	TR	\N	{"sr": "Turska", "en": "Türkiye"}
countries	229	\N	TM	\N	{"sr": "Turkmenistan", "en": "Turkmenistan"}
countries	230	\N	TC	\N	{"sr": "Ostrva Turks i Kaikos", "en": "Turks & Caicos Islands"}
countries	231	\N	TV	\N	{"sr": "Tuvalu", "en": "Tuvalu"}
countries	232	\N	UG	\N	{"sr": "Uganda", "en": "Uganda"}
countries	233	\N	UA	\N	{"sr": "Ukrajina", "en": "Ukraine"}
countries	234	\N	AE	\N	{"sr": "Ujedinjeni Arapski Emirati", "en": "United Arab Emirates"}
countries	235	\N	GB	\N	{"sr": "Ujedinjeno Kraljevstvo", "en": "United Kingdom"}
countries	236	\N	TZ	\N	{"sr": "Tanzanija", "en": "Tanzania"}
countries	237	\N	UM	\N	{"sr": "Udaljena ostrva SAD", "en": "U.S. Outlying Islands"}
countries	238	\N	US	\N	{"sr": "Sjedinjene Američke Države", "en": "United States"}
countries	239	\N	VI	\N	{"sr": "Američka Devičanska Ostrva", "en": "U.S. Virgin Islands"}
countries	240	\N	UY	\N	{"sr": "Urugvaj", "en": "Uruguay"}
countries	241	\N	UZ	\N	{"sr": "Uzbekistan", "en": "Uzbekistan"}
countries	242	\N	VU	\N	{"sr": "Vanuatu", "en": "Vanuatu"}
countries	243	\N	VE	\N	{"sr": "Venecuela", "en": "Venezuela"}
countries	244	\N	VN	\N	{"sr": "Vijetnam", "en": "Vietnam"}
countries	245	\N	WF	\N	{"sr": "Valis i Futuna", "en": "Wallis & Futuna"}
countries	246	\N	EH	\N	{"sr": "Zapadna Sahara", "en": "Western Sahara"}
countries	247	\N	YE	\N	{"sr": "Jemen", "en": "Yemen"}
countries	248	\N	ZM	\N	{"sr": "Zambija", "en": "Zambia"}
countries	249	\N	ZW	\N	{"sr": "Zimbabve", "en": "Zimbabwe"}
\.

commit;
