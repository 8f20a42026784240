-- Deploy forum:taxonomy_nace to pg
-- NACE Rev. 2 from sections to classes. Sections have their official names in Serbian (KD 2010) and
-- English; below them stand Eurostat's CPA 2.1 titles, which follow the same codes. Where CPA has one
-- code for several of NACE (01.5, 03, 41, 47) or one that NACE does not have, the codes and titles are NACE's.

begin;
set local role forum_owner;

copy registry.taxonomy (name, title) from stdin;
nace	{"sr": "Klasifikacija delatnosti (NACE Rev. 2)", "en": "Economic activities (NACE Rev. 2)"}
\.

copy registry.taxonomy_entry (taxonomy, position, level, code, parent, name) from stdin;
nace	1	section	A	\N	{"sr": "Poljoprivreda, šumarstvo i ribarstvo", "en": "Agriculture, forestry and fishing"}
nace	2	division	01	A	{"en": "Products of agriculture, hunting and related services"}
nace	3	group	01.1	01	{"en": "Non-perennial crops"}
nace	4	class	01.11	01.1	{"en": "Cereals (except rice), leguminous crops and oil seeds"}
nace	5	class	01.12	01.1	{"en": "Rice, not husked"}
nace	6	class	01.13	01.1	{"en": "Vegetables and melons, roots and tubers"}
nace	7	class	01.14	01.1	{"en": "Sugar cane"}
nace	8	class	01.15	01.1	{"en": "Unmanufactured tobacco"}
nace	9	class	01.16	01.1	{"en": "Fibre crops"}
nace	10	class	01.19	01.1	{"en": "Other non-perennial crops"}
nace	11	group	01.2	01	{"en": "Perennial crops"}
nace	12	class	01.21	01.2	{"en": "Grapes"}
nace	13	class	01.22	01.2	{"en": "Tropical and subtropical fruits"}
nace	14	class	01.23	01.2	{"en": "Citrus fruits"}
nace	15	class	01.24	01.2	{"en": "Pome fruits and stone fruits"}
nace	16	class	01.25	01.2	{"en": "Other tree and bush fruits and nuts"}
nace	17	class	01.26	01.2	{"en": "Oleaginous fruits"}
nace	18	class	01.27	01.2	{"en": "Beverage crops"}
nace	19	class	01.28	01.2	{"en": "Spices, aromatic, drug and pharmaceutical crops"}
nace	20	class	01.29	01.2	{"en": "Other perennial crops"}
nace	21	group	01.3	01	{"en": "Planting material: live plants, bulbs, tubers and roots, cuttings and slips; mushroom spawn"}
nace	22	class	01.30	01.3	{"en": "Planting material: live plants, bulbs, tubers and roots, cuttings and slips; mushroom spawn"}
nace	23	group	01.4	01	{"en": "Live animals and animal products"}
nace	24	class	01.41	01.4	{"en": "Dairy cattle, live and raw milk from dairy cattle"}
nace	25	class	01.42	01.4	{"en": "Other cattle and buffaloes, live and their semen"}
nace	26	class	01.43	01.4	{"en": "Horses and other equines, live"}
nace	27	class	01.44	01.4	{"en": "Camels and camelids, live"}
nace	28	class	01.45	01.4	{"en": "Sheep and goats, live; raw milk and shorn wool from sheep and goats"}
nace	29	class	01.46	01.4	{"en": "Swine, live"}
nace	30	class	01.47	01.4	{"en": "Poultry, live and eggs"}
nace	31	class	01.49	01.4	{"en": "Other farmed animals and animal products"}
nace	32	group	01.5	01	{"en": "Mixed farming"}
nace	33	class	01.50	01.5	{"en": "Mixed farming"}
nace	34	group	01.6	01	{"en": "Agricultural and animal husbandry services (except veterinary services)"}
nace	35	class	01.61	01.6	{"en": "Support services to crop production"}
nace	36	class	01.62	01.6	{"en": "Support services to animal production"}
nace	37	class	01.63	01.6	{"en": "Post-harvest crop services"}
nace	38	class	01.64	01.6	{"en": "Seed processing services for propagation"}
nace	39	group	01.7	01	{"en": "Hunting and trapping and related services"}
nace	40	class	01.70	01.7	{"en": "Hunting and trapping and related services"}
nace	41	division	02	A	{"en": "Products of forestry, logging and related services"}
nace	42	group	02.1	02	{"en": "Forest trees and nursery services"}
nace	43	class	02.10	02.1	{"en": "Forest trees and nursery services"}
nace	44	group	02.2	02	{"en": "Wood in the rough"}
nace	45	class	02.20	02.2	{"en": "Wood in the rough"}
nace	46	group	02.3	02	{"en": "Wild growing non-wood products"}
nace	47	class	02.30	02.3	{"en": "Wild growing non-wood products"}
nace	48	group	02.4	02	{"en": "Support services to forestry"}
nace	49	class	02.40	02.4	{"en": "Support services to forestry"}
nace	50	division	03	A	{"en": "Fish and other fishing products; aquaculture products; support services to fishing"}
nace	51	group	03.1	03	{"en": "Fishing"}
nace	52	class	03.11	03.1	{"en": "Marine fishing"}
nace	53	class	03.12	03.1	{"en": "Freshwater fishing"}
nace	54	group	03.2	03	{"en": "Aquaculture"}
nace	55	class	03.21	03.2	{"en": "Marine aquaculture"}
nace	56	class	03.22	03.2	{"en": "Freshwater aquaculture"}
nace	57	section	B	\N	{"sr": "Rudarstvo", "en": "Mining and quarrying"}
nace	58	division	05	B	{"en": "Coal and lignite"}
nace	59	group	05.1	05	{"en": "Hard coal"}
nace	60	class	05.10	05.1	{"en": "Hard coal"}
nace	61	group	05.2	05	{"en": "Lignite"}
nace	62	class	05.20	05.2	{"en": "Lignite"}
nace	63	division	06	B	{"en": "Crude petroleum and natural gas"}
nace	64	group	06.1	06	{"en": "Crude petroleum"}
nace	65	class	06.10	06.1	{"en": "Crude petroleum"}
nace	66	group	06.2	06	{"en": "Natural gas, liquefied or in gaseous state"}
nace	67	class	06.20	06.2	{"en": "Natural gas, liquefied or in gaseous state"}
nace	68	division	07	B	{"en": "Metal ores"}
nace	69	group	07.1	07	{"en": "Iron ores"}
nace	70	class	07.10	07.1	{"en": "Iron ores"}
nace	71	group	07.2	07	{"en": "Non-ferrous metal ores"}
nace	72	class	07.21	07.2	{"en": "Uranium and thorium ores"}
nace	73	class	07.29	07.2	{"en": "Other non-ferrous metal ores and concentrates"}
nace	74	division	08	B	{"en": "Other mining and quarrying products"}
nace	75	group	08.1	08	{"en": "Stone, sand and clay"}
nace	76	class	08.11	08.1	{"en": "Ornamental and building stone, limestone, gypsum, chalk and slate"}
nace	77	class	08.12	08.1	{"en": "Gravel, sand, clays and kaolin"}
nace	78	group	08.9	08	{"en": "Mining and quarrying products n.e.c."}
nace	79	class	08.91	08.9	{"en": "Chemical and fertiliser minerals"}
nace	80	class	08.92	08.9	{"en": "Peat"}
nace	81	class	08.93	08.9	{"en": "Salt and pure sodium chloride; sea water"}
nace	82	class	08.99	08.9	{"en": "Other mining and quarrying products n.e.c."}
nace	83	division	09	B	{"en": "Mining support services"}
nace	84	group	09.1	09	{"en": "Support services to petroleum and natural gas extraction"}
nace	85	class	09.10	09.1	{"en": "Support services to petroleum and natural gas extraction"}
nace	86	group	09.9	09	{"en": "Support services to other mining and quarrying"}
nace	87	class	09.90	09.9	{"en": "Support services to other mining and quarrying"}
nace	88	section	C	\N	{"sr": "Prerađivačka industrija", "en": "Manufacturing"}
nace	89	division	10	C	{"en": "Food products"}
nace	90	group	10.1	10	{"en": "Preserved meat and meat products"}
nace	91	class	10.11	10.1	{"en": "Processed and preserved meat"}
nace	92	class	10.12	10.1	{"en": "Processed and preserved poultry meat"}
nace	93	class	10.13	10.1	{"en": "Meat and poultry meat products"}
nace	94	group	10.2	10	{"en": "Processed and preserved fish, crustaceans and molluscs"}
nace	95	class	10.20	10.2	{"en": "Processed and preserved fish, crustaceans and molluscs"}
nace	96	group	10.3	10	{"en": "Processed and preserved fruit and vegetables"}
nace	97	class	10.31	10.3	{"en": "Processed and preserved potatoes"}
nace	98	class	10.32	10.3	{"en": "Fruit and vegetable juices"}
nace	99	class	10.39	10.3	{"en": "Other processed and preserved fruit and vegetables"}
nace	100	group	10.4	10	{"en": "Vegetable and animal oils and fats"}
nace	101	class	10.41	10.4	{"en": "Oils and fats"}
nace	102	class	10.42	10.4	{"en": "Margarine and similar edible fats"}
nace	103	group	10.5	10	{"en": "Dairy products"}
nace	104	class	10.51	10.5	{"en": "Dairy and cheese products"}
nace	105	class	10.52	10.5	{"en": "Ice cream"}
nace	106	group	10.6	10	{"en": "Grain mill products, starches and starch products"}
nace	107	class	10.61	10.6	{"en": "Grain mill products"}
nace	108	class	10.62	10.6	{"en": "Starches and starch products"}
nace	109	group	10.7	10	{"en": "Bakery and farinaceous products"}
nace	110	class	10.71	10.7	{"en": "Bread; fresh pastry goods and cakes"}
nace	111	class	10.72	10.7	{"en": "Rusks and biscuits; preserved pastry goods and cakes"}
nace	112	class	10.73	10.7	{"en": "Macaroni, noodles, couscous and similar farinaceous products"}
nace	113	group	10.8	10	{"en": "Other food products"}
nace	114	class	10.81	10.8	{"en": "Sugar"}
nace	115	class	10.82	10.8	{"en": "Cocoa, chocolate and sugar confectionery"}
nace	116	class	10.83	10.8	{"en": "Processed tea and coffee"}
nace	117	class	10.84	10.8	{"en": "Condiments and seasonings"}
nace	118	class	10.85	10.8	{"en": "Prepared meals and dishes"}
nace	119	class	10.86	10.8	{"en": "Homogenised food preparations and dietetic food"}
nace	120	class	10.89	10.8	{"en": "Other food products n.e.c."}
nace	121	group	10.9	10	{"en": "Prepared animal feeds"}
nace	122	class	10.91	10.9	{"en": "Prepared feeds for farm animals"}
nace	123	class	10.92	10.9	{"en": "Prepared pet foods"}
nace	124	division	11	C	{"en": "Beverages"}
nace	125	group	11.0	11	{"en": "Beverages"}
nace	126	class	11.01	11.0	{"en": "Distilled alcoholic beverages"}
nace	127	class	11.02	11.0	{"en": "Wine from grape"}
nace	128	class	11.03	11.0	{"en": "Cider and other fruit wines"}
nace	129	class	11.04	11.0	{"en": "Other non-distilled fermented beverages"}
nace	130	class	11.05	11.0	{"en": "Beer"}
nace	131	class	11.06	11.0	{"en": "Malt"}
nace	132	class	11.07	11.0	{"en": "Soft drinks; mineral waters and other bottled waters"}
nace	133	division	12	C	{"en": "Tobacco products"}
nace	134	group	12.0	12	{"en": "Tobacco products"}
nace	135	class	12.00	12.0	{"en": "Tobacco products"}
nace	136	division	13	C	{"en": "Textiles"}
nace	137	group	13.1	13	{"en": "Textile yarn and thread"}
nace	138	class	13.10	13.1	{"en": "Textile yarn and thread"}
nace	139	group	13.2	13	{"en": "Woven textiles"}
nace	140	class	13.20	13.2	{"en": "Woven textiles"}
nace	141	group	13.3	13	{"en": "Textile finishing services"}
nace	142	class	13.30	13.3	{"en": "Textile finishing services"}
nace	143	group	13.9	13	{"en": "Other textiles"}
nace	144	class	13.91	13.9	{"en": "Knitted and crocheted fabrics"}
nace	145	class	13.92	13.9	{"en": "Made-up textile articles, except apparel"}
nace	146	class	13.93	13.9	{"en": "Carpets and rugs"}
nace	147	class	13.94	13.9	{"en": "Cordage, rope, twine and netting"}
nace	148	class	13.95	13.9	{"en": "Non-wovens and articles made from non-wovens, except apparel"}
nace	149	class	13.96	13.9	{"en": "Other technical and industrial textiles"}
nace	150	class	13.99	13.9	{"en": "Other textiles n.e.c."}
nace	151	division	14	C	{"en": "Wearing apparel"}
nace	152	group	14.1	14	{"en": "Wearing apparel, except fur apparel"}
nace	153	class	14.11	14.1	{"en": "Leather clothes"}
nace	154	class	14.12	14.1	{"en": "Workwear"}
nace	155	class	14.13	14.1	{"en": "Other outerwear"}
nace	156	class	14.14	14.1	{"en": "Underwear"}
nace	157	class	14.19	14.1	{"en": "Other wearing apparel and accessories"}
nace	158	group	14.2	14	{"en": "Articles of fur"}
nace	159	class	14.20	14.2	{"en": "Articles of fur"}
nace	160	group	14.3	14	{"en": "Knitted and crocheted apparel"}
nace	161	class	14.31	14.3	{"en": "Knitted and crocheted hosiery"}
nace	162	class	14.39	14.3	{"en": "Other knitted and crocheted apparel"}
nace	163	division	15	C	{"en": "Leather and related products"}
nace	164	group	15.1	15	{"en": "Tanned and dressed leather; luggage, handbags, saddlery and harness; dressed and dyed fur"}
nace	165	class	15.11	15.1	{"en": "Tanned and dressed leather; dressed and dyed fur"}
nace	166	class	15.12	15.1	{"en": "Luggage, handbags and the like, saddlery and harness"}
nace	167	group	15.2	15	{"en": "Footwear"}
nace	168	class	15.20	15.2	{"en": "Footwear"}
nace	169	division	16	C	{"en": "Wood and of products of wood and cork, except furniture; articles of straw and plaiting materials"}
nace	170	group	16.1	16	{"en": "Wood, sawn and planed"}
nace	171	class	16.10	16.1	{"en": "Wood, sawn and planed"}
nace	172	group	16.2	16	{"en": "Products of wood, cork, straw and plaiting materials"}
nace	173	class	16.21	16.2	{"en": "Veneer sheets and wood-based panels"}
nace	174	class	16.22	16.2	{"en": "Assembled parquet floors"}
nace	175	class	16.23	16.2	{"en": "Other builders' carpentry and joinery"}
nace	176	class	16.24	16.2	{"en": "Wooden containers"}
nace	177	class	16.29	16.2	{"en": "Other products of wood; articles of cork, straw and plaiting materials"}
nace	178	division	17	C	{"en": "Paper and paper products"}
nace	179	group	17.1	17	{"en": "Pulp, paper and paperboard"}
nace	180	class	17.11	17.1	{"en": "Pulp"}
nace	181	class	17.12	17.1	{"en": "Paper and paperboard"}
nace	182	group	17.2	17	{"en": "Articles of paper and paperboard"}
nace	183	class	17.21	17.2	{"en": "Corrugated paper and paperboard and containers of paper and paperboard"}
nace	184	class	17.22	17.2	{"en": "Household and sanitary goods and toilet requisites"}
nace	185	class	17.23	17.2	{"en": "Paper stationery"}
nace	186	class	17.24	17.2	{"en": "Wallpaper"}
nace	187	class	17.29	17.2	{"en": "Other articles of paper and paperboard"}
nace	188	division	18	C	{"en": "Printing and reproduction services of recorded media"}
nace	189	group	18.1	18	{"en": "Printing services and services related to printing"}
nace	190	class	18.11	18.1	{"en": "Newspaper printing services"}
nace	191	class	18.12	18.1	{"en": "Other printing services"}
nace	192	class	18.13	18.1	{"en": "Pre-press and pre-media services"}
nace	193	class	18.14	18.1	{"en": "Binding and related services"}
nace	194	group	18.2	18	{"en": "Reproduction services of recorded media"}
nace	195	class	18.20	18.2	{"en": "Reproduction services of recorded media"}
nace	196	division	19	C	{"en": "Coke and refined petroleum products"}
nace	197	group	19.1	19	{"en": "Coke oven products"}
nace	198	class	19.10	19.1	{"en": "Coke oven products"}
nace	199	group	19.2	19	{"en": "Refined petroleum products"}
nace	200	class	19.20	19.2	{"en": "Refined petroleum products"}
nace	201	division	20	C	{"en": "Chemicals and chemical products"}
nace	202	group	20.1	20	{"en": "Basic chemicals, fertilisers and nitrogen compounds, plastics and synthetic rubber in primary forms"}
nace	203	class	20.11	20.1	{"en": "Industrial gases"}
nace	204	class	20.12	20.1	{"en": "Dyes and pigments"}
nace	205	class	20.13	20.1	{"en": "Other inorganic basic chemicals"}
nace	206	class	20.14	20.1	{"en": "Other organic basic chemicals"}
nace	207	class	20.15	20.1	{"en": "Fertilisers and nitrogen compounds"}
nace	208	class	20.16	20.1	{"en": "Plastics in primary forms"}
nace	209	class	20.17	20.1	{"en": "Synthetic rubber in primary forms"}
nace	210	group	20.2	20	{"en": "Pesticides and other agrochemical products"}
nace	211	class	20.20	20.2	{"en": "Pesticides and other agrochemical products"}
nace	212	group	20.3	20	{"en": "Paints, varnishes and similar coatings, printing ink and mastics"}
nace	213	class	20.30	20.3	{"en": "Paints, varnishes and similar coatings, printing ink and mastics"}
nace	214	group	20.4	20	{"en": "Soap and detergents, cleaning and polishing preparations, perfumes and toilet preparations"}
nace	215	class	20.41	20.4	{"en": "Soap and detergents, cleaning and polishing preparations"}
nace	216	class	20.42	20.4	{"en": "Perfumes and toilet preparations"}
nace	217	group	20.5	20	{"en": "Other chemical products"}
nace	218	class	20.51	20.5	{"en": "Explosives"}
nace	219	class	20.52	20.5	{"en": "Glues"}
nace	220	class	20.53	20.5	{"en": "Essential oils"}
nace	221	class	20.59	20.5	{"en": "Other chemical products n.e.c."}
nace	222	group	20.6	20	{"en": "Man-made fibres"}
nace	223	class	20.60	20.6	{"en": "Man-made fibres"}
nace	224	division	21	C	{"en": "Basic pharmaceutical products and pharmaceutical preparations"}
nace	225	group	21.1	21	{"en": "Basic pharmaceutical products"}
nace	226	class	21.10	21.1	{"en": "Basic pharmaceutical products"}
nace	227	group	21.2	21	{"en": "Pharmaceutical preparations"}
nace	228	class	21.20	21.2	{"en": "Pharmaceutical preparations"}
nace	229	division	22	C	{"en": "Rubber and plastic products"}
nace	230	group	22.1	22	{"en": "Rubber products"}
nace	231	class	22.11	22.1	{"en": "Rubber tyres and tubes; retreading and rebuilding of rubber tyres"}
nace	232	class	22.19	22.1	{"en": "Other rubber products"}
nace	233	group	22.2	22	{"en": "Plastic products"}
nace	234	class	22.21	22.2	{"en": "Plastic plates, sheets, tubes and profiles"}
nace	235	class	22.22	22.2	{"en": "Plastic packing goods"}
nace	236	class	22.23	22.2	{"en": "Builders’ ware of plastic"}
nace	237	class	22.29	22.2	{"en": "Other plastic products"}
nace	238	division	23	C	{"en": "Other non-metallic mineral products"}
nace	239	group	23.1	23	{"en": "Glass and glass products"}
nace	240	class	23.11	23.1	{"en": "Flat glass"}
nace	241	class	23.12	23.1	{"en": "Shaped and processed flat glass"}
nace	242	class	23.13	23.1	{"en": "Hollow glass"}
nace	243	class	23.14	23.1	{"en": "Glass fibres"}
nace	244	class	23.19	23.1	{"en": "Other processed glass, including technical glassware"}
nace	245	group	23.2	23	{"en": "Refractory products"}
nace	246	class	23.20	23.2	{"en": "Refractory products"}
nace	247	group	23.3	23	{"en": "Clay building materials"}
nace	248	class	23.31	23.3	{"en": "Ceramic tiles and flags"}
nace	249	class	23.32	23.3	{"en": "Bricks, tiles and construction products, in baked clay"}
nace	250	group	23.4	23	{"en": "Other porcelain and ceramic products"}
nace	251	class	23.41	23.4	{"en": "Ceramic household and ornamental articles"}
nace	252	class	23.42	23.4	{"en": "Ceramic sanitary fixtures"}
nace	253	class	23.43	23.4	{"en": "Ceramic insulators and insulating fittings"}
nace	254	class	23.44	23.4	{"en": "Other technical ceramic products"}
nace	255	class	23.49	23.4	{"en": "Other ceramic products"}
nace	256	group	23.5	23	{"en": "Cement, lime and plaster"}
nace	257	class	23.51	23.5	{"en": "Cement"}
nace	258	class	23.52	23.5	{"en": "Lime and plaster"}
nace	259	group	23.6	23	{"en": "Articles of concrete, cement and plaster"}
nace	260	class	23.61	23.6	{"en": "Concrete products for construction purposes"}
nace	261	class	23.62	23.6	{"en": "Plaster products for construction purposes"}
nace	262	class	23.63	23.6	{"en": "Ready-mixed concrete"}
nace	263	class	23.64	23.6	{"en": "Mortars"}
nace	264	class	23.65	23.6	{"en": "Fibre cement"}
nace	265	class	23.69	23.6	{"en": "Other articles of concrete, plaster and cement"}
nace	266	group	23.7	23	{"en": "Cut, shaped and finished stone"}
nace	267	class	23.70	23.7	{"en": "Cut, shaped and finished stone"}
nace	268	group	23.9	23	{"en": "Other non-metallic mineral products"}
nace	269	class	23.91	23.9	{"en": "Abrasive products"}
nace	270	class	23.99	23.9	{"en": "Other non-metallic mineral products n.e.c."}
nace	271	division	24	C	{"en": "Basic metals"}
nace	272	group	24.1	24	{"en": "Basic iron and steel and ferro-alloys"}
nace	273	class	24.10	24.1	{"en": "Basic iron and steel and ferro-alloys"}
nace	274	group	24.2	24	{"en": "Tubes, pipes, hollow profiles and related fittings, of steel"}
nace	275	class	24.20	24.2	{"en": "Tubes, pipes, hollow profiles and related fittings, of steel"}
nace	276	group	24.3	24	{"en": "Other products of the first processing of steel"}
nace	277	class	24.31	24.3	{"en": "Cold drawn bars"}
nace	278	class	24.32	24.3	{"en": "Cold rolled narrow strip"}
nace	279	class	24.33	24.3	{"en": "Cold formed or folded products"}
nace	280	class	24.34	24.3	{"en": "Cold drawn wire"}
nace	281	group	24.4	24	{"en": "Basic precious and other non-ferrous metals"}
nace	282	class	24.41	24.4	{"en": "Precious metals"}
nace	283	class	24.42	24.4	{"en": "Aluminium"}
nace	284	class	24.43	24.4	{"en": "Lead, zinc and tin"}
nace	285	class	24.44	24.4	{"en": "Copper"}
nace	286	class	24.45	24.4	{"en": "Other non-ferrous metal"}
nace	287	class	24.46	24.4	{"en": "Processed nuclear fuel"}
nace	288	group	24.5	24	{"en": "Casting services of metals"}
nace	289	class	24.51	24.5	{"en": "Casting services of iron"}
nace	290	class	24.52	24.5	{"en": "Casting services of steel"}
nace	291	class	24.53	24.5	{"en": "Casting services of light metals"}
nace	292	class	24.54	24.5	{"en": "Casting services of other non-ferrous metals"}
nace	293	division	25	C	{"en": "Fabricated metal products, except machinery and equipment"}
nace	294	group	25.1	25	{"en": "Structural metal products"}
nace	295	class	25.11	25.1	{"en": "Metal structures and parts of structures"}
nace	296	class	25.12	25.1	{"en": "Doors and windows of metal"}
nace	297	group	25.2	25	{"en": "Tanks, reservoirs and containers of metal"}
nace	298	class	25.21	25.2	{"en": "Central heating radiators and boilers"}
nace	299	class	25.29	25.2	{"en": "Other tanks, reservoirs and containers of metal"}
nace	300	group	25.3	25	{"en": "Steam generators, except central heating hot water boilers"}
nace	301	class	25.30	25.3	{"en": "Steam generators, except central heating hot water boilers"}
nace	302	group	25.4	25	{"en": "Weapons and ammunition"}
nace	303	class	25.40	25.4	{"en": "Weapons and ammunition"}
nace	304	group	25.5	25	{"en": "Forging, pressing, stamping and roll-forming services of metal; powder metallurgy"}
nace	305	class	25.50	25.5	{"en": "Forging, pressing, stamping and roll-forming services of metal; powder metallurgy"}
nace	306	group	25.6	25	{"en": "Treatment and coating services of metals; machining"}
nace	307	class	25.61	25.6	{"en": "Treatment and coating services of metals"}
nace	308	class	25.62	25.6	{"en": "Machining services"}
nace	309	group	25.7	25	{"en": "Cutlery, tools and general hardware"}
nace	310	class	25.71	25.7	{"en": "Cutlery"}
nace	311	class	25.72	25.7	{"en": "Locks and hinges"}
nace	312	class	25.73	25.7	{"en": "Tools"}
nace	313	group	25.9	25	{"en": "Other fabricated metal products"}
nace	314	class	25.91	25.9	{"en": "Steel drums and similar containers"}
nace	315	class	25.92	25.9	{"en": "Light metal packaging"}
nace	316	class	25.93	25.9	{"en": "Wire products, chain and springs"}
nace	317	class	25.94	25.9	{"en": "Fasteners and screw machine products"}
nace	318	class	25.99	25.9	{"en": "Other fabricated metal products n.e.c."}
nace	319	division	26	C	{"en": "Computer, electronic and optical products"}
nace	320	group	26.1	26	{"en": "Electronic components and boards"}
nace	321	class	26.11	26.1	{"en": "Electronic components"}
nace	322	class	26.12	26.1	{"en": "Loaded electronic boards"}
nace	323	group	26.2	26	{"en": "Computers and peripheral equipment"}
nace	324	class	26.20	26.2	{"en": "Computers and peripheral equipment"}
nace	325	group	26.3	26	{"en": "Communication equipment"}
nace	326	class	26.30	26.3	{"en": "Communication equipment"}
nace	327	group	26.4	26	{"en": "Consumer electronics"}
nace	328	class	26.40	26.4	{"en": "Consumer electronics"}
nace	329	group	26.5	26	{"en": "Measuring, testing and navigating equipment; watches and clocks"}
nace	330	class	26.51	26.5	{"en": "Measuring, testing and navigating equipment"}
nace	331	class	26.52	26.5	{"en": "Watches and clocks"}
nace	332	group	26.6	26	{"en": "Irradiation, electromedical and electrotherapeutic equipment"}
nace	333	class	26.60	26.6	{"en": "Irradiation, electromedical and electrotherapeutic equipment"}
nace	334	group	26.7	26	{"en": "Optical instruments and photographic equipment"}
nace	335	class	26.70	26.7	{"en": "Optical instruments and photographic equipment"}
nace	336	group	26.8	26	{"en": "Magnetic and optical media"}
nace	337	class	26.80	26.8	{"en": "Magnetic and optical media"}
nace	338	division	27	C	{"en": "Electrical equipment"}
nace	339	group	27.1	27	{"en": "Electric motors, generators, transformers and electricity distribution and control apparatus"}
nace	340	class	27.11	27.1	{"en": "Electric motors, generators and transformers"}
nace	341	class	27.12	27.1	{"en": "Electricity distribution and control apparatus"}
nace	342	group	27.2	27	{"en": "Batteries and accumulators"}
nace	343	class	27.20	27.2	{"en": "Batteries and accumulators"}
nace	344	group	27.3	27	{"en": "Wiring and wiring devices"}
nace	345	class	27.31	27.3	{"en": "Fibre optic cables"}
nace	346	class	27.32	27.3	{"en": "Other electronic and electric wires and cables"}
nace	347	class	27.33	27.3	{"en": "Wiring devices"}
nace	348	group	27.4	27	{"en": "Electric lighting equipment"}
nace	349	class	27.40	27.4	{"en": "Electric lighting equipment"}
nace	350	group	27.5	27	{"en": "Domestic appliances"}
nace	351	class	27.51	27.5	{"en": "Electric domestic appliances"}
nace	352	class	27.52	27.5	{"en": "Non-electric domestic appliances"}
nace	353	group	27.9	27	{"en": "Other electrical equipment"}
nace	354	class	27.90	27.9	{"en": "Other electrical equipment"}
nace	355	division	28	C	{"en": "Machinery and equipment n.e.c."}
nace	356	group	28.1	28	{"en": "General-purpose machinery"}
nace	357	class	28.11	28.1	{"en": "Engines and turbines, except aircraft, vehicle and cycle engines"}
nace	358	class	28.12	28.1	{"en": "Fluid power equipment"}
nace	359	class	28.13	28.1	{"en": "Other pumps and compressors"}
nace	360	class	28.14	28.1	{"en": "Other taps and valves"}
nace	361	class	28.15	28.1	{"en": "Bearings, gears, gearing and driving elements"}
nace	362	group	28.2	28	{"en": "Other general-purpose machinery"}
nace	363	class	28.21	28.2	{"en": "Ovens, furnaces and furnace burners"}
nace	364	class	28.22	28.2	{"en": "Lifting and handling equipment"}
nace	365	class	28.23	28.2	{"en": "Office machinery and equipment (except computers and peripheral equipment)"}
nace	366	class	28.24	28.2	{"en": "Power-driven hand tools"}
nace	367	class	28.25	28.2	{"en": "Non-domestic cooling and ventilation equipment"}
nace	368	class	28.29	28.2	{"en": "Other general-purpose machinery n.e.c."}
nace	369	group	28.3	28	{"en": "Agricultural and forestry machinery"}
nace	370	class	28.30	28.3	{"en": "Agricultural and forestry machinery"}
nace	371	group	28.4	28	{"en": "Metal forming machinery and machine tools"}
nace	372	class	28.41	28.4	{"en": "Metal forming machinery"}
nace	373	class	28.49	28.4	{"en": "Other machine tools"}
nace	374	group	28.9	28	{"en": "Other special-purpose machinery"}
nace	375	class	28.91	28.9	{"en": "Machinery for metallurgy"}
nace	376	class	28.92	28.9	{"en": "Machinery for mining, quarrying and construction"}
nace	377	class	28.93	28.9	{"en": "Machinery for food, beverage and tobacco processing"}
nace	378	class	28.94	28.9	{"en": "Machinery for textile, apparel and leather production"}
nace	379	class	28.95	28.9	{"en": "Machinery for paper and paperboard production"}
nace	380	class	28.96	28.9	{"en": "Plastics and rubber machinery"}
nace	381	class	28.99	28.9	{"en": "Other special-purpose machinery n.e.c."}
nace	382	division	29	C	{"en": "Motor vehicles, trailers and semi-trailers"}
nace	383	group	29.1	29	{"en": "Motor vehicles"}
nace	384	class	29.10	29.1	{"en": "Motor vehicles"}
nace	385	group	29.2	29	{"en": "Bodies (coachwork) for motor vehicles; trailers and semi-trailers"}
nace	386	class	29.20	29.2	{"en": "Bodies (coachwork) for motor vehicles; trailers and semi-trailers"}
nace	387	group	29.3	29	{"en": "Parts and accessories for motor vehicles"}
nace	388	class	29.31	29.3	{"en": "Electrical and electronic equipment for motor vehicles"}
nace	389	class	29.32	29.3	{"en": "Other parts and accessories for motor vehicles"}
nace	390	division	30	C	{"en": "Other transport equipment"}
nace	391	group	30.1	30	{"en": "Ships and boats"}
nace	392	class	30.11	30.1	{"en": "Ships and floating structures"}
nace	393	class	30.12	30.1	{"en": "Pleasure and sporting boats"}
nace	394	group	30.2	30	{"en": "Railway locomotives and rolling stock"}
nace	395	class	30.20	30.2	{"en": "Railway locomotives and rolling stock"}
nace	396	group	30.3	30	{"en": "Air and spacecraft and related machinery"}
nace	397	class	30.30	30.3	{"en": "Air and spacecraft and related machinery"}
nace	398	group	30.4	30	{"en": "Military fighting vehicles"}
nace	399	class	30.40	30.4	{"en": "Military fighting vehicles"}
nace	400	group	30.9	30	{"en": "Transport equipment n.e.c."}
nace	401	class	30.91	30.9	{"en": "Motorcycles"}
nace	402	class	30.92	30.9	{"en": "Bicycles and invalid carriages"}
nace	403	class	30.99	30.9	{"en": "Other transport equipment n.e.c."}
nace	404	division	31	C	{"en": "Furniture"}
nace	405	group	31.0	31	{"en": "Furniture"}
nace	406	class	31.01	31.0	{"en": "Office and shop furniture"}
nace	407	class	31.02	31.0	{"en": "Kitchen furniture"}
nace	408	class	31.03	31.0	{"en": "Mattresses"}
nace	409	class	31.09	31.0	{"en": "Other furniture"}
nace	410	division	32	C	{"en": "Other manufactured goods"}
nace	411	group	32.1	32	{"en": "Jewellery, bijouterie and related articles"}
nace	412	class	32.11	32.1	{"en": "Coins"}
nace	413	class	32.12	32.1	{"en": "Jewellery and related articles"}
nace	414	class	32.13	32.1	{"en": "Imitation jewellery and related articles"}
nace	415	group	32.2	32	{"en": "Musical instruments"}
nace	416	class	32.20	32.2	{"en": "Musical instruments"}
nace	417	group	32.3	32	{"en": "Sports goods"}
nace	418	class	32.30	32.3	{"en": "Sports goods"}
nace	419	group	32.4	32	{"en": "Games and toys"}
nace	420	class	32.40	32.4	{"en": "Games and toys"}
nace	421	group	32.5	32	{"en": "Medical and dental instruments and supplies"}
nace	422	class	32.50	32.5	{"en": "Medical and dental instruments and supplies"}
nace	423	group	32.9	32	{"en": "Manufactured goods n.e.c."}
nace	424	class	32.91	32.9	{"en": "Brooms and brushes"}
nace	425	class	32.99	32.9	{"en": "Other manufactured goods n.e.c."}
nace	426	division	33	C	{"en": "Repair and installation services of machinery and equipment"}
nace	427	group	33.1	33	{"en": "Repair services of fabricated metal products, machinery and equipment"}
nace	428	class	33.11	33.1	{"en": "Repair services of fabricated metal products"}
nace	429	class	33.12	33.1	{"en": "Repair services of machinery"}
nace	430	class	33.13	33.1	{"en": "Repair services of electronic and optical equipment"}
nace	431	class	33.14	33.1	{"en": "Repair services of electrical equipment"}
nace	432	class	33.15	33.1	{"en": "Repair and maintenance services of ships and boats"}
nace	433	class	33.16	33.1	{"en": "Repair and maintenance services of aircraft and spacecraft"}
nace	434	class	33.17	33.1	{"en": "Repair and maintenance services of other transport equipment"}
nace	435	class	33.19	33.1	{"en": "Repair services of other equipment"}
nace	436	group	33.2	33	{"en": "Installation services of industrial machinery and equipment"}
nace	437	class	33.20	33.2	{"en": "Installation services of industrial machinery and equipment"}
nace	438	section	D	\N	{"sr": "Snabdevanje električnom energijom, gasom, parom i klimatizacija", "en": "Electricity, gas, steam and air conditioning supply"}
nace	439	division	35	D	{"en": "Electricity, gas, steam and air conditioning"}
nace	440	group	35.1	35	{"en": "Electricity, transmission and distribution services"}
nace	441	class	35.11	35.1	{"en": "Electricity"}
nace	442	class	35.12	35.1	{"en": "Transmission services of electricity"}
nace	443	class	35.13	35.1	{"en": "Distribution services of electricity"}
nace	444	class	35.14	35.1	{"en": "Trade services of electricity"}
nace	445	group	35.2	35	{"en": "Manufactured gas; distribution services of gaseous fuels through mains"}
nace	446	class	35.21	35.2	{"en": "Manufactured gas"}
nace	447	class	35.22	35.2	{"en": "Distribution services of gaseous fuels through mains"}
nace	448	class	35.23	35.2	{"en": "Trade services of gas through mains"}
nace	449	group	35.3	35	{"en": "Steam and air conditioning supply services"}
nace	450	class	35.30	35.3	{"en": "Steam and air conditioning supply services"}
nace	451	section	E	\N	{"sr": "Snabdevanje vodom; upravljanje otpadnim vodama, kontrolisanje procesa uklanjanja otpada i slične aktivnosti", "en": "Water supply; sewerage, waste management and remediation"}
nace	452	division	36	E	{"en": "Natural water; water treatment and supply services"}
nace	453	group	36.0	36	{"en": "Natural water; water treatment and supply services"}
nace	454	class	36.00	36.0	{"en": "Natural water; water treatment and supply services"}
nace	455	division	37	E	{"en": "Sewerage services; sewage sludge"}
nace	456	group	37.0	37	{"en": "Sewerage services; sewage sludge"}
nace	457	class	37.00	37.0	{"en": "Sewerage services; sewage sludge"}
nace	458	division	38	E	{"en": "Waste collection, treatment and disposal services; materials recovery services"}
nace	459	group	38.1	38	{"en": "Waste; waste collection services"}
nace	460	class	38.11	38.1	{"en": "Non-hazardous waste; collection services of non-hazardous waste"}
nace	461	class	38.12	38.1	{"en": "Hazardous waste; collection services of hazardous waste"}
nace	462	group	38.2	38	{"en": "Waste treatment and disposal services"}
nace	463	class	38.21	38.2	{"en": "Treatment and disposal services of non-hazardous waste"}
nace	464	class	38.22	38.2	{"en": "Treatment and disposal services of hazardous waste"}
nace	465	group	38.3	38	{"en": "Materials recovery services; secondary raw materials"}
nace	466	class	38.31	38.3	{"en": "Dismantling services of wrecks"}
nace	467	class	38.32	38.3	{"en": "Sorted materials recovery services; secondary raw materials"}
nace	468	division	39	E	{"en": "Remediation services and other waste management services"}
nace	469	group	39.0	39	{"en": "Remediation services and other waste management services"}
nace	470	class	39.00	39.0	{"en": "Remediation services and other waste management services"}
nace	471	section	F	\N	{"sr": "Građevinarstvo", "en": "Construction"}
nace	472	division	41	F	{"en": "Buildings and building construction works"}
nace	473	group	41.1	41	{"en": "Development of building projects"}
nace	474	class	41.10	41.1	{"en": "Development of building projects"}
nace	475	group	41.2	41	{"en": "Construction of residential and non-residential buildings"}
nace	476	class	41.20	41.2	{"en": "Construction of residential and non-residential buildings"}
nace	477	division	42	F	{"en": "Constructions and construction works for civil engineering"}
nace	478	group	42.1	42	{"en": "Roads and railways; construction works for roads and railways"}
nace	479	class	42.11	42.1	{"en": "Roads and motorways; construction works for roads and motorways"}
nace	480	class	42.12	42.1	{"en": "Railways and underground railways; construction works for railways and underground railways"}
nace	481	class	42.13	42.1	{"en": "Bridges and tunnels; construction works for bridges and tunnels"}
nace	482	group	42.2	42	{"en": "Constructions and construction works for utility projects"}
nace	483	class	42.21	42.2	{"en": "Constructions and construction works for utility projects for fluids"}
nace	484	class	42.22	42.2	{"en": "Constructions and construction works for utility projects for electricity and telecommunications"}
nace	485	group	42.9	42	{"en": "Constructions and construction works for other civil engineering projects"}
nace	486	class	42.91	42.9	{"en": "Constructions and construction works for water projects"}
nace	487	class	42.99	42.9	{"en": "Constructions and construction works for other civil engineering projects n.e.c."}
nace	488	division	43	F	{"en": "Specialised construction works"}
nace	489	group	43.1	43	{"en": "Demolition and site preparation works"}
nace	490	class	43.11	43.1	{"en": "Demolition works"}
nace	491	class	43.12	43.1	{"en": "Site preparation works"}
nace	492	class	43.13	43.1	{"en": "Test drilling and boring works"}
nace	493	group	43.2	43	{"en": "Electrical, plumbing and other construction installation works"}
nace	494	class	43.21	43.2	{"en": "Electrical installation works"}
nace	495	class	43.22	43.2	{"en": "Plumbing, heat and air-conditioning installation works"}
nace	496	class	43.29	43.2	{"en": "Other construction installation works"}
nace	497	group	43.3	43	{"en": "Building completion and finishing works"}
nace	498	class	43.31	43.3	{"en": "Plastering works"}
nace	499	class	43.32	43.3	{"en": "Joinery installation works"}
nace	500	class	43.33	43.3	{"en": "Floor and wall covering works"}
nace	501	class	43.34	43.3	{"en": "Painting and glazing works"}
nace	502	class	43.39	43.3	{"en": "Other building completion and finishing works"}
nace	503	group	43.9	43	{"en": "Other specialised construction works"}
nace	504	class	43.91	43.9	{"en": "Roofing works"}
nace	505	class	43.99	43.9	{"en": "Other specialised construction works n.e.c."}
nace	506	section	G	\N	{"sr": "Trgovina na veliko i trgovina na malo; popravka motornih vozila i motocikala", "en": "Wholesale and retail trade; repair of motor vehicles and motorcycles"}
nace	507	division	45	G	{"en": "Wholesale and retail trade and repair services of motor vehicles and motorcycles"}
nace	508	group	45.1	45	{"en": "Trade services of motor vehicles"}
nace	509	class	45.11	45.1	{"en": "Trade services of cars and light motor vehicles"}
nace	510	class	45.19	45.1	{"en": "Trade services of other motor vehicles"}
nace	511	group	45.2	45	{"en": "Maintenance and repair services of motor vehicles"}
nace	512	class	45.20	45.2	{"en": "Maintenance and repair services of motor vehicles"}
nace	513	group	45.3	45	{"en": "Trade services of motor vehicle parts and accessories"}
nace	514	class	45.31	45.3	{"en": "Wholesale trade services of motor vehicle parts and accessories"}
nace	515	class	45.32	45.3	{"en": "Retail trade services of motor vehicle parts and accessories"}
nace	516	group	45.4	45	{"en": "Trade, maintenance and repair services of motorcycles and related parts and accessories"}
nace	517	class	45.40	45.4	{"en": "Trade, maintenance and repair services of motorcycles and related parts and accessories"}
nace	518	division	46	G	{"en": "Wholesale trade services, except of motor vehicles and motorcycles"}
nace	519	group	46.1	46	{"en": "Wholesale trade services on a fee or contract basis"}
nace	520	class	46.11	46.1	{"en": "Wholesale trade services on a fee or contract basis of agricultural raw materials, live animals, textile raw materials and semi-finished goods"}
nace	521	class	46.12	46.1	{"en": "Wholesale trade services on a fee or contract basis of fuels, ores, metals and industrial chemicals"}
nace	522	class	46.13	46.1	{"en": "Wholesale trade services on a fee or contract basis of timber and building materials"}
nace	523	class	46.14	46.1	{"en": "Wholesale trade services on a fee or contract basis of machinery, industrial equipment, ships and aircraft"}
nace	524	class	46.15	46.1	{"en": "Wholesale trade services on a fee or contract basis of furniture, household goods, hardware and ironmongery"}
nace	525	class	46.16	46.1	{"en": "Wholesale trade services on a fee or contract basis of textiles, clothing, fur, footwear and leather goods"}
nace	526	class	46.17	46.1	{"en": "Wholesale trade services on a fee or contract basis of food, beverages and tobacco"}
nace	527	class	46.18	46.1	{"en": "Wholesale trade services on a fee or contract basis of other particular products"}
nace	528	class	46.19	46.1	{"en": "Wholesale trade services on a fee or contract basis of a variety of goods"}
nace	529	group	46.2	46	{"en": "Wholesale trade services of agricultural raw materials and live animals"}
nace	530	class	46.21	46.2	{"en": "Wholesale trade services of grain, unmanufactured tobacco, seeds and animal feeds"}
nace	531	class	46.22	46.2	{"en": "Wholesale trade services of flowers and plants"}
nace	532	class	46.23	46.2	{"en": "Wholesale trade services of live animals"}
nace	533	class	46.24	46.2	{"en": "Wholesale trade services of hides, skins and leather"}
nace	534	group	46.3	46	{"en": "Wholesale trade services of food, beverages and tobacco"}
nace	535	class	46.31	46.3	{"en": "Wholesale trade services of fruit and vegetables"}
nace	536	class	46.32	46.3	{"en": "Wholesale trade services of meat and meat products"}
nace	537	class	46.33	46.3	{"en": "Wholesale trade services of dairy products, eggs and edible oils and fats"}
nace	538	class	46.34	46.3	{"en": "Wholesale trade services of beverages"}
nace	539	class	46.35	46.3	{"en": "Wholesale trade services of tobacco products"}
nace	540	class	46.36	46.3	{"en": "Wholesale trade services of sugar and chocolate and sugar confectionery"}
nace	541	class	46.37	46.3	{"en": "Wholesale trade services of coffee, tea, cocoa and spices"}
nace	542	class	46.38	46.3	{"en": "Wholesale trade services of other food, including fish, crustaceans and molluscs"}
nace	543	class	46.39	46.3	{"en": "Non-specialised wholesale trade services of food, beverages and tobacco"}
nace	544	group	46.4	46	{"en": "Wholesale trade services of household goods"}
nace	545	class	46.41	46.4	{"en": "Wholesale trade services of textiles"}
nace	546	class	46.42	46.4	{"en": "Wholesale trade services of clothing and footwear"}
nace	547	class	46.43	46.4	{"en": "Wholesale trade services of electrical household appliances"}
nace	548	class	46.44	46.4	{"en": "Wholesale trade services of china and glassware and cleaning materials"}
nace	549	class	46.45	46.4	{"en": "Wholesale trade services of perfume and cosmetics"}
nace	550	class	46.46	46.4	{"en": "Wholesale trade services of pharmaceutical goods"}
nace	551	class	46.47	46.4	{"en": "Wholesale trade services of furniture, carpets and lighting equipment"}
nace	552	class	46.48	46.4	{"en": "Wholesale trade services of watches and jewellery"}
nace	553	class	46.49	46.4	{"en": "Wholesale trade services of other household goods"}
nace	554	group	46.5	46	{"en": "Wholesale trade services of information and communication equipment"}
nace	555	class	46.51	46.5	{"en": "Wholesale trade services of computers, computer peripheral equipment and software"}
nace	556	class	46.52	46.5	{"en": "Wholesale trade services of electronic and telecommunications equipment and parts"}
nace	557	group	46.6	46	{"en": "Wholesale trade services of other machinery, equipment and supplies"}
nace	558	class	46.61	46.6	{"en": "Wholesale trade services of agricultural machinery, equipment and supplies"}
nace	559	class	46.62	46.6	{"en": "Wholesale trade services of machine tools"}
nace	560	class	46.63	46.6	{"en": "Wholesale trade services of mining, construction and civil engineering machinery"}
nace	561	class	46.64	46.6	{"en": "Wholesale trade services of machinery for the textile industry and of sewing and knitting machines"}
nace	562	class	46.65	46.6	{"en": "Wholesale trade services of office furniture"}
nace	563	class	46.66	46.6	{"en": "Wholesale trade services of other office machinery and equipment"}
nace	564	class	46.69	46.6	{"en": "Wholesale trade services of other machinery and equipment"}
nace	565	group	46.7	46	{"en": "Other specialised wholesale trade services"}
nace	566	class	46.71	46.7	{"en": "Wholesale trade services of solid, liquid and gaseous fuels and related products"}
nace	567	class	46.72	46.7	{"en": "Wholesale trade services of metals and metal ores"}
nace	568	class	46.73	46.7	{"en": "Wholesale trade services of wood, construction materials and sanitary equipment"}
nace	569	class	46.74	46.7	{"en": "Wholesale trade services of hardware, plumbing and heating equipment and supplies"}
nace	570	class	46.75	46.7	{"en": "Wholesale trade services of chemical products"}
nace	571	class	46.76	46.7	{"en": "Wholesale trade services of other intermediate products"}
nace	572	class	46.77	46.7	{"en": "Wholesale trade services of waste and scrap"}
nace	573	group	46.9	46	{"en": "Non-specialised wholesale trade services"}
nace	574	class	46.90	46.9	{"en": "Non-specialised wholesale trade services"}
nace	575	division	47	G	{"en": "Retail trade services, except of motor vehicles and motorcycles"}
nace	576	group	47.1	47	{"en": "Retail sale in non-specialised stores"}
nace	577	class	47.11	47.1	{"en": "Retail sale in non-specialised stores with food, beverages or tobacco predominating"}
nace	578	class	47.19	47.1	{"en": "Other retail sale in non-specialised stores"}
nace	579	group	47.2	47	{"en": "Retail sale of food, beverages and tobacco in specialised stores"}
nace	580	class	47.21	47.2	{"en": "Retail sale of fruit and vegetables in specialised stores"}
nace	581	class	47.22	47.2	{"en": "Retail sale of meat and meat products in specialised stores"}
nace	582	class	47.23	47.2	{"en": "Retail sale of fish, crustaceans and molluscs in specialised stores"}
nace	583	class	47.24	47.2	{"en": "Retail sale of bread, cakes, flour confectionery and sugar confectionery in specialised stores"}
nace	584	class	47.25	47.2	{"en": "Retail sale of beverages in specialised stores"}
nace	585	class	47.26	47.2	{"en": "Retail sale of tobacco products in specialised stores"}
nace	586	class	47.29	47.2	{"en": "Other retail sale of food in specialised stores"}
nace	587	group	47.3	47	{"en": "Retail sale of automotive fuel in specialised stores"}
nace	588	class	47.30	47.3	{"en": "Retail sale of automotive fuel in specialised stores"}
nace	589	group	47.4	47	{"en": "Retail sale of information and communication equipment in specialised stores"}
nace	590	class	47.41	47.4	{"en": "Retail sale of computers, peripheral units and software in specialised stores"}
nace	591	class	47.42	47.4	{"en": "Retail sale of telecommunications equipment in specialised stores"}
nace	592	class	47.43	47.4	{"en": "Retail sale of audio and video equipment in specialised stores"}
nace	593	group	47.5	47	{"en": "Retail sale of other household equipment in specialised stores"}
nace	594	class	47.51	47.5	{"en": "Retail sale of textiles in specialised stores"}
nace	595	class	47.52	47.5	{"en": "Retail sale of hardware, paints and glass in specialised stores"}
nace	596	class	47.53	47.5	{"en": "Retail sale of carpets, rugs, wall and floor coverings in specialised stores"}
nace	597	class	47.54	47.5	{"en": "Retail sale of electrical household appliances in specialised stores"}
nace	598	class	47.59	47.5	{"en": "Retail sale of furniture, lighting equipment and other household articles in specialised stores"}
nace	599	group	47.6	47	{"en": "Retail sale of cultural and recreation goods in specialised stores"}
nace	600	class	47.61	47.6	{"en": "Retail sale of books in specialised stores"}
nace	601	class	47.62	47.6	{"en": "Retail sale of newspapers and stationery in specialised stores"}
nace	602	class	47.63	47.6	{"en": "Retail sale of music and video recordings in specialised stores"}
nace	603	class	47.64	47.6	{"en": "Retail sale of sporting equipment in specialised stores"}
nace	604	class	47.65	47.6	{"en": "Retail sale of games and toys in specialised stores"}
nace	605	group	47.7	47	{"en": "Retail sale of other goods in specialised stores"}
nace	606	class	47.71	47.7	{"en": "Retail sale of clothing in specialised stores"}
nace	607	class	47.72	47.7	{"en": "Retail sale of footwear and leather goods in specialised stores"}
nace	608	class	47.73	47.7	{"en": "Dispensing chemist in specialised stores"}
nace	609	class	47.74	47.7	{"en": "Retail sale of medical and orthopaedic goods in specialised stores"}
nace	610	class	47.75	47.7	{"en": "Retail sale of cosmetic and toilet articles in specialised stores"}
nace	611	class	47.76	47.7	{"en": "Retail sale of flowers, plants, seeds, fertilisers, pet animals and pet food in specialised stores"}
nace	612	class	47.77	47.7	{"en": "Retail sale of watches and jewellery in specialised stores"}
nace	613	class	47.78	47.7	{"en": "Other retail sale of new goods in specialised stores"}
nace	614	class	47.79	47.7	{"en": "Retail sale of second-hand goods in stores"}
nace	615	group	47.8	47	{"en": "Retail sale via stalls and markets"}
nace	616	class	47.81	47.8	{"en": "Retail sale via stalls and markets of food, beverages and tobacco products"}
nace	617	class	47.82	47.8	{"en": "Retail sale via stalls and markets of textiles, clothing and footwear"}
nace	618	class	47.89	47.8	{"en": "Retail sale via stalls and markets of other goods"}
nace	619	group	47.9	47	{"en": "Retail trade not in stores, stalls or markets"}
nace	620	class	47.91	47.9	{"en": "Retail sale via mail order houses or via Internet"}
nace	621	class	47.99	47.9	{"en": "Other retail sale not in stores, stalls or markets"}
nace	622	section	H	\N	{"sr": "Saobraćaj i skladištenje", "en": "Transportation and storage"}
nace	623	division	49	H	{"en": "Land transport services and transport services via pipelines"}
nace	624	group	49.1	49	{"en": "Passenger rail transport services, interurban"}
nace	625	class	49.10	49.1	{"en": "Passenger rail transport services, interurban"}
nace	626	group	49.2	49	{"en": "Freight rail transport services"}
nace	627	class	49.20	49.2	{"en": "Freight rail transport services"}
nace	628	group	49.3	49	{"en": "Other passenger land transport services"}
nace	629	class	49.31	49.3	{"en": "Urban and suburban passenger land transport services"}
nace	630	class	49.32	49.3	{"en": "Taxi operation services"}
nace	631	class	49.39	49.3	{"en": "Other passenger land transport services n.e.c."}
nace	632	group	49.4	49	{"en": "Freight transport services by road and removal services"}
nace	633	class	49.41	49.4	{"en": "Freight transport services by road"}
nace	634	class	49.42	49.4	{"en": "Removal services"}
nace	635	group	49.5	49	{"en": "Transport services via pipeline"}
nace	636	class	49.50	49.5	{"en": "Transport services via pipeline"}
nace	637	division	50	H	{"en": "Water transport services"}
nace	638	group	50.1	50	{"en": "Sea and coastal passenger water transport services"}
nace	639	class	50.10	50.1	{"en": "Sea and coastal passenger water transport services"}
nace	640	group	50.2	50	{"en": "Sea and coastal freight water transport services"}
nace	641	class	50.20	50.2	{"en": "Sea and coastal freight water transport services"}
nace	642	group	50.3	50	{"en": "Inland passenger water transport services"}
nace	643	class	50.30	50.3	{"en": "Inland passenger water transport services"}
nace	644	group	50.4	50	{"en": "Inland freight water transport services"}
nace	645	class	50.40	50.4	{"en": "Inland freight water transport services"}
nace	646	division	51	H	{"en": "Air transport services"}
nace	647	group	51.1	51	{"en": "Passenger air transport services"}
nace	648	class	51.10	51.1	{"en": "Passenger air transport services"}
nace	649	group	51.2	51	{"en": "Freight air transport and space transport services"}
nace	650	class	51.21	51.2	{"en": "Freight air transport services"}
nace	651	class	51.22	51.2	{"en": "Space transport services"}
nace	652	division	52	H	{"en": "Warehousing and support services for transportation"}
nace	653	group	52.1	52	{"en": "Warehousing and storage services"}
nace	654	class	52.10	52.1	{"en": "Warehousing and storage services"}
nace	655	group	52.2	52	{"en": "Support services for transportation"}
nace	656	class	52.21	52.2	{"en": "Services incidental to land transportation"}
nace	657	class	52.22	52.2	{"en": "Services incidental to water transportation"}
nace	658	class	52.23	52.2	{"en": "Services incidental to air transportation"}
nace	659	class	52.24	52.2	{"en": "Cargo handling services"}
nace	660	class	52.29	52.2	{"en": "Other transportation support services"}
nace	661	division	53	H	{"en": "Postal and courier services"}
nace	662	group	53.1	53	{"en": "Postal services under universal service obligation"}
nace	663	class	53.10	53.1	{"en": "Postal services under universal service obligation"}
nace	664	group	53.2	53	{"en": "Other postal and courier services"}
nace	665	class	53.20	53.2	{"en": "Other postal and courier services"}
nace	666	section	I	\N	{"sr": "Usluge smeštaja i ishrane", "en": "Accommodation and food service activities"}
nace	667	division	55	I	{"en": "Accommodation services"}
nace	668	group	55.1	55	{"en": "Hotel and similar accommodation services"}
nace	669	class	55.10	55.1	{"en": "Hotel and similar accommodation services"}
nace	670	group	55.2	55	{"en": "Holiday and other short stay accommodation services"}
nace	671	class	55.20	55.2	{"en": "Holiday and other short stay accommodation services"}
nace	672	group	55.3	55	{"en": "Camping ground, recreational and vacation camp services"}
nace	673	class	55.30	55.3	{"en": "Camping ground, recreational and vacation camp services"}
nace	674	group	55.9	55	{"en": "Other accommodation services"}
nace	675	class	55.90	55.9	{"en": "Other accommodation services"}
nace	676	division	56	I	{"en": "Food and beverage serving services"}
nace	677	group	56.1	56	{"en": "Restaurant and mobile food serving services"}
nace	678	class	56.10	56.1	{"en": "Restaurant and mobile food serving services"}
nace	679	group	56.2	56	{"en": "Event catering services and other food serving services"}
nace	680	class	56.21	56.2	{"en": "Event catering services"}
nace	681	class	56.29	56.2	{"en": "Other food serving services"}
nace	682	group	56.3	56	{"en": "Beverage serving services"}
nace	683	class	56.30	56.3	{"en": "Beverage serving services"}
nace	684	section	J	\N	{"sr": "Informisanje i komunikacije", "en": "Information and communication"}
nace	685	division	58	J	{"en": "Publishing services"}
nace	686	group	58.1	58	{"en": "Publishing services of books, periodicals and other publishing services"}
nace	687	class	58.11	58.1	{"en": "Book publishing services"}
nace	688	class	58.12	58.1	{"en": "Publishing services of directories and mailing lists"}
nace	689	class	58.13	58.1	{"en": "Publishing services of newspapers"}
nace	690	class	58.14	58.1	{"en": "Publishing services of journals and periodicals"}
nace	691	class	58.19	58.1	{"en": "Other publishing services"}
nace	692	group	58.2	58	{"en": "Software publishing services"}
nace	693	class	58.21	58.2	{"en": "Publishing services of computer games"}
nace	694	class	58.29	58.2	{"en": "Other software publishing services"}
nace	695	division	59	J	{"en": "Motion picture, video and television programme production services, sound recording and music publishing"}
nace	696	group	59.1	59	{"en": "Motion picture, video and television programme services"}
nace	697	class	59.11	59.1	{"en": "Motion picture, video and television programme production services"}
nace	698	class	59.12	59.1	{"en": "Motion picture, video and television programme post-production services"}
nace	699	class	59.13	59.1	{"en": "Motion picture, video and television programme distribution services"}
nace	700	class	59.14	59.1	{"en": "Motion picture projection services"}
nace	701	group	59.2	59	{"en": "Sound recording and music publishing services"}
nace	702	class	59.20	59.2	{"en": "Sound recording and music publishing services"}
nace	703	division	60	J	{"en": "Programming and broadcasting services"}
nace	704	group	60.1	60	{"en": "Radio broadcasting services"}
nace	705	class	60.10	60.1	{"en": "Radio broadcasting services"}
nace	706	group	60.2	60	{"en": "Television programming and broadcasting services; broadcasting originals"}
nace	707	class	60.20	60.2	{"en": "Television programming and broadcasting services; broadcasting originals"}
nace	708	division	61	J	{"en": "Telecommunications services"}
nace	709	group	61.1	61	{"en": "Wired telecommunications services"}
nace	710	class	61.10	61.1	{"en": "Wired telecommunications services"}
nace	711	group	61.2	61	{"en": "Wireless telecommunications services"}
nace	712	class	61.20	61.2	{"en": "Wireless telecommunications services"}
nace	713	group	61.3	61	{"en": "Satellite telecommunications services"}
nace	714	class	61.30	61.3	{"en": "Satellite telecommunications services"}
nace	715	group	61.9	61	{"en": "Other telecommunications services"}
nace	716	class	61.90	61.9	{"en": "Other telecommunications services"}
nace	717	division	62	J	{"en": "Computer programming, consultancy and related services"}
nace	718	group	62.0	62	{"en": "Computer programming, consultancy and related services"}
nace	719	class	62.01	62.0	{"en": "Computer programming services"}
nace	720	class	62.02	62.0	{"en": "Computer consultancy services"}
nace	721	class	62.03	62.0	{"en": "Computer facilities management services"}
nace	722	class	62.09	62.0	{"en": "Other information technology and computer services"}
nace	723	division	63	J	{"en": "Information services"}
nace	724	group	63.1	63	{"en": "Data processing, hosting and related services; web portals"}
nace	725	class	63.11	63.1	{"en": "Data processing, hosting and related services"}
nace	726	class	63.12	63.1	{"en": "Web portal services"}
nace	727	group	63.9	63	{"en": "Other information services"}
nace	728	class	63.91	63.9	{"en": "News agency services"}
nace	729	class	63.99	63.9	{"en": "Other information services n.e.c."}
nace	730	section	K	\N	{"sr": "Finansijske delatnosti i delatnost osiguranja", "en": "Financial and insurance activities"}
nace	731	division	64	K	{"en": "Financial services, except insurance and pension funding"}
nace	732	group	64.1	64	{"en": "Monetary intermediation services"}
nace	733	class	64.11	64.1	{"en": "Central banking services"}
nace	734	class	64.19	64.1	{"en": "Other monetary intermediation services"}
nace	735	group	64.2	64	{"en": "Services of holding companies"}
nace	736	class	64.20	64.2	{"en": "Services of holding companies"}
nace	737	group	64.3	64	{"en": "Services of trusts, funds and similar financial entities"}
nace	738	class	64.30	64.3	{"en": "Services of trusts, funds and similar financial entities"}
nace	739	group	64.9	64	{"en": "Other financial services, except insurance and pension funding"}
nace	740	class	64.91	64.9	{"en": "Financial leasing services"}
nace	741	class	64.92	64.9	{"en": "Other credit granting services"}
nace	742	class	64.99	64.9	{"en": "Other financial services, except insurance and pension funding, n.e.c."}
nace	743	division	65	K	{"en": "Insurance, reinsurance and pension funding services, except compulsory social security"}
nace	744	group	65.1	65	{"en": "Insurance services"}
nace	745	class	65.11	65.1	{"en": "Life insurance services"}
nace	746	class	65.12	65.1	{"en": "Non-life insurance services"}
nace	747	group	65.2	65	{"en": "Reinsurance services"}
nace	748	class	65.20	65.2	{"en": "Reinsurance services"}
nace	749	group	65.3	65	{"en": "Pension funding services"}
nace	750	class	65.30	65.3	{"en": "Pension funding services"}
nace	751	division	66	K	{"en": "Services auxiliary to financial services and insurance services"}
nace	752	group	66.1	66	{"en": "Services auxiliary to financial services, except insurance and pension funding"}
nace	753	class	66.11	66.1	{"en": "Services related to the administration of financial markets"}
nace	754	class	66.12	66.1	{"en": "Security and commodity contracts brokerage services"}
nace	755	class	66.19	66.1	{"en": "Other services auxiliary to financial services, except insurance and pension funding"}
nace	756	group	66.2	66	{"en": "Services auxiliary to insurance and pension funding"}
nace	757	class	66.21	66.2	{"en": "Risk and damage evaluation services"}
nace	758	class	66.22	66.2	{"en": "Services of insurance agents and brokers"}
nace	759	class	66.29	66.2	{"en": "Other services auxiliary to insurance and pension funding"}
nace	760	group	66.3	66	{"en": "Fund management services"}
nace	761	class	66.30	66.3	{"en": "Fund management services"}
nace	762	section	L	\N	{"sr": "Poslovanje nekretninama", "en": "Real estate activities"}
nace	763	division	68	L	{"en": "Real estate services"}
nace	764	group	68.1	68	{"en": "Buying and selling services of own real estate"}
nace	765	class	68.10	68.1	{"en": "Buying and selling services of own real estate"}
nace	766	group	68.2	68	{"en": "Rental and operating services of own or leased real estate"}
nace	767	class	68.20	68.2	{"en": "Rental and operating services of own or leased real estate"}
nace	768	group	68.3	68	{"en": "Real estate services on a fee or contract basis"}
nace	769	class	68.31	68.3	{"en": "Real estate agency services on a fee or contract basis"}
nace	770	class	68.32	68.3	{"en": "Management services of real estate on a fee or contract basis"}
nace	771	section	M	\N	{"sr": "Stručne, naučne, inovacione i tehničke delatnosti", "en": "Professional, scientific and technical activities"}
nace	772	division	69	M	{"en": "Legal and accounting services"}
nace	773	group	69.1	69	{"en": "Legal services"}
nace	774	class	69.10	69.1	{"en": "Legal services"}
nace	775	group	69.2	69	{"en": "Accounting, bookkeeping and auditing services; tax consulting services"}
nace	776	class	69.20	69.2	{"en": "Accounting, bookkeeping and auditing services; tax consulting services"}
nace	777	division	70	M	{"en": "Services of head offices; management consulting services"}
nace	778	group	70.1	70	{"en": "Services of head offices"}
nace	779	class	70.10	70.1	{"en": "Services of head offices"}
nace	780	group	70.2	70	{"en": "Management consulting services"}
nace	781	class	70.21	70.2	{"en": "Public relations and communication services"}
nace	782	class	70.22	70.2	{"en": "Business and other management consulting services"}
nace	783	division	71	M	{"en": "Architectural and engineering services; technical testing and analysis services"}
nace	784	group	71.1	71	{"en": "Architectural and engineering services and related technical consulting services"}
nace	785	class	71.11	71.1	{"en": "Architectural services"}
nace	786	class	71.12	71.1	{"en": "Engineering services and related technical consulting services"}
nace	787	group	71.2	71	{"en": "Technical testing and analysis services"}
nace	788	class	71.20	71.2	{"en": "Technical testing and analysis services"}
nace	789	division	72	M	{"en": "Scientific research and development services"}
nace	790	group	72.1	72	{"en": "Research and experimental development services in natural sciences and engineering"}
nace	791	class	72.11	72.1	{"en": "Research and experimental development services in biotechnology"}
nace	792	class	72.19	72.1	{"en": "Research and experimental development services in other natural sciences and engineering"}
nace	793	group	72.2	72	{"en": "Research and experimental development services in social sciences and humanities"}
nace	794	class	72.20	72.2	{"en": "Research and experimental development services in social sciences and humanities"}
nace	795	division	73	M	{"en": "Advertising and market research services"}
nace	796	group	73.1	73	{"en": "Advertising services"}
nace	797	class	73.11	73.1	{"en": "Services provided by advertising agencies"}
nace	798	class	73.12	73.1	{"en": "Media representation services"}
nace	799	group	73.2	73	{"en": "Market research and public opinion polling services"}
nace	800	class	73.20	73.2	{"en": "Market research and public opinion polling services"}
nace	801	division	74	M	{"en": "Other professional, scientific and technical services"}
nace	802	group	74.1	74	{"en": "Specialised design services"}
nace	803	class	74.10	74.1	{"en": "Specialised design services"}
nace	804	group	74.2	74	{"en": "Photographic services"}
nace	805	class	74.20	74.2	{"en": "Photographic services"}
nace	806	group	74.3	74	{"en": "Translation and interpretation services"}
nace	807	class	74.30	74.3	{"en": "Translation and interpretation services"}
nace	808	group	74.9	74	{"en": "Other professional, scientific and technical services n.e.c."}
nace	809	class	74.90	74.9	{"en": "Other professional, scientific and technical services n.e.c."}
nace	810	division	75	M	{"en": "Veterinary services"}
nace	811	group	75.0	75	{"en": "Veterinary services"}
nace	812	class	75.00	75.0	{"en": "Veterinary services"}
nace	813	section	N	\N	{"sr": "Administrativne i pomoćne uslužne delatnosti", "en": "Administrative and support service activities"}
nace	814	division	77	N	{"en": "Rental and leasing services"}
nace	815	group	77.1	77	{"en": "Rental and leasing services of motor vehicles"}
nace	816	class	77.11	77.1	{"en": "Rental and leasing services of cars and light motor vehicles"}
nace	817	class	77.12	77.1	{"en": "Rental and leasing services of trucks"}
nace	818	group	77.2	77	{"en": "Rental and leasing services of personal and household goods"}
nace	819	class	77.21	77.2	{"en": "Rental and leasing services of recreational and sports goods"}
nace	820	class	77.22	77.2	{"en": "Rental services of video tapes and disks"}
nace	821	class	77.29	77.2	{"en": "Rental and leasing services of other personal and household goods"}
nace	822	group	77.3	77	{"en": "Rental and leasing services of other machinery, equipment and tangible goods"}
nace	823	class	77.31	77.3	{"en": "Rental and leasing services of agricultural machinery and equipment"}
nace	824	class	77.32	77.3	{"en": "Rental and leasing services of construction and civil engineering machinery and equipment"}
nace	825	class	77.33	77.3	{"en": "Rental and leasing services of office machinery and equipment (including computers)"}
nace	826	class	77.34	77.3	{"en": "Rental and leasing services of water transport equipment"}
nace	827	class	77.35	77.3	{"en": "Rental and leasing services of air transport equipment"}
nace	828	class	77.39	77.3	{"en": "Rental and leasing services of other machinery, equipment and tangible goods n.e.c."}
nace	829	group	77.4	77	{"en": "Licensing services for the right to use intellectual property and similar products, except copyrighted works"}
nace	830	class	77.40	77.4	{"en": "Licensing services for the right to use intellectual property and similar products, except copyrighted works"}
nace	831	division	78	N	{"en": "Employment services"}
nace	832	group	78.1	78	{"en": "Services provided by employment placement agencies"}
nace	833	class	78.10	78.1	{"en": "Services provided by employment placement agencies"}
nace	834	group	78.2	78	{"en": "Temporary employment agency services"}
nace	835	class	78.20	78.2	{"en": "Temporary employment agency services"}
nace	836	group	78.3	78	{"en": "Other human resources provision services"}
nace	837	class	78.30	78.3	{"en": "Other human resources provision services"}
nace	838	division	79	N	{"en": "Travel agency, tour operator and other reservation services and related services"}
nace	839	group	79.1	79	{"en": "Travel agency and tour operator services"}
nace	840	class	79.11	79.1	{"en": "Travel agency services"}
nace	841	class	79.12	79.1	{"en": "Tour operator services"}
nace	842	group	79.9	79	{"en": "Other reservation services and related services"}
nace	843	class	79.90	79.9	{"en": "Other reservation services and related services"}
nace	844	division	80	N	{"en": "Security and investigation services"}
nace	845	group	80.1	80	{"en": "Private security services"}
nace	846	class	80.10	80.1	{"en": "Private security services"}
nace	847	group	80.2	80	{"en": "Security systems services"}
nace	848	class	80.20	80.2	{"en": "Security systems services"}
nace	849	group	80.3	80	{"en": "Investigation services"}
nace	850	class	80.30	80.3	{"en": "Investigation services"}
nace	851	division	81	N	{"en": "Services to buildings and landscape"}
nace	852	group	81.1	81	{"en": "Combined facilities support services"}
nace	853	class	81.10	81.1	{"en": "Combined facilities support services"}
nace	854	group	81.2	81	{"en": "Cleaning services"}
nace	855	class	81.21	81.2	{"en": "General cleaning services of buildings"}
nace	856	class	81.22	81.2	{"en": "Other building and industrial cleaning services"}
nace	857	class	81.29	81.2	{"en": "Other cleaning services"}
nace	858	group	81.3	81	{"en": "Landscape services"}
nace	859	class	81.30	81.3	{"en": "Landscape services"}
nace	860	division	82	N	{"en": "Office administrative, office support and other business support services"}
nace	861	group	82.1	82	{"en": "Office administrative and support services"}
nace	862	class	82.11	82.1	{"en": "Combined office administrative services"}
nace	863	class	82.19	82.1	{"en": "Photocopying, document preparation and other specialised office support services"}
nace	864	group	82.2	82	{"en": "Call centre services"}
nace	865	class	82.20	82.2	{"en": "Call centre services"}
nace	866	group	82.3	82	{"en": "Convention and trade show organisation services"}
nace	867	class	82.30	82.3	{"en": "Convention and trade show organisation services"}
nace	868	group	82.9	82	{"en": "Business support services n.e.c."}
nace	869	class	82.91	82.9	{"en": "Collection agency and credit bureau services"}
nace	870	class	82.92	82.9	{"en": "Packaging services"}
nace	871	class	82.99	82.9	{"en": "Other business support services n.e.c."}
nace	872	section	O	\N	{"sr": "Državna uprava i odbrana; obavezno socijalno osiguranje", "en": "Public administration and defence; compulsory social security"}
nace	873	division	84	O	{"en": "Public administration and defence services; compulsory social security services"}
nace	874	group	84.1	84	{"en": "Administration services of the State and the economic and social policy of the community"}
nace	875	class	84.11	84.1	{"en": "General public administration services"}
nace	876	class	84.12	84.1	{"en": "Administrative services for the regulation of health care, education, cultural services and other social services, excluding social security"}
nace	877	class	84.13	84.1	{"en": "Administrative services for more efficient operation of businesses"}
nace	878	group	84.2	84	{"en": "Provision of services to the community as a whole"}
nace	879	class	84.21	84.2	{"en": "Foreign affairs services"}
nace	880	class	84.22	84.2	{"en": "Defence services"}
nace	881	class	84.23	84.2	{"en": "Justice and judicial services"}
nace	882	class	84.24	84.2	{"en": "Public order and safety services"}
nace	883	class	84.25	84.2	{"en": "Fire brigade services"}
nace	884	group	84.3	84	{"en": "Compulsory social security services"}
nace	885	class	84.30	84.3	{"en": "Compulsory social security services"}
nace	886	section	P	\N	{"sr": "Obrazovanje", "en": "Education"}
nace	887	division	85	P	{"en": "Education services"}
nace	888	group	85.1	85	{"en": "Pre-primary education services"}
nace	889	class	85.10	85.1	{"en": "Pre-primary education services"}
nace	890	group	85.2	85	{"en": "Primary education services"}
nace	891	class	85.20	85.2	{"en": "Primary education services"}
nace	892	group	85.3	85	{"en": "Secondary education services"}
nace	893	class	85.31	85.3	{"en": "General secondary education services"}
nace	894	class	85.32	85.3	{"en": "Technical and vocational secondary education services"}
nace	895	group	85.4	85	{"en": "Higher education services"}
nace	896	class	85.41	85.4	{"en": "Post-secondary non-tertiary education services"}
nace	897	class	85.42	85.4	{"en": "Tertiary education services"}
nace	898	group	85.5	85	{"en": "Other education services"}
nace	899	class	85.51	85.5	{"en": "Sports and recreation education services"}
nace	900	class	85.52	85.5	{"en": "Cultural education services"}
nace	901	class	85.53	85.5	{"en": "Driving school services"}
nace	902	class	85.59	85.5	{"en": "Other education services n.e.c."}
nace	903	group	85.6	85	{"en": "Educational support services"}
nace	904	class	85.60	85.6	{"en": "Educational support services"}
nace	905	section	Q	\N	{"sr": "Zdravstvena i socijalna zaštita", "en": "Human health and social work activities"}
nace	906	division	86	Q	{"en": "Human health services"}
nace	907	group	86.1	86	{"en": "Hospital services"}
nace	908	class	86.10	86.1	{"en": "Hospital services"}
nace	909	group	86.2	86	{"en": "Medical and dental practice services"}
nace	910	class	86.21	86.2	{"en": "General medical practice services"}
nace	911	class	86.22	86.2	{"en": "Specialist medical practice services"}
nace	912	class	86.23	86.2	{"en": "Dental practice services"}
nace	913	group	86.9	86	{"en": "Other human health services"}
nace	914	class	86.90	86.9	{"en": "Other human health services"}
nace	915	division	87	Q	{"en": "Residential care services"}
nace	916	group	87.1	87	{"en": "Residential nursing care services"}
nace	917	class	87.10	87.1	{"en": "Residential nursing care services"}
nace	918	group	87.2	87	{"en": "Residential care services for mental retardation, mental health and substance abuse"}
nace	919	class	87.20	87.2	{"en": "Residential care services for mental retardation, mental health and substance abuse"}
nace	920	group	87.3	87	{"en": "Residential care services for the elderly and disabled"}
nace	921	class	87.30	87.3	{"en": "Residential care services for the elderly and disabled"}
nace	922	group	87.9	87	{"en": "Other residential care services"}
nace	923	class	87.90	87.9	{"en": "Other residential care services"}
nace	924	division	88	Q	{"en": "Social work services without accommodation"}
nace	925	group	88.1	88	{"en": "Social work services without accommodation for the elderly and disabled"}
nace	926	class	88.10	88.1	{"en": "Social work services without accommodation for the elderly and disabled"}
nace	927	group	88.9	88	{"en": "Other social work services without accommodation"}
nace	928	class	88.91	88.9	{"en": "Child day-care services"}
nace	929	class	88.99	88.9	{"en": "Other social work services without accommodation n.e.c."}
nace	930	section	R	\N	{"sr": "Umetnost; zabava i rekreacija", "en": "Arts, entertainment and recreation"}
nace	931	division	90	R	{"en": "Creative, arts and entertainment services"}
nace	932	group	90.0	90	{"en": "Creative, arts and entertainment services"}
nace	933	class	90.01	90.0	{"en": "Services of performing artists"}
nace	934	class	90.02	90.0	{"en": "Support services to performing arts"}
nace	935	class	90.03	90.0	{"en": "Artistic creation"}
nace	936	class	90.04	90.0	{"en": "Arts facility operation services"}
nace	937	division	91	R	{"en": "Library, archive, museum and other cultural services"}
nace	938	group	91.0	91	{"en": "Library, archive, museum and other cultural services"}
nace	939	class	91.01	91.0	{"en": "Library and archive services"}
nace	940	class	91.02	91.0	{"en": "Museum services"}
nace	941	class	91.03	91.0	{"en": "Operation services of historical sites and buildings and similar visitor attractions"}
nace	942	class	91.04	91.0	{"en": "Botanical and zoological garden services and nature reserve services"}
nace	943	division	92	R	{"en": "Gambling and betting services"}
nace	944	group	92.0	92	{"en": "Gambling and betting services"}
nace	945	class	92.00	92.0	{"en": "Gambling and betting services"}
nace	946	division	93	R	{"en": "Sporting services and amusement and recreation services"}
nace	947	group	93.1	93	{"en": "Sporting services"}
nace	948	class	93.11	93.1	{"en": "Sports facility operation services"}
nace	949	class	93.12	93.1	{"en": "Services of sport clubs"}
nace	950	class	93.13	93.1	{"en": "Services of fitness facilities"}
nace	951	class	93.19	93.1	{"en": "Other sporting services"}
nace	952	group	93.2	93	{"en": "Amusement and recreation services"}
nace	953	class	93.21	93.2	{"en": "Amusement park and theme park services"}
nace	954	class	93.29	93.2	{"en": "Other amusement and recreation services"}
nace	955	section	S	\N	{"sr": "Ostale uslužne delatnosti", "en": "Other service activities"}
nace	956	division	94	S	{"en": "Services furnished by membership organisations"}
nace	957	group	94.1	94	{"en": "Services furnished by business, employers and professional membership organisations"}
nace	958	class	94.11	94.1	{"en": "Services furnished by business and employers membership organisations"}
nace	959	class	94.12	94.1	{"en": "Services furnished by professional membership organisations"}
nace	960	group	94.2	94	{"en": "Services furnished by trade unions"}
nace	961	class	94.20	94.2	{"en": "Services furnished by trade unions"}
nace	962	group	94.9	94	{"en": "Services furnished by other membership organisations"}
nace	963	class	94.91	94.9	{"en": "Services furnished by religious organisations"}
nace	964	class	94.92	94.9	{"en": "Services furnished by political organisations"}
nace	965	class	94.99	94.9	{"en": "Services furnished by other membership organisations n.e.c."}
nace	966	division	95	S	{"en": "Repair services of computers and personal and household goods"}
nace	967	group	95.1	95	{"en": "Repair services of computers and communication equipment"}
nace	968	class	95.11	95.1	{"en": "Repair services of computers and peripheral equipment"}
nace	969	class	95.12	95.1	{"en": "Repair services of communication equipment"}
nace	970	group	95.2	95	{"en": "Repair services of personal and household goods"}
nace	971	class	95.21	95.2	{"en": "Repair services of consumer electronics"}
nace	972	class	95.22	95.2	{"en": "Repair services of household appliances and home and garden equipment"}
nace	973	class	95.23	95.2	{"en": "Repair services of footwear and leather goods"}
nace	974	class	95.24	95.2	{"en": "Repair services of furniture and home furnishings"}
nace	975	class	95.25	95.2	{"en": "Repair services of watches, clocks and jewellery"}
nace	976	class	95.29	95.2	{"en": "Repair services of other personal and household goods"}
nace	977	division	96	S	{"en": "Other personal services"}
nace	978	group	96.0	96	{"en": "Other personal services"}
nace	979	class	96.01	96.0	{"en": "Washing and (dry-)cleaning services of textile and fur products"}
nace	980	class	96.02	96.0	{"en": "Hairdressing and other beauty treatment services"}
nace	981	class	96.03	96.0	{"en": "Funeral and related services"}
nace	982	class	96.04	96.0	{"en": "Physical well-being services"}
nace	983	class	96.09	96.0	{"en": "Other personal services n.e.c."}
nace	984	section	T	\N	{"sr": "Delatnost domaćinstva kao poslodavca", "en": "Activities of households as employers"}
nace	985	division	97	T	{"en": "Services of households as employers of domestic personnel"}
nace	986	group	97.0	97	{"en": "Services of households as employers of domestic personnel"}
nace	987	class	97.00	97.0	{"en": "Services of households as employers of domestic personnel"}
nace	988	division	98	T	{"en": "Undifferentiated goods and services produced by private households for own use"}
nace	989	group	98.1	98	{"en": "Undifferentiated goods produced by private households for own use"}
nace	990	class	98.10	98.1	{"en": "Undifferentiated goods produced by private households for own use"}
nace	991	group	98.2	98	{"en": "Undifferentiated services produced by private households for own use"}
nace	992	class	98.20	98.2	{"en": "Undifferentiated services produced by private households for own use"}
nace	993	section	U	\N	{"sr": "Delatnost eksteritorijalnih organizacija i tela", "en": "Activities of extraterritorial organisations and bodies"}
nace	994	division	99	U	{"en": "Services provided by extraterritorial organisations and bodies"}
nace	995	group	99.0	99	{"en": "Services provided by extraterritorial organisations and bodies"}
nace	996	class	99.00	99.0	{"en": "Services provided by extraterritorial organisations and bodies"}
\.

commit;
