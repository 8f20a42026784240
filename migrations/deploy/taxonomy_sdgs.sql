-- Deploy forum:taxonomy_sdgs to pg
-- The 17 Sustainable Development Goals, their targets and indicators (UN; open-sdg/sdg-translations, MIT).
-- The goals have their customary Serbian names, targets and indicators the English wording only.

begin;
set local role forum_owner;

copy registry.taxonomy (name, title) from stdin;
sdgs	{"sr": "Ciljevi održivog razvoja", "en": "Sustainable Development Goals"}
sdg_targets	{"sr": "Potciljevi održivog razvoja", "en": "Targets of the Sustainable Development Goals"}
sdg_indicators	{"sr": "Pokazatelji ciljeva održivog razvoja", "en": "Indicators of the Sustainable Development Goals"}
\.

copy registry.taxonomy_entry (taxonomy, position, level, code, parent, name) from stdin;
sdgs	1	goal	1	\N	{"sr": "Svet bez siromaštva", "en": "No poverty"}
sdgs	2	goal	2	\N	{"sr": "Svet bez gladi", "en": "Zero hunger"}
sdgs	3	goal	3	\N	{"sr": "Dobro zdravlje", "en": "Good health and well-being"}
sdgs	4	goal	4	\N	{"sr": "Kvalitetno obrazovanje", "en": "Quality education"}
sdgs	5	goal	5	\N	{"sr": "Rodna ravnopravnost", "en": "Gender equality"}
sdgs	6	goal	6	\N	{"sr": "Čista voda i sanitarni uslovi", "en": "Clean water and sanitation"}
sdgs	7	goal	7	\N	{"sr": "Dostupna i obnovljiva energija", "en": "Affordable and clean energy"}
sdgs	8	goal	8	\N	{"sr": "Dostojanstven rad i ekonomski rast", "en": "Decent work and economic growth"}
sdgs	9	goal	9	\N	{"sr": "Industrija, inovacije i infrastruktura", "en": "Industry, innovation and infrastructure"}
sdgs	10	goal	10	\N	{"sr": "Smanjenje nejednakosti", "en": "Reduced inequalities"}
sdgs	11	goal	11	\N	{"sr": "Održivi gradovi i zajednice", "en": "Sustainable cities and communities"}
sdgs	12	goal	12	\N	{"sr": "Odgovorna potrošnja i proizvodnja", "en": "Responsible consumption and production"}
sdgs	13	goal	13	\N	{"sr": "Akcija za klimu", "en": "Climate action"}
sdgs	14	goal	14	\N	{"sr": "Život pod vodom", "en": "Life below water"}
sdgs	15	goal	15	\N	{"sr": "Život na zemlji", "en": "Life on land"}
sdgs	16	goal	16	\N	{"sr": "Mir, pravda i snažne institucije", "en": "Peace, justice and strong institutions"}
sdgs	17	goal	17	\N	{"sr": "Partnerstvom do ciljeva", "en": "Partnerships for the goals"}
sdg_targets	1	target	1.1	1	{"en": "By 2030, eradicate extreme poverty for all people everywhere, currently measured as people living on less than $1.25 a day"}
sdg_targets	2	target	1.2	1	{"en": "By 2030, reduce at least by half the proportion of men, women and children of all ages living in poverty in all its dimensions according to national definitions"}
sdg_targets	3	target	1.3	1	{"en": "Implement nationally appropriate social protection systems and measures for all, including floors, and by 2030 achieve substantial coverage of the poor and the vulnerable"}
sdg_targets	4	target	1.4	1	{"en": "By 2030, ensure that all men and women, in particular the poor and the vulnerable, have equal rights to economic resources, as well as access to basic services, ownership and control over land and other forms of property, inheritance, natural resources, appropriate new technology and financial services, including microfinance"}
sdg_targets	5	target	1.5	1	{"en": "By 2030, build the resilience of the poor and those in vulnerable situations and reduce their exposure and vulnerability to climate-related extreme events and other economic, social and environmental shocks and disasters"}
sdg_targets	6	target	1.a	1	{"en": "Ensure significant mobilization of resources from a variety of sources, including through enhanced development cooperation, in order to provide adequate and predictable means for developing countries, in particular least developed countries, to implement programmes and policies to end poverty in all its dimensions"}
sdg_targets	7	target	1.b	1	{"en": "Create sound policy frameworks at the national, regional and international levels, based on pro-poor and gender-sensitive development strategies, to support accelerated investment in poverty eradication actions"}
sdg_targets	8	target	2.1	2	{"en": "By 2030, end hunger and ensure access by all people, in particular the poor and people in vulnerable situations, including infants, to safe, nutritious and sufficient food all year round"}
sdg_targets	9	target	2.2	2	{"en": "By 2030, end all forms of malnutrition, including achieving, by 2025, the internationally agreed targets on stunting and wasting in children under 5 years of age, and address the nutritional needs of adolescent girls, pregnant and lactating women and older persons"}
sdg_targets	10	target	2.3	2	{"en": "By 2030, double the agricultural productivity and incomes of small-scale food producers, in particular women, indigenous peoples, family farmers, pastoralists and fishers, including through secure and equal access to land, other productive resources and inputs, knowledge, financial services, markets and opportunities for value addition and non-farm employment"}
sdg_targets	11	target	2.4	2	{"en": "By 2030, ensure sustainable food production systems and implement resilient agricultural practices that increase productivity and production, that help maintain ecosystems, that strengthen capacity for adaptation to climate change, extreme weather, drought, flooding and other disasters and that progressively improve land and soil quality"}
sdg_targets	12	target	2.5	2	{"en": "By 2020, maintain the genetic diversity of seeds, cultivated plants and farmed and domesticated animals and their related wild species, including through soundly managed and diversified seed and plant banks at the national, regional and international levels, and promote access to and fair and equitable sharing of benefits arising from the utilization of genetic resources and associated traditional knowledge, as internationally agreed"}
sdg_targets	13	target	2.a	2	{"en": "Increase investment, including through enhanced international cooperation, in rural infrastructure, agricultural research and extension services, technology development and plant and livestock gene banks in order to enhance agricultural productive capacity in developing countries, in particular least developed countries"}
sdg_targets	14	target	2.b	2	{"en": "Correct and prevent trade restrictions and distortions in world agricultural markets, including through the parallel elimination of all forms of agricultural export subsidies and all export measures with equivalent effect, in accordance with the mandate of the Doha Development Round"}
sdg_targets	15	target	2.c	2	{"en": "Adopt measures to ensure the proper functioning of food commodity markets and their derivatives and facilitate timely access to market information, including on food reserves, in order to help limit extreme food price volatility"}
sdg_targets	16	target	3.1	3	{"en": "By 2030, reduce the global maternal mortality ratio to less than 70 per 100,000 live births"}
sdg_targets	17	target	3.2	3	{"en": "By 2030, end preventable deaths of newborns and children under 5 years of age, with all countries aiming to reduce neonatal mortality to at least as low as 12 per 1,000 live births and under‐5 mortality to at least as low as 25 per 1,000 live births"}
sdg_targets	18	target	3.3	3	{"en": "By 2030, end the epidemics of AIDS, tuberculosis, malaria and neglected tropical diseases and combat hepatitis, water-borne diseases and other communicable diseases"}
sdg_targets	19	target	3.4	3	{"en": "By 2030, reduce by one third premature mortality from non-communicable diseases through prevention and treatment and promote mental health and well-being"}
sdg_targets	20	target	3.5	3	{"en": "Strengthen the prevention and treatment of substance abuse, including narcotic drug abuse and harmful use of alcohol"}
sdg_targets	21	target	3.6	3	{"en": "By 2020, halve the number of global deaths and injuries from road traffic accidents"}
sdg_targets	22	target	3.7	3	{"en": "By 2030, ensure universal access to sexual and reproductive health-care services, including for family planning, information and education, and the integration of reproductive health into national strategies and programmes"}
sdg_targets	23	target	3.8	3	{"en": "Achieve universal health coverage, including financial risk protection, access to quality essential health-care services and access to safe, effective, quality and affordable essential medicines and vaccines for all"}
sdg_targets	24	target	3.9	3	{"en": "By 2030, substantially reduce the number of deaths and illnesses from hazardous chemicals and air, water and soil pollution and contamination"}
sdg_targets	25	target	3.a	3	{"en": "Strengthen the implementation of the World Health Organization Framework Convention on Tobacco Control in all countries, as appropriate"}
sdg_targets	26	target	3.b	3	{"en": "Support the research and development of vaccines and medicines for the communicable and non‐communicable diseases that primarily affect developing countries, provide access to affordable essential medicines and vaccines, in accordance with the Doha Declaration on the TRIPS Agreement and Public Health, which affirms the right of developing countries to use to the full the provisions in the Agreement on Trade-Related Aspects of Intellectual Property Rights regarding flexibilities to protect public health, and, in particular, provide access to medicines for all"}
sdg_targets	27	target	3.c	3	{"en": "Substantially increase health financing and the recruitment, development, training and retention of the health workforce in developing countries, especially in least developed countries and small island developing States"}
sdg_targets	28	target	3.d	3	{"en": "Strengthen the capacity of all countries, in particular developing countries, for early warning, risk reduction and management of national and global health risks"}
sdg_targets	29	target	4.1	4	{"en": "By 2030, ensure that all girls and boys complete free, equitable and quality primary and secondary education leading to relevant and effective learning outcomes"}
sdg_targets	30	target	4.2	4	{"en": "By 2030, ensure that all girls and boys have access to quality early childhood development, care and pre‐primary education so that they are ready for primary education"}
sdg_targets	31	target	4.3	4	{"en": "By 2030, ensure equal access for all women and men to affordable and quality technical, vocational and tertiary education, including university"}
sdg_targets	32	target	4.4	4	{"en": "By 2030, substantially increase the number of youth and adults who have relevant skills, including technical and vocational skills, for employment, decent jobs and entrepreneurship"}
sdg_targets	33	target	4.5	4	{"en": "By 2030, eliminate gender disparities in education and ensure equal access to all levels of education and vocational training for the vulnerable, including persons with disabilities, indigenous peoples and children in vulnerable situations"}
sdg_targets	34	target	4.6	4	{"en": "By 2030, ensure that all youth and a substantial proportion of adults, both men and women, achieve literacy and numeracy"}
sdg_targets	35	target	4.7	4	{"en": "By 2030, ensure that all learners acquire the knowledge and skills needed to promote sustainable development, including, among others, through education for sustainable development and sustainable lifestyles, human rights, gender equality, promotion of a culture of peace and non-violence, global citizenship and appreciation of cultural diversity and of culture’s contribution to sustainable development"}
sdg_targets	36	target	4.a	4	{"en": "Build and upgrade education facilities that are child, disability and gender sensitive and provide safe, non-violent, inclusive and effective learning environments for all"}
sdg_targets	37	target	4.b	4	{"en": "By 2020, substantially expand globally the number of scholarships available to developing countries, in particular least developed countries, small island developing States and African countries, for enrolment in higher education, including vocational training and information and communications technology, technical, engineering and scientific programmes, in developed countries and other developing countries"}
sdg_targets	38	target	4.c	4	{"en": "By 2030, substantially increase the supply of qualified teachers, including through international cooperation for teacher training in developing countries, especially least developed countries and small island developing States"}
sdg_targets	39	target	5.1	5	{"en": "End all forms of discrimination against all women and girls everywhere"}
sdg_targets	40	target	5.2	5	{"en": "Eliminate all forms of violence against all women and girls in the public and private spheres, including trafficking and sexual and other types of exploitation"}
sdg_targets	41	target	5.3	5	{"en": "Eliminate all harmful practices, such as child, early and forced marriage and female genital mutilation"}
sdg_targets	42	target	5.4	5	{"en": "Recognize and value unpaid care and domestic work through the provision of public services, infrastructure and social protection policies and the promotion of shared responsibility within the household and the family as nationally appropriate"}
sdg_targets	43	target	5.5	5	{"en": "Ensure women’s full and effective participation and equal opportunities for leadership at all levels of decision-making in political, economic and public life"}
sdg_targets	44	target	5.6	5	{"en": "Ensure universal access to sexual and reproductive health and reproductive rights as agreed in accordance with the Programme of Action of the International Conference on Population and Development and the Beijing Platform for Action and the outcome documents of their review conferences"}
sdg_targets	45	target	5.a	5	{"en": "Undertake reforms to give women equal rights to economic resources, as well as access to ownership and control over land and other forms of property, financial services, inheritance and natural resources, in accordance with national laws"}
sdg_targets	46	target	5.b	5	{"en": "Enhance the use of enabling technology, in particular information and communications technology, to promote the empowerment of women"}
sdg_targets	47	target	5.c	5	{"en": "Adopt and strengthen sound policies and enforceable legislation for the promotion of gender equality and the empowerment of all women and girls at all levels"}
sdg_targets	48	target	6.1	6	{"en": "By 2030, achieve universal and equitable access to safe and affordable drinking water for all"}
sdg_targets	49	target	6.2	6	{"en": "By 2030, achieve access to adequate and equitable sanitation and hygiene for all and end open defecation, paying special attention to the needs of women and girls and those in vulnerable situations"}
sdg_targets	50	target	6.3	6	{"en": "By 2030, improve water quality by reducing pollution, eliminating dumping and minimizing release of hazardous chemicals and materials, halving the proportion of untreated wastewater and substantially increasing recycling and safe reuse globally"}
sdg_targets	51	target	6.4	6	{"en": "By 2030, substantially increase water-use efficiency across all sectors and ensure sustainable withdrawals and supply of freshwater to address water scarcity and substantially reduce the number of people suffering from water scarcity"}
sdg_targets	52	target	6.5	6	{"en": "By 2030, implement integrated water resources management at all levels, including through transboundary cooperation as appropriate"}
sdg_targets	53	target	6.6	6	{"en": "By 2020, protect and restore water-related ecosystems, including mountains, forests, wetlands, rivers, aquifers and lakes"}
sdg_targets	54	target	6.a	6	{"en": "By 2030, expand international cooperation and capacity-building support to developing countries in water- and sanitation-related activities and programmes, including water harvesting, desalination, water efficiency, wastewater treatment, recycling and reuse technologies"}
sdg_targets	55	target	6.b	6	{"en": "Support and strengthen the participation of local communities in improving water and sanitation management"}
sdg_targets	56	target	7.1	7	{"en": "By 2030, ensure universal access to affordable, reliable and modern energy services"}
sdg_targets	57	target	7.2	7	{"en": "By 2030, increase substantially the share of renewable energy in the global energy mix"}
sdg_targets	58	target	7.3	7	{"en": "By 2030, double the global rate of improvement in energy efficiency"}
sdg_targets	59	target	7.a	7	{"en": "By 2030, enhance international cooperation to facilitate access to clean energy research and technology, including renewable energy, energy efficiency and advanced and cleaner fossil-fuel technology, and promote investment in energy infrastructure and clean energy technology"}
sdg_targets	60	target	7.b	7	{"en": "By 2030, expand infrastructure and upgrade technology for supplying modern and sustainable energy services for all in developing countries, in particular least developed countries, small island developing States and landlocked developing countries, in accordance with their respective programmes of support"}
sdg_targets	61	target	8.1	8	{"en": "Sustain per capita economic growth in accordance with national circumstances and, in particular, at least 7 per cent gross domestic product growth per annum in the least developed countries"}
sdg_targets	62	target	8.2	8	{"en": "Achieve higher levels of economic productivity through diversification, technological upgrading and innovation, including through a focus on high-value added and labour-intensive sectors"}
sdg_targets	63	target	8.3	8	{"en": "Promote development-oriented policies that support productive activities, decent job creation, entrepreneurship, creativity and innovation, and encourage the formalization and growth of micro-, small- and medium-sized enterprises, including through access to financial services"}
sdg_targets	64	target	8.4	8	{"en": "Improve progressively, through 2030, global resource efficiency in consumption and production and endeavour to decouple economic growth from environmental degradation, in accordance with the 10‐Year Framework of Programmes on Sustainable Consumption and Production, with developed countries taking the lead"}
sdg_targets	65	target	8.5	8	{"en": "By 2030, achieve full and productive employment and decent work for all women and men, including for young people and persons with disabilities, and equal pay for work of equal value"}
sdg_targets	66	target	8.6	8	{"en": "By 2020, substantially reduce the proportion of youth not in employment, education or training"}
sdg_targets	67	target	8.7	8	{"en": "Take immediate and effective measures to eradicate forced labour, end modern slavery and human trafficking and secure the prohibition and elimination of the worst forms of child labour, including recruitment and use of child soldiers, and by 2025 end child labour in all its forms"}
sdg_targets	68	target	8.8	8	{"en": "Protect labour rights and promote safe and secure working environments for all workers, including migrant workers, in particular women migrants, and those in precarious employment"}
sdg_targets	69	target	8.9	8	{"en": "By 2030, devise and implement policies to promote sustainable tourism that creates jobs and promotes local culture and products"}
sdg_targets	70	target	8.10	8	{"en": "Strengthen the capacity of domestic financial institutions to encourage and expand access to banking, insurance and financial services for all"}
sdg_targets	71	target	8.a	8	{"en": "Increase Aid for Trade support for developing countries, in particular least developed countries, including through the Enhanced Integrated Framework for Trade-related Technical Assistance to Least Developed Countries"}
sdg_targets	72	target	8.b	8	{"en": "By 2020, develop and operationalize a global strategy for youth employment and implement the Global Jobs Pact of the International Labour Organization"}
sdg_targets	73	target	9.1	9	{"en": "Develop quality, reliable, sustainable and resilient infrastructure, including regional and transborder infrastructure, to support economic development and human well-being, with a focus on affordable and equitable access for all"}
sdg_targets	74	target	9.2	9	{"en": "Promote inclusive and sustainable industrialization and, by 2030, significantly raise industry’s share of employment and gross domestic product, in line with national circumstances, and double its share in least developed countries"}
sdg_targets	75	target	9.3	9	{"en": "Increase the access of small-scale industrial and other enterprises, in particular in developing countries, to financial services, including affordable credit, and their integration into value chains and markets"}
sdg_targets	76	target	9.4	9	{"en": "By 2030, upgrade infrastructure and retrofit industries to make them sustainable, with increased resource-use efficiency and greater adoption of clean and environmentally sound technologies and industrial processes, with all countries taking action in accordance with their respective capabilities"}
sdg_targets	77	target	9.5	9	{"en": "Enhance scientific research, upgrade the technological capabilities of industrial sectors in all countries, in particular developing countries, including, by 2030, encouraging innovation and substantially increasing the number of research and development workers per 1 million people and public and private research and development spending"}
sdg_targets	78	target	9.a	9	{"en": "Facilitate sustainable and resilient infrastructure development in developing countries through enhanced financial, technological and technical support to African countries, least developed countries, landlocked developing countries and small island developing States"}
sdg_targets	79	target	9.b	9	{"en": "Support domestic technology development, research and innovation in developing countries, including by ensuring a conducive policy environment for, inter alia, industrial diversification and value addition to commodities"}
sdg_targets	80	target	9.c	9	{"en": "Significantly increase access to information and communications technology and strive to provide universal and affordable access to the Internet in least developed countries by 2020"}
sdg_targets	81	target	10.1	10	{"en": "By 2030, progressively achieve and sustain income growth of the bottom 40 per cent of the population at a rate higher than the national average"}
sdg_targets	82	target	10.2	10	{"en": "By 2030, empower and promote the social, economic and political inclusion of all, irrespective of age, sex, disability, race, ethnicity, origin, religion or economic or other status"}
sdg_targets	83	target	10.3	10	{"en": "Ensure equal opportunity and reduce inequalities of outcome, including by eliminating discriminatory laws, policies and practices and promoting appropriate legislation, policies and action in this regard"}
sdg_targets	84	target	10.4	10	{"en": "Adopt policies, especially fiscal, wage and social protection policies, and progressively achieve greater equality"}
sdg_targets	85	target	10.5	10	{"en": "Improve the regulation and monitoring of global financial markets and institutions and strengthen the implementation of such regulations"}
sdg_targets	86	target	10.6	10	{"en": "Ensure enhanced representation and voice for developing countries in decision-making in global international economic and financial institutions in order to deliver more effective, credible, accountable and legitimate institutions"}
sdg_targets	87	target	10.7	10	{"en": "Facilitate orderly, safe, regular and responsible migration and mobility of people, including through the implementation of planned and well-managed migration policies"}
sdg_targets	88	target	10.a	10	{"en": "Implement the principle of special and differential treatment for developing countries, in particular least developed countries, in accordance with World Trade Organization agreements"}
sdg_targets	89	target	10.b	10	{"en": "Encourage official development assistance and financial flows, including foreign direct investment, to States where the need is greatest, in particular least developed countries, African countries, small island developing States and landlocked developing countries, in accordance with their national plans and programmes"}
sdg_targets	90	target	10.c	10	{"en": "By 2030, reduce to less than 3 per cent the transaction costs of migrant remittances and eliminate remittance corridors with costs higher than 5 per cent"}
sdg_targets	91	target	11.1	11	{"en": "By 2030, ensure access for all to adequate, safe and affordable housing and basic services and upgrade slums"}
sdg_targets	92	target	11.2	11	{"en": "By 2030, provide access to safe, affordable, accessible and sustainable transport systems for all, improving road safety, notably by expanding public transport, with special attention to the needs of those in vulnerable situations, women, children, persons with disabilities and older persons"}
sdg_targets	93	target	11.3	11	{"en": "By 2030, enhance inclusive and sustainable urbanization and capacity for participatory, integrated and sustainable human settlement planning and management in all countries"}
sdg_targets	94	target	11.4	11	{"en": "Strengthen efforts to protect and safeguard the world’s cultural and natural heritage"}
sdg_targets	95	target	11.5	11	{"en": "By 2030, significantly reduce the number of deaths and the number of people affected and substantially decrease the direct economic losses relative to global gross domestic product caused by disasters, including water-related disasters, with a focus on protecting the poor and people in vulnerable situations"}
sdg_targets	96	target	11.6	11	{"en": "By 2030, reduce the adverse per capita environmental impact of cities, including by paying special attention to air quality and municipal and other waste management"}
sdg_targets	97	target	11.7	11	{"en": "By 2030, provide universal access to safe, inclusive and accessible, green and public spaces, in particular for women and children, older persons and persons with disabilities"}
sdg_targets	98	target	11.a	11	{"en": "Support positive economic, social and environmental links between urban, peri-urban and rural areas by strengthening national and regional development planning"}
sdg_targets	99	target	11.b	11	{"en": "By 2020, substantially increase the number of cities and human settlements adopting and implementing integrated policies and plans towards inclusion, resource efficiency, mitigation and adaptation to climate change, resilience to disasters, and develop and implement, in line with the Sendai Framework for Disaster Risk Reduction 2015–2030, holistic disaster risk management at all levels"}
sdg_targets	100	target	11.c	11	{"en": "Support least developed countries, including through financial and technical assistance, in building sustainable and resilient buildings utilizing local materials"}
sdg_targets	101	target	12.1	12	{"en": "Implement the 10‐Year Framework of Programmes on Sustainable Consumption and Production Patterns, all countries taking action, with developed countries taking the lead, taking into account the development and capabilities of developing countries"}
sdg_targets	102	target	12.2	12	{"en": "By 2030, achieve the sustainable management and efficient use of natural resources"}
sdg_targets	103	target	12.3	12	{"en": "By 2030, halve per capita global food waste at the retail and consumer levels and reduce food losses along production and supply chains, including post-harvest losses"}
sdg_targets	104	target	12.4	12	{"en": "By 2020, achieve the environmentally sound management of chemicals and all wastes throughout their life cycle, in accordance with agreed international frameworks, and significantly reduce their release to air, water and soil in order to minimize their adverse impacts on human health and the environment"}
sdg_targets	105	target	12.5	12	{"en": "By 2030, substantially reduce waste generation through prevention, reduction, recycling and reuse"}
sdg_targets	106	target	12.6	12	{"en": "Encourage companies, especially large and transnational companies, to adopt sustainable practices and to integrate sustainability information into their reporting cycle"}
sdg_targets	107	target	12.7	12	{"en": "Promote public procurement practices that are sustainable, in accordance with national policies and priorities"}
sdg_targets	108	target	12.8	12	{"en": "By 2030, ensure that people everywhere have the relevant information and awareness for sustainable development and lifestyles in harmony with nature"}
sdg_targets	109	target	12.a	12	{"en": "Support developing countries to strengthen their scientific and technological capacity to move towards more sustainable patterns of consumption and production"}
sdg_targets	110	target	12.b	12	{"en": "Develop and implement tools to monitor sustainable development impacts for sustainable tourism that creates jobs and promotes local culture and products"}
sdg_targets	111	target	12.c	12	{"en": "Rationalize inefficient fossil-fuel subsidies that encourage wasteful consumption by removing market distortions, in accordance with national circumstances, including by restructuring taxation and phasing out those harmful subsidies, where they exist, to reflect their environmental impacts, taking fully into account the specific needs and conditions of developing countries and minimizing the possible adverse impacts on their development in a manner that protects the poor and the affected communities"}
sdg_targets	112	target	13.1	13	{"en": "Strengthen resilience and adaptive capacity to climate-related hazards and natural disasters in all countries"}
sdg_targets	113	target	13.2	13	{"en": "Integrate climate change measures into national policies, strategies and planning"}
sdg_targets	114	target	13.3	13	{"en": "Improve education, awareness-raising and human and institutional capacity on climate change mitigation, adaptation, impact reduction and early warning"}
sdg_targets	115	target	13.a	13	{"en": "Implement the commitment undertaken by developed-country parties to the United Nations Framework Convention on Climate Change to a goal of mobilizing jointly $100 billion annually by 2020 from all sources to address the needs of developing countries in the context of meaningful mitigation actions and transparency on implementation and fully operationalize the Green Climate Fund through its capitalization as soon as possible"}
sdg_targets	116	target	13.b	13	{"en": "Promote mechanisms for raising capacity for effective climate change-related planning and management in least developed countries and small island developing States, including focusing on women, youth and local and marginalized communities"}
sdg_targets	117	target	14.1	14	{"en": "By 2025, prevent and significantly reduce marine pollution of all kinds, in particular from land-based activities, including marine debris and nutrient pollution"}
sdg_targets	118	target	14.2	14	{"en": "By 2020, sustainably manage and protect marine and coastal ecosystems to avoid significant adverse impacts, including by strengthening their resilience, and take action for their restoration in order to achieve healthy and productive oceans"}
sdg_targets	119	target	14.3	14	{"en": "Minimize and address the impacts of ocean acidification, including through enhanced scientific cooperation at all levels"}
sdg_targets	120	target	14.4	14	{"en": "By 2020, effectively regulate harvesting and end overfishing, illegal, unreported and unregulated fishing and destructive fishing practices and implement science-based management plans, in order to restore fish stocks in the shortest time feasible, at least to levels that can produce maximum sustainable yield as determined by their biological characteristics"}
sdg_targets	121	target	14.5	14	{"en": "By 2020, conserve at least 10 per cent of coastal and marine areas, consistent with national and international law and based on the best available scientific information"}
sdg_targets	122	target	14.6	14	{"en": "By 2020, prohibit certain forms of fisheries subsidies which contribute to overcapacity and overfishing, eliminate subsidies that contribute to illegal, unreported and unregulated fishing and refrain from introducing new such subsidies, recognizing that appropriate and effective special and differential treatment for developing and least developed countries should be an integral part of the World Trade Organization fisheries subsidies negotiation"}
sdg_targets	123	target	14.7	14	{"en": "By 2030, increase the economic benefits to small island developing States and least developed countries from the sustainable use of marine resources, including through sustainable management of fisheries, aquaculture and tourism"}
sdg_targets	124	target	14.a	14	{"en": "Increase scientific knowledge, develop research capacity and transfer marine technology, taking into account the Intergovernmental Oceanographic Commission Criteria and Guidelines on the Transfer of Marine Technology, in order to improve ocean health and to enhance the contribution of marine biodiversity to the development of developing countries, in particular small island developing States and least developed countries"}
sdg_targets	125	target	14.b	14	{"en": "Provide access for small-scale artisanal fishers to marine resources and markets"}
sdg_targets	126	target	14.c	14	{"en": "Enhance the conservation and sustainable use of oceans and their resources by implementing international law as reflected in the United Nations Convention on the Law of the Sea, which provides the legal framework for the conservation and sustainable use of oceans and their resources, as recalled in paragraph 158 of “The future we want”"}
sdg_targets	127	target	15.1	15	{"en": "By 2020, ensure the conservation, restoration and sustainable use of terrestrial and inland freshwater ecosystems and their services, in particular forests, wetlands, mountains and drylands, in line with obligations under international agreements"}
sdg_targets	128	target	15.2	15	{"en": "By 2020, promote the implementation of sustainable management of all types of forests, halt deforestation, restore degraded forests and substantially increase afforestation and reforestation globally"}
sdg_targets	129	target	15.3	15	{"en": "By 2030, combat desertification, restore degraded land and soil, including land affected by desertification, drought and floods, and strive to achieve a land degradation-neutral world"}
sdg_targets	130	target	15.4	15	{"en": "By 2030, ensure the conservation of mountain ecosystems, including their biodiversity, in order to enhance their capacity to provide benefits that are essential for sustainable development"}
sdg_targets	131	target	15.5	15	{"en": "Take urgent and significant action to reduce the degradation of natural habitats, halt the loss of biodiversity and, by 2020, protect and prevent the extinction of threatened species"}
sdg_targets	132	target	15.6	15	{"en": "Promote fair and equitable sharing of the benefits arising from the utilization of genetic resources and promote appropriate access to such resources, as internationally agreed"}
sdg_targets	133	target	15.7	15	{"en": "Take urgent action to end poaching and trafficking of protected species of flora and fauna and address both demand and supply of illegal wildlife products"}
sdg_targets	134	target	15.8	15	{"en": "By 2020, introduce measures to prevent the introduction and significantly reduce the impact of invasive alien species on land and water ecosystems and control or eradicate the priority species"}
sdg_targets	135	target	15.9	15	{"en": "By 2020, integrate ecosystem and biodiversity values into national and local planning, development processes, poverty reduction strategies and accounts"}
sdg_targets	136	target	15.a	15	{"en": "Mobilize and significantly increase financial resources from all sources to conserve and sustainably use biodiversity and ecosystems"}
sdg_targets	137	target	15.b	15	{"en": "Mobilize significant resources from all sources and at all levels to finance sustainable forest management and provide adequate incentives to developing countries to advance such management, including for conservation and reforestation"}
sdg_targets	138	target	15.c	15	{"en": "Enhance global support for efforts to combat poaching and trafficking of protected species, including by increasing the capacity of local communities to pursue sustainable livelihood opportunities"}
sdg_targets	139	target	16.1	16	{"en": "Significantly reduce all forms of violence and related death rates everywhere"}
sdg_targets	140	target	16.2	16	{"en": "End abuse, exploitation, trafficking and all forms of violence against and torture of children"}
sdg_targets	141	target	16.3	16	{"en": "Promote the rule of law at the national and international levels and ensure equal access to justice for all"}
sdg_targets	142	target	16.4	16	{"en": "By 2030, significantly reduce illicit financial and arms flows, strengthen the recovery and return of stolen assets and combat all forms of organized crime"}
sdg_targets	143	target	16.5	16	{"en": "Substantially reduce corruption and bribery in all their forms"}
sdg_targets	144	target	16.6	16	{"en": "Develop effective, accountable and transparent institutions at all levels"}
sdg_targets	145	target	16.7	16	{"en": "Ensure responsive, inclusive, participatory and representative decision-making at all levels"}
sdg_targets	146	target	16.8	16	{"en": "Broaden and strengthen the participation of developing countries in the institutions of global governance"}
sdg_targets	147	target	16.9	16	{"en": "By 2030, provide legal identity for all, including birth registration"}
sdg_targets	148	target	16.10	16	{"en": "Ensure public access to information and protect fundamental freedoms, in accordance with national legislation and international agreements"}
sdg_targets	149	target	16.a	16	{"en": "Strengthen relevant national institutions, including through international cooperation, for building capacity at all levels, in particular in developing countries, to prevent violence and combat terrorism and crime"}
sdg_targets	150	target	16.b	16	{"en": "Promote and enforce non-discriminatory laws and policies for sustainable development"}
sdg_targets	151	target	17.1	17	{"en": "Strengthen domestic resource mobilization, including through international support to developing countries, to improve domestic capacity for tax and other revenue collection"}
sdg_targets	152	target	17.2	17	{"en": "Developed countries to implement fully their official development assistance commitments, including the commitment by many developed countries to achieve the target of 0.7 per cent of gross national income for official development assistance (ODA/GNI) to developing countries and 0.15 to 0.20 per cent of ODA/GNI to least developed countries; ODA providers are encouraged to consider setting a target to provide at least 0.20 per cent of ODA/GNI to least developed countries"}
sdg_targets	153	target	17.3	17	{"en": "Mobilize additional financial resources for developing countries from multiple sources"}
sdg_targets	154	target	17.4	17	{"en": "Assist developing countries in attaining long-term debt sustainability through coordinated policies aimed at fostering debt financing, debt relief and debt restructuring, as appropriate, and address the external debt of highly indebted poor countries to reduce debt distress"}
sdg_targets	155	target	17.5	17	{"en": "Adopt and implement investment promotion regimes for least developed countries"}
sdg_targets	156	target	17.6	17	{"en": "Enhance North-South, South-South and triangular regional and international cooperation on and access to science, technology and innovation and enhance knowledge-sharing on mutually agreed terms, including through improved coordination among existing mechanisms, in particular at the United Nations level, and through a global technology facilitation mechanism"}
sdg_targets	157	target	17.7	17	{"en": "Promote the development, transfer, dissemination and diffusion of environmentally sound technologies to developing countries on favourable terms, including on concessional and preferential terms, as mutually agreed"}
sdg_targets	158	target	17.8	17	{"en": "Fully operationalize the technology bank and science, technology and innovation capacity-building mechanism for least developed countries by 2017 and enhance the use of enabling technology, in particular information and communications technology"}
sdg_targets	159	target	17.9	17	{"en": "Enhance international support for implementing effective and targeted capacity-building in developing countries to support national plans to implement all the Sustainable Development Goals, including through North-South, South-South and triangular cooperation"}
sdg_targets	160	target	17.10	17	{"en": "Promote a universal, rules-based, open, non‐discriminatory and equitable multilateral trading system under the World Trade Organization, including through the conclusion of negotiations under its Doha Development Agenda"}
sdg_targets	161	target	17.11	17	{"en": "Significantly increase the exports of developing countries, in particular with a view to doubling the least developed countries’ share of global exports by 2020"}
sdg_targets	162	target	17.12	17	{"en": "Realize timely implementation of duty-free and quota-free market access on a lasting basis for all least developed countries, consistent with World Trade Organization decisions, including by ensuring that preferential rules of origin applicable to imports from least developed countries are transparent and simple, and contribute to facilitating market access"}
sdg_targets	163	target	17.13	17	{"en": "Enhance global macroeconomic stability, including through policy coordination and policy coherence"}
sdg_targets	164	target	17.14	17	{"en": "Enhance policy coherence for sustainable development"}
sdg_targets	165	target	17.15	17	{"en": "Respect each country’s policy space and leadership to establish and implement policies for poverty eradication and sustainable development"}
sdg_targets	166	target	17.16	17	{"en": "Enhance the Global Partnership for Sustainable Development, complemented by multi-stakeholder partnerships that mobilize and share knowledge, expertise, technology and financial resources, to support the achievement of the Sustainable Development Goals in all countries, in particular developing countries"}
sdg_targets	167	target	17.17	17	{"en": "Encourage and promote effective public, public-private and civil society partnerships, building on the experience and resourcing strategies of partnerships"}
sdg_targets	168	target	17.18	17	{"en": "By 2020, enhance capacity-building support to developing countries, including for least developed countries and small island developing States, to increase significantly the availability of high-quality, timely and reliable data disaggregated by income, gender, age, race, ethnicity, migratory status, disability, geographic location and other characteristics relevant in national contexts"}
sdg_targets	169	target	17.19	17	{"en": "By 2030, build on existing initiatives to develop measurements of progress on sustainable development that complement gross domestic product, and support statistical capacity-building in developing countries"}
sdg_indicators	1	indicator	1.1.1	1.1	{"en": "Proportion of the population living below the international poverty line by sex, age, employment status and geographic location (urban/rural)"}
sdg_indicators	2	indicator	1.2.1	1.2	{"en": "Proportion of population living below the national poverty line, by sex and age"}
sdg_indicators	3	indicator	1.2.2	1.2	{"en": "Proportion of men, women and children of all ages living in poverty in all its dimensions according to national definitions"}
sdg_indicators	4	indicator	1.3.1	1.3	{"en": "Proportion of population covered by social protection floors/systems, by sex, distinguishing children, unemployed persons, older persons, persons with disabilities, pregnant women, newborns, work-injury victims and the poor and the vulnerable"}
sdg_indicators	5	indicator	1.4.1	1.4	{"en": "Proportion of population living in households with access to basic services"}
sdg_indicators	6	indicator	1.4.2	1.4	{"en": "Proportion of total adult population with secure tenure rights to land, (a) with legally recognized documentation, and (b) who perceive their rights to land as secure, by sex and type of tenure"}
sdg_indicators	7	indicator	1.5.1	1.5	{"en": "Number of deaths, missing persons and directly affected persons attributed to disasters per 100,000 population"}
sdg_indicators	8	indicator	1.5.2	1.5	{"en": "Direct economic loss attributed to disasters in relation to global gross domestic product (GDP)"}
sdg_indicators	9	indicator	1.5.3	1.5	{"en": "Number of countries that adopt and implement national disaster risk reduction strategies in line with the Sendai Framework for Disaster Risk Reduction 2015–2030"}
sdg_indicators	10	indicator	1.5.4	1.5	{"en": "Proportion of local governments that adopt and implement local disaster risk reduction strategies in line with national disaster risk reduction strategies"}
sdg_indicators	11	indicator	1.a.1	1.a	{"en": "Total official development assistance grants from all donors that focus on poverty reduction as a share of the recipient country’s gross national income"}
sdg_indicators	12	indicator	1.a.2	1.a	{"en": "Proportion of total government spending on essential services (education, health and social protection)"}
sdg_indicators	13	indicator	1.a.3	1.a	{"en": "Sum of total grants and non-debt-creating inflows directly allocated to poverty reduction programmes as a proportion of GDP"}
sdg_indicators	14	indicator	1.b.1	1.b	{"en": "Pro-poor public social spending"}
sdg_indicators	15	indicator	2.1.1	2.1	{"en": "Prevalence of undernourishment"}
sdg_indicators	16	indicator	2.1.2	2.1	{"en": "Prevalence of moderate or severe food insecurity in the population, based on the Food Insecurity Experience Scale (FIES)"}
sdg_indicators	17	indicator	2.2.1	2.2	{"en": "Prevalence of stunting (height for age <-2 standard deviation from the median of the World Health Organization (WHO) Child Growth Standards) among children under 5 years of age"}
sdg_indicators	18	indicator	2.2.2	2.2	{"en": "Prevalence of malnutrition (weight for height >+2 or <-2 standard deviation from the median of the WHO Child Growth Standards) among children under 5 years of age, by type (wasting and overweight)"}
sdg_indicators	19	indicator	2.2.3	2.2	{"en": "Prevalence of anaemia in women aged 15 to 49 years, by pregnancy status (percentage)"}
sdg_indicators	20	indicator	2.3.1	2.3	{"en": "Volume of production per labour unit by classes of farming/pastoral/forestry enterprise size"}
sdg_indicators	21	indicator	2.3.2	2.3	{"en": "Average income of small-scale food producers, by sex and indigenous status"}
sdg_indicators	22	indicator	2.4.1	2.4	{"en": "Proportion of agricultural area under productive and sustainable agriculture"}
sdg_indicators	23	indicator	2.5.1	2.5	{"en": "Number of plant and animal genetic resources for food and agriculture secured in either medium- or long-term conservation facilities"}
sdg_indicators	24	indicator	2.5.2	2.5	{"en": "Proportion of local breeds classified as being at risk of extinction"}
sdg_indicators	25	indicator	2.a.1	2.a	{"en": "The agriculture orientation index for government expenditures"}
sdg_indicators	26	indicator	2.a.2	2.a	{"en": "Total official flows (official development assistance plus other official flows) to the agriculture sector"}
sdg_indicators	27	indicator	2.b.1	2.b	{"en": "Agricultural export subsidies"}
sdg_indicators	28	indicator	2.c.1	2.c	{"en": "Indicator of food price anomalies"}
sdg_indicators	29	indicator	3.1.1	3.1	{"en": "Maternal mortality ratio"}
sdg_indicators	30	indicator	3.1.2	3.1	{"en": "Proportion of births attended by skilled health personnel"}
sdg_indicators	31	indicator	3.2.1	3.2	{"en": "Under‐5 mortality rate"}
sdg_indicators	32	indicator	3.2.2	3.2	{"en": "Neonatal mortality rate"}
sdg_indicators	33	indicator	3.3.1	3.3	{"en": "Number of new HIV infections per 1,000 uninfected population, by sex, age and key populations"}
sdg_indicators	34	indicator	3.3.2	3.3	{"en": "Tuberculosis incidence per 100,000 population"}
sdg_indicators	35	indicator	3.3.3	3.3	{"en": "Malaria incidence per 1,000 population"}
sdg_indicators	36	indicator	3.3.4	3.3	{"en": "Hepatitis B incidence per 100,000 population"}
sdg_indicators	37	indicator	3.3.5	3.3	{"en": "Number of people requiring interventions against neglected tropical diseases"}
sdg_indicators	38	indicator	3.4.1	3.4	{"en": "Mortality rate attributed to cardiovascular disease, cancer, diabetes or chronic respiratory disease"}
sdg_indicators	39	indicator	3.4.2	3.4	{"en": "Suicide mortality rate"}
sdg_indicators	40	indicator	3.5.1	3.5	{"en": "Coverage of treatment interventions (pharmacological, psychosocial and rehabilitation and aftercare services) for substance use disorders"}
sdg_indicators	41	indicator	3.5.2	3.5	{"en": "Alcohol per capita consumption (aged 15 years and older) within a calendar year in litres of pure alcohol"}
sdg_indicators	42	indicator	3.6.1	3.6	{"en": "Death rate due to road traffic injuries"}
sdg_indicators	43	indicator	3.7.1	3.7	{"en": "Proportion of women of reproductive age (aged 15–49 years) who have their need for family planning satisfied with modern methods"}
sdg_indicators	44	indicator	3.7.2	3.7	{"en": "Adolescent birth rate (aged 10–14 years; aged 15–19 years) per 1,000 women in that age group"}
sdg_indicators	45	indicator	3.8.1	3.8	{"en": "Coverage of essential health services"}
sdg_indicators	46	indicator	3.8.2	3.8	{"en": "Proportion of population with large household expenditures on health as a share of total household expenditure or income"}
sdg_indicators	47	indicator	3.9.1	3.9	{"en": "Mortality rate attributed to household and ambient air pollution"}
sdg_indicators	48	indicator	3.9.2	3.9	{"en": "Mortality rate attributed to unsafe water, unsafe sanitation and lack of hygiene (exposure to unsafe Water, Sanitation and Hygiene for All (WASH) services)"}
sdg_indicators	49	indicator	3.9.3	3.9	{"en": "Mortality rate attributed to unintentional poisoning"}
sdg_indicators	50	indicator	3.a.1	3.a	{"en": "Age-standardized prevalence of current tobacco use among persons aged 15 years and older"}
sdg_indicators	51	indicator	3.b.1	3.b	{"en": "Proportion of the target population covered by all vaccines included in their national programme"}
sdg_indicators	52	indicator	3.b.2	3.b	{"en": "Total net official development assistance to medical research and basic health sectors"}
sdg_indicators	53	indicator	3.b.3	3.b	{"en": "Proportion of health facilities that have a core set of relevant essential medicines available and affordable on a sustainable basis"}
sdg_indicators	54	indicator	3.c.1	3.c	{"en": "Health worker density and distribution"}
sdg_indicators	55	indicator	3.d.1	3.d	{"en": "International Health Regulations (IHR) capacity and health emergency preparedness"}
sdg_indicators	56	indicator	3.d.2	3.d	{"en": "Percentage of bloodstream infections due to selected antimicrobial-resistant organisms"}
sdg_indicators	57	indicator	4.1.1	4.1	{"en": "Proportion of children and young people (a) in grades 2/3; (b) at the end of primary; and (c) at the end of lower secondary achieving at least a minimum proficiency level in (i) reading and (ii) mathematics, by sex"}
sdg_indicators	58	indicator	4.1.2	4.1	{"en": "Completion rate (primary education, lower secondary education, upper secondary education)"}
sdg_indicators	59	indicator	4.2.1	4.2	{"en": "Proportion of children aged 24-59 months who are developmentally on track in health, learning and psychosocial well-being, by sex"}
sdg_indicators	60	indicator	4.2.2	4.2	{"en": "Participation rate in organized learning (one year before the official primary entry age), by sex"}
sdg_indicators	61	indicator	4.3.1	4.3	{"en": "Participation rate of youth and adults in formal and non-formal education and training in the previous 12 months, by sex"}
sdg_indicators	62	indicator	4.4.1	4.4	{"en": "Proportion of youth and adults with information and communications technology (ICT) skills, by type of skill"}
sdg_indicators	63	indicator	4.5.1	4.5	{"en": "Parity indices (female/male, rural/urban, bottom/top wealth quintile and others such as disability status, indigenous peoples and conflict-affected, as data become available) for all education indicators on this list that can be disaggregated"}
sdg_indicators	64	indicator	4.6.1	4.6	{"en": "Proportion of population in a given age group achieving at least a fixed level of proficiency in functional (a) literacy and (b) numeracy skills, by sex"}
sdg_indicators	65	indicator	4.7.1	4.7	{"en": "Extent to which (i) global citizenship education and (ii) education for sustainable development are mainstreamed in (a) national education policies; (b) curricula; (c) teacher education; and (d) student assessment"}
sdg_indicators	66	indicator	4.a.1	4.a	{"en": "Proportion of schools offering basic services, by type of service"}
sdg_indicators	67	indicator	4.b.1	4.b	{"en": "Volume of official development assistance flows for scholarships by sector and type of study"}
sdg_indicators	68	indicator	4.c.1	4.c	{"en": "Proportion of teachers with the minimum required qualifications, by education level"}
sdg_indicators	69	indicator	5.1.1	5.1	{"en": "Whether or not legal frameworks are in place to promote, enforce and monitor equality and non‐discrimination on the basis of sex"}
sdg_indicators	70	indicator	5.2.1	5.2	{"en": "Proportion of ever-partnered women and girls aged 15 years and older subjected to physical, sexual or psychological violence by a current or former intimate partner in the previous 12 months, by form of violence and by age"}
sdg_indicators	71	indicator	5.2.2	5.2	{"en": "Proportion of women and girls aged 15 years and older subjected to sexual violence by persons other than an intimate partner in the previous 12 months, by age and place of occurrence"}
sdg_indicators	72	indicator	5.3.1	5.3	{"en": "Proportion of women aged 20–24 years who were married or in a union before age 15 and before age 18"}
sdg_indicators	73	indicator	5.3.2	5.3	{"en": "Proportion of girls and women aged 15–49 years who have undergone female genital mutilation/cutting, by age"}
sdg_indicators	74	indicator	5.4.1	5.4	{"en": "Proportion of time spent on unpaid domestic and care work, by sex, age and location"}
sdg_indicators	75	indicator	5.5.1	5.5	{"en": "Proportion of seats held by women in (a) national parliaments and (b) local governments"}
sdg_indicators	76	indicator	5.5.2	5.5	{"en": "Proportion of women in managerial positions"}
sdg_indicators	77	indicator	5.6.1	5.6	{"en": "Proportion of women aged 15–49 years who make their own informed decisions regarding sexual relations, contraceptive use and reproductive health care"}
sdg_indicators	78	indicator	5.6.2	5.6	{"en": "Number of countries with laws and regulations that guarantee full and equal access to women and men aged 15 years and older to sexual and reproductive health care, information and education"}
sdg_indicators	79	indicator	5.a.1	5.a	{"en": "(a) Proportion of total agricultural population with ownership or secure rights over agricultural land, by sex; and (b) share of women among owners or rights-bearers of agricultural land, by type of tenure"}
sdg_indicators	80	indicator	5.a.2	5.a	{"en": "Proportion of countries where the legal framework (including customary law) guarantees women’s equal rights to land ownership and/or control"}
sdg_indicators	81	indicator	5.b.1	5.b	{"en": "Proportion of individuals who own a mobile telephone, by sex"}
sdg_indicators	82	indicator	5.c.1	5.c	{"en": "Proportion of countries with systems to track and make public allocations for gender equality and women’s empowerment"}
sdg_indicators	83	indicator	6.1.1	6.1	{"en": "Proportion of population using safely managed drinking water services"}
sdg_indicators	84	indicator	6.2.1	6.2	{"en": "Proportion of population using (a) safely managed sanitation services and (b) a hand-washing facility with soap and water"}
sdg_indicators	85	indicator	6.3.1	6.3	{"en": "Proportion of domestic and industrial wastewater flows safely treated"}
sdg_indicators	86	indicator	6.3.2	6.3	{"en": "Proportion of bodies of water with good ambient water quality"}
sdg_indicators	87	indicator	6.4.1	6.4	{"en": "Change in water-use efficiency over time"}
sdg_indicators	88	indicator	6.4.2	6.4	{"en": "Level of water stress: freshwater withdrawal as a proportion of available freshwater resources"}
sdg_indicators	89	indicator	6.5.1	6.5	{"en": "Degree of integrated water resources management"}
sdg_indicators	90	indicator	6.5.2	6.5	{"en": "Proportion of transboundary basin area with an operational arrangement for water cooperation"}
sdg_indicators	91	indicator	6.6.1	6.6	{"en": "Change in the extent of water-related ecosystems over time"}
sdg_indicators	92	indicator	6.a.1	6.a	{"en": "Amount of water- and sanitation-related official development assistance that is part of a government-coordinated spending plan"}
sdg_indicators	93	indicator	6.b.1	6.b	{"en": "Proportion of local administrative units with established and operational policies and procedures for participation of local communities in water and sanitation management"}
sdg_indicators	94	indicator	7.1.1	7.1	{"en": "Proportion of population with access to electricity"}
sdg_indicators	95	indicator	7.1.2	7.1	{"en": "Proportion of population with primary reliance on clean fuels and technology"}
sdg_indicators	96	indicator	7.2.1	7.2	{"en": "Renewable energy share in the total final energy consumption"}
sdg_indicators	97	indicator	7.3.1	7.3	{"en": "Energy intensity measured in terms of primary energy and GDP"}
sdg_indicators	98	indicator	7.a.1	7.a	{"en": "International financial flows to developing countries in support of clean energy research and development and renewable energy production, including in hybrid systems"}
sdg_indicators	99	indicator	7.b.1	7.b	{"en": "Installed renewable energy-generating capacity in developing countries (in watts per capita)"}
sdg_indicators	100	indicator	8.1.1	8.1	{"en": "Annual growth rate of real GDP per capita"}
sdg_indicators	101	indicator	8.2.1	8.2	{"en": "Annual growth rate of real GDP per employed person"}
sdg_indicators	102	indicator	8.3.1	8.3	{"en": "Proportion of informal employment in total employment, by sector and sex"}
sdg_indicators	103	indicator	8.4.1	8.4	{"en": "Material footprint, material footprint per capita, and material footprint per GDP"}
sdg_indicators	104	indicator	8.4.2	8.4	{"en": "Domestic material consumption, domestic material consumption per capita, and domestic material consumption per GDP"}
sdg_indicators	105	indicator	8.5.1	8.5	{"en": "Average hourly earnings of employees, by sex, age, occupation and persons with disabilities"}
sdg_indicators	106	indicator	8.5.2	8.5	{"en": "Unemployment rate, by sex, age and persons with disabilities"}
sdg_indicators	107	indicator	8.6.1	8.6	{"en": "Proportion of youth (aged 15–24 years) not in education, employment or training"}
sdg_indicators	108	indicator	8.7.1	8.7	{"en": "Proportion and number of children aged 5–17 years engaged in child labour, by sex and age"}
sdg_indicators	109	indicator	8.8.1	8.8	{"en": "Fatal and non-fatal occupational injuries per 100,000 workers, by sex and migrant status"}
sdg_indicators	110	indicator	8.8.2	8.8	{"en": "Level of national compliance with labour rights (freedom of association and collective bargaining) based on International Labour Organization (ILO) textual sources and national legislation, by sex and migrant status"}
sdg_indicators	111	indicator	8.9.1	8.9	{"en": "Tourism direct GDP as a proportion of total GDP and in growth rate"}
sdg_indicators	112	indicator	8.9.2	8.9	{"en": "Proportion of jobs in sustainable tourism industries out of total tourism jobs"}
sdg_indicators	113	indicator	8.10.1	8.10	{"en": "(a) Number of commercial bank branches per 100,000 adults and (b) number of automated teller machines (ATMs) per 100,000 adults"}
sdg_indicators	114	indicator	8.10.2	8.10	{"en": "Proportion of adults (15 years and older) with an account at a bank or other financial institution or with a mobile-money-service provider"}
sdg_indicators	115	indicator	8.a.1	8.a	{"en": "Aid for Trade commitments and disbursements"}
sdg_indicators	116	indicator	8.b.1	8.b	{"en": "Existence of a developed and operationalized national strategy for youth employment, as a distinct strategy or as part of a national employment strategy"}
sdg_indicators	117	indicator	9.1.1	9.1	{"en": "Proportion of the rural population who live within 2 km of an all-season road"}
sdg_indicators	118	indicator	9.1.2	9.1	{"en": "Passenger and freight volumes, by mode of transport"}
sdg_indicators	119	indicator	9.2.1	9.2	{"en": "Manufacturing value added as a proportion of GDP and per capita"}
sdg_indicators	120	indicator	9.2.2	9.2	{"en": "Manufacturing employment as a proportion of total employment"}
sdg_indicators	121	indicator	9.3.1	9.3	{"en": "Proportion of small-scale industries in total industry value added"}
sdg_indicators	122	indicator	9.3.2	9.3	{"en": "Proportion of small-scale industries with a loan or line of credit"}
sdg_indicators	123	indicator	9.4.1	9.4	{"en": "CO2 emission per unit of value added"}
sdg_indicators	124	indicator	9.5.1	9.5	{"en": "Research and development expenditure as a proportion of GDP"}
sdg_indicators	125	indicator	9.5.2	9.5	{"en": "Researchers (in full-time equivalent) per million inhabitants"}
sdg_indicators	126	indicator	9.a.1	9.a	{"en": "Total official international support (official development assistance plus other official flows) to infrastructure"}
sdg_indicators	127	indicator	9.b.1	9.b	{"en": "Proportion of medium and high-tech industry value added in total value added"}
sdg_indicators	128	indicator	9.c.1	9.c	{"en": "Proportion of population covered by a mobile network, by technology"}
sdg_indicators	129	indicator	10.1.1	10.1	{"en": "Growth rates of household expenditure or income per capita among the bottom 40 per cent of the population and the total population"}
sdg_indicators	130	indicator	10.2.1	10.2	{"en": "Proportion of people living below 50 per cent of median income, by sex, age and persons with disabilities"}
sdg_indicators	131	indicator	10.3.1	10.3	{"en": "Proportion of population reporting having personally felt discriminated against or harassed in the previous 12 months on the basis of a ground of discrimination prohibited under international human rights law"}
sdg_indicators	132	indicator	10.4.1	10.4	{"en": "Labour share of GDP"}
sdg_indicators	133	indicator	10.4.2	10.4	{"en": "Redistributive impact of fiscal policy"}
sdg_indicators	134	indicator	10.5.1	10.5	{"en": "Financial Soundness Indicators"}
sdg_indicators	135	indicator	10.6.1	10.6	{"en": "Proportion of members and voting rights of developing countries in international organizations"}
sdg_indicators	136	indicator	10.7.1	10.7	{"en": "Recruitment cost borne by employee as a proportion of monthly income earned in country of destination"}
sdg_indicators	137	indicator	10.7.2	10.7	{"en": "Number of countries with migration policies that facilitate orderly, safe, regular and responsible migration and mobility of people"}
sdg_indicators	138	indicator	10.7.3	10.7	{"en": "Number of people who died or disappeared in the process of migration towards an international destination"}
sdg_indicators	139	indicator	10.7.4	10.7	{"en": "Proportion of the population who are refugees, by country of origin"}
sdg_indicators	140	indicator	10.a.1	10.a	{"en": "Proportion of tariff lines applied to imports from least developed countries and developing countries with zero-tariff"}
sdg_indicators	141	indicator	10.b.1	10.b	{"en": "Total resource flows for development, by recipient and donor countries and type of flow (e.g. official development assistance, foreign direct investment and other flows)"}
sdg_indicators	142	indicator	10.c.1	10.c	{"en": "Remittance costs as a proportion of the amount remitted"}
sdg_indicators	143	indicator	11.1.1	11.1	{"en": "Proportion of urban population living in slums, informal settlements or inadequate housing"}
sdg_indicators	144	indicator	11.2.1	11.2	{"en": "Proportion of population that has convenient access to public transport, by sex, age and persons with disabilities"}
sdg_indicators	145	indicator	11.3.1	11.3	{"en": "Ratio of land consumption rate to population growth rate"}
sdg_indicators	146	indicator	11.3.2	11.3	{"en": "Proportion of cities with a direct participation structure of civil society in urban planning and management that operate regularly and democratically"}
sdg_indicators	147	indicator	11.4.1	11.4	{"en": "Total per capita expenditure on the preservation, protection and conservation of all cultural and natural heritage, by source of funding (public, private), type of heritage (cultural, natural) and level of government (national, regional, and local/municipal)"}
sdg_indicators	148	indicator	11.5.1	11.5	{"en": "Number of deaths, missing persons and directly affected persons attributed to disasters per 100,000 population"}
sdg_indicators	149	indicator	11.5.2	11.5	{"en": "Direct economic loss attributed to disasters in relation to global gross domestic product (GDP)"}
sdg_indicators	150	indicator	11.6.1	11.6	{"en": "Proportion of municipal solid waste collected and managed in controlled facilities out of total municipal waste generated, by cities"}
sdg_indicators	151	indicator	11.6.2	11.6	{"en": "Annual mean levels of fine particulate matter (e.g. PM2.5 and PM10) in cities (population weighted)"}
sdg_indicators	152	indicator	11.7.1	11.7	{"en": "Average share of the built-up area of cities that is open space for public use for all, by sex, age and persons with disabilities"}
sdg_indicators	153	indicator	11.7.2	11.7	{"en": "Proportion of persons victim of physical or sexual harassment, by sex, age, disability status and place of occurrence, in the previous 12 months"}
sdg_indicators	154	indicator	11.a.1	11.a	{"en": "Number of countries that have national urban policies or regional development plans that (a) respond to population dynamics; (b) ensure balanced territorial development; and (c) increase local fiscal space"}
sdg_indicators	155	indicator	11.b.1	11.b	{"en": "Number of countries that adopt and implement national disaster risk reduction strategies in line with the Sendai Framework for Disaster Risk Reduction 2015–2030"}
sdg_indicators	156	indicator	11.b.2	11.b	{"en": "Proportion of local governments that adopt and implement local disaster risk reduction strategies in line with national disaster risk reduction strategies"}
sdg_indicators	157	indicator	11.c.1	11.c	{"en": "Proportion of financial support to the least developed countries that is allocated to the construction and retrofitting of sustainable, resilient and resource-efficient buildings utilizing local materials"}
sdg_indicators	158	indicator	12.1.1	12.1	{"en": "Number of countries developing, adopting or implementing policy instruments aimed at supporting the shift to sustainable consumption and production"}
sdg_indicators	159	indicator	12.2.1	12.2	{"en": "Material footprint, material footprint per capita, and material footprint per GDP"}
sdg_indicators	160	indicator	12.2.2	12.2	{"en": "Domestic material consumption, domestic material consumption per capita, and domestic material consumption per GDP"}
sdg_indicators	161	indicator	12.3.1	12.3	{"en": "(a) Food loss index and (b) food waste index"}
sdg_indicators	162	indicator	12.4.1	12.4	{"en": "Number of parties to international multilateral environmental agreements on hazardous waste, and other chemicals that meet their commitments and obligations in transmitting information as required by each relevant agreement"}
sdg_indicators	163	indicator	12.4.2	12.4	{"en": "(a) Hazardous waste generated per capita; and (b) proportion of hazardous waste treated, by type of treatment"}
sdg_indicators	164	indicator	12.5.1	12.5	{"en": "National recycling rate, tons of material recycled"}
sdg_indicators	165	indicator	12.6.1	12.6	{"en": "Number of companies publishing sustainability reports"}
sdg_indicators	166	indicator	12.7.1	12.7	{"en": "Number of countries implementing sustainable public procurement policies and action plans"}
sdg_indicators	167	indicator	12.8.1	12.8	{"en": "Extent to which (i) global citizenship education and (ii) education for sustainable development are mainstreamed in (a) national education policies; (b) curricula; (c) teacher education; and (d) student assessment"}
sdg_indicators	168	indicator	12.a.1	12.a	{"en": "Installed renewable energy-generating capacity in developing countries (in watts per capita)"}
sdg_indicators	169	indicator	12.b.1	12.b	{"en": "Implementation of standard accounting tools to monitor the economic and environmental aspects of tourism sustainability"}
sdg_indicators	170	indicator	12.c.1	12.c	{"en": "Amount of fossil-fuel subsidies per unit of GDP (production and consumption)"}
sdg_indicators	171	indicator	13.1.1	13.1	{"en": "Number of deaths, missing persons and directly affected persons attributed to disasters per 100,000 population"}
sdg_indicators	172	indicator	13.1.2	13.1	{"en": "Number of countries that adopt and implement national disaster risk reduction strategies in line with the Sendai Framework for Disaster Risk Reduction 2015–2030"}
sdg_indicators	173	indicator	13.1.3	13.1	{"en": "Proportion of local governments that adopt and implement local disaster risk reduction strategies in line with national disaster risk reduction strategies"}
sdg_indicators	174	indicator	13.2.1	13.2	{"en": "Number of countries with nationally determined contributions, long-term strategies, national adaptation plans and adaptation communications, as reported to the secretariat of the United Nations Framework Convention on Climate Change"}
sdg_indicators	175	indicator	13.2.2	13.2	{"en": "Total greenhouse gas emissions per year"}
sdg_indicators	176	indicator	13.3.1	13.3	{"en": "Extent to which (i) global citizenship education and (ii) education for sustainable development are mainstreamed in (a) national education policies; (b) curricula; (c) teacher education; and (d) student assessment"}
sdg_indicators	177	indicator	13.3.2	13.3	{"en": "Number of countries that have communicated the strengthening of institutional, systemic and individual capacity-building to implement adaptation, mitigation and technology transfer, and development actions"}
sdg_indicators	178	indicator	13.a.1	13.a	{"en": "Amounts provided and mobilized in United States dollars per year in relation to the continued existing collective mobilization goal of the $100 billion commitment through to 2025"}
sdg_indicators	179	indicator	13.b.1	13.b	{"en": "Number of least developed countries and small island developing States with nationally determined contributions, long-term strategies, national adaptation plans and adaptation communications, as reported to the secretariat of the United Nations Framework Convention on Climate Change"}
sdg_indicators	180	indicator	14.1.1	14.1	{"en": "(a) Index of coastal eutrophication; and (b) plastic debris density"}
sdg_indicators	181	indicator	14.2.1	14.2	{"en": "Number of countries using ecosystem-based approaches to managing marine areas"}
sdg_indicators	182	indicator	14.3.1	14.3	{"en": "Average marine acidity (pH) measured at agreed suite of representative sampling stations"}
sdg_indicators	183	indicator	14.4.1	14.4	{"en": "Proportion of fish stocks within biologically sustainable levels"}
sdg_indicators	184	indicator	14.5.1	14.5	{"en": "Coverage of protected areas in relation to marine areas"}
sdg_indicators	185	indicator	14.6.1	14.6	{"en": "Degree of implementation of international instruments aiming to combat illegal, unreported and unregulated fishing"}
sdg_indicators	186	indicator	14.7.1	14.7	{"en": "Sustainable fisheries as a proportion of GDP in small island developing States, least developed countries and all countries"}
sdg_indicators	187	indicator	14.a.1	14.a	{"en": "Proportion of total research budget allocated to research in the field of marine technology"}
sdg_indicators	188	indicator	14.b.1	14.b	{"en": "Degree of application of a legal/regulatory/ policy/institutional framework which recognizes and protects access rights for small-scale fisheries"}
sdg_indicators	189	indicator	14.c.1	14.c	{"en": "Number of countries making progress in ratifying, accepting and implementing through legal, policy and institutional frameworks, ocean-related instruments that implement international law, as reflected in the United Nations Convention on the Law of the Sea, for the conservation and sustainable use of the oceans and their resources"}
sdg_indicators	190	indicator	15.1.1	15.1	{"en": "Forest area as a proportion of total land area"}
sdg_indicators	191	indicator	15.1.2	15.1	{"en": "Proportion of important sites for terrestrial and freshwater biodiversity that are covered by protected areas, by ecosystem type"}
sdg_indicators	192	indicator	15.2.1	15.2	{"en": "Progress towards sustainable forest management"}
sdg_indicators	193	indicator	15.3.1	15.3	{"en": "Proportion of land that is degraded over total land area"}
sdg_indicators	194	indicator	15.4.1	15.4	{"en": "Coverage by protected areas of important sites for mountain biodiversity"}
sdg_indicators	195	indicator	15.4.2	15.4	{"en": "Mountain Green Cover Index and proportion of degraded mountain land"}
sdg_indicators	196	indicator	15.5.1	15.5	{"en": "Red List Index"}
sdg_indicators	197	indicator	15.6.1	15.6	{"en": "Number of countries that have adopted legislative, administrative and policy frameworks to ensure fair and equitable sharing of benefits"}
sdg_indicators	198	indicator	15.7.1	15.7	{"en": "Proportion of traded wildlife that was poached or illicitly trafficked"}
sdg_indicators	199	indicator	15.8.1	15.8	{"en": "Proportion of countries adopting relevant national legislation and adequately resourcing the prevention or control of invasive alien species"}
sdg_indicators	200	indicator	15.9.1	15.9	{"en": "(a) Number of countries that have established national targets in accordance with or similar to Aichi Biodiversity Target 2 of the Strategic Plan for Biodiversity 2011–2020 in their national biodiversity strategy and action plans and the progress reported towards these targets; and (b) integration of biodiversity into national accounting and reporting systems, defined as implementation of the System of Environmental-Economic Accounting"}
sdg_indicators	201	indicator	15.a.1	15.a	{"en": "(a) Official development assistance on conservation and sustainable use of biodiversity; and (b) revenue generated and finance mobilized from biodiversity-relevant economic instruments"}
sdg_indicators	202	indicator	15.b.1	15.b	{"en": "(a) Official development assistance on conservation and sustainable use of biodiversity; and (b) revenue generated and finance mobilized from biodiversity-relevant economic instruments"}
sdg_indicators	203	indicator	15.c.1	15.c	{"en": "Proportion of traded wildlife that was poached or illicitly trafficked"}
sdg_indicators	204	indicator	16.1.1	16.1	{"en": "Number of victims of intentional homicide per 100,000 population, by sex and age"}
sdg_indicators	205	indicator	16.1.2	16.1	{"en": "Conflict-related deaths per 100,000 population, by sex, age and cause"}
sdg_indicators	206	indicator	16.1.3	16.1	{"en": "Proportion of population subjected to (a) physical violence, (b) psychological violence and (c) sexual violence in the previous 12 months"}
sdg_indicators	207	indicator	16.1.4	16.1	{"en": "Proportion of population that feel safe walking alone around the area they live after dark"}
sdg_indicators	208	indicator	16.2.1	16.2	{"en": "Proportion of children aged 1–17 years who experienced any physical punishment and/or psychological aggression by caregivers in the past month"}
sdg_indicators	209	indicator	16.2.2	16.2	{"en": "Number of victims of human trafficking per 100,000 population, by sex, age and form of exploitation"}
sdg_indicators	210	indicator	16.2.3	16.2	{"en": "Proportion of young women and men aged 18–29 years who experienced sexual violence by age 18"}
sdg_indicators	211	indicator	16.3.1	16.3	{"en": "Proportion of victims of violence in the previous 12 months who reported their victimization to competent authorities or other officially recognized conflict resolution mechanisms"}
sdg_indicators	212	indicator	16.3.2	16.3	{"en": "Unsentenced detainees as a proportion of overall prison population"}
sdg_indicators	213	indicator	16.3.3	16.3	{"en": "Proportion of the population who have experienced a dispute in the past two years and who accessed a formal or informal dispute resolution mechanism, by type of mechanism"}
sdg_indicators	214	indicator	16.4.1	16.4	{"en": "Total value of inward and outward illicit financial flows (in current United States dollars)"}
sdg_indicators	215	indicator	16.4.2	16.4	{"en": "Proportion of seized, found or surrendered arms whose illicit origin or context has been traced or established by a competent authority in line with international instruments"}
sdg_indicators	216	indicator	16.5.1	16.5	{"en": "Proportion of persons who had at least one contact with a public official and who paid a bribe to a public official, or were asked for a bribe by those public officials, during the previous 12 months"}
sdg_indicators	217	indicator	16.5.2	16.5	{"en": "Proportion of businesses that had at least one contact with a public official and that paid a bribe to a public official, or were asked for a bribe by those public officials during the previous 12 months"}
sdg_indicators	218	indicator	16.6.1	16.6	{"en": "Primary government expenditures as a proportion of original approved budget, by sector (or by budget codes or similar)"}
sdg_indicators	219	indicator	16.6.2	16.6	{"en": "Proportion of population satisfied with their last experience of public services"}
sdg_indicators	220	indicator	16.7.1	16.7	{"en": "Proportions of positions in national and local institutions, including (a) the legislatures; (b) the public service; and (c) the judiciary, compared to national distributions, by sex, age, persons with disabilities and population groups"}
sdg_indicators	221	indicator	16.7.2	16.7	{"en": "Proportion of population who believe decision-making is inclusive and responsive, by sex, age, disability and population group"}
sdg_indicators	222	indicator	16.8.1	16.8	{"en": "Proportion of members and voting rights of developing countries in international organizations"}
sdg_indicators	223	indicator	16.9.1	16.9	{"en": "Proportion of children under 5 years of age whose births have been registered with a civil authority, by age"}
sdg_indicators	224	indicator	16.10.1	16.10	{"en": "Number of verified cases of killing, kidnapping, enforced disappearance, arbitrary detention and torture of journalists, associated media personnel, trade unionists and human rights advocates in the previous 12 months"}
sdg_indicators	225	indicator	16.10.2	16.10	{"en": "Number of countries that adopt and implement constitutional, statutory and/or policy guarantees for public access to information"}
sdg_indicators	226	indicator	16.a.1	16.a	{"en": "Existence of independent national human rights institutions in compliance with the Paris Principles"}
sdg_indicators	227	indicator	16.b.1	16.b	{"en": "Proportion of population reporting having personally felt discriminated against or harassed in the previous 12 months on the basis of a ground of discrimination prohibited under international human rights law"}
sdg_indicators	228	indicator	17.1.1	17.1	{"en": "Total government revenue as a proportion of GDP, by source"}
sdg_indicators	229	indicator	17.1.2	17.1	{"en": "Proportion of domestic budget funded by domestic taxes"}
sdg_indicators	230	indicator	17.2.1	17.2	{"en": "Net official development assistance, total and to least developed countries, as a proportion of the Organization for Economic Cooperation and Development (OECD) Development Assistance Committee donors’ gross national income (GNI)"}
sdg_indicators	231	indicator	17.3.1	17.3	{"en": "Additional financial resources mobilized for developing countries from multiple sources"}
sdg_indicators	232	indicator	17.3.2	17.3	{"en": "Volume of remittances (in United States dollars) as a proportion of total GDP"}
sdg_indicators	233	indicator	17.4.1	17.4	{"en": "Debt service as a proportion of exports of goods and services"}
sdg_indicators	234	indicator	17.5.1	17.5	{"en": "Number of countries that adopt and implement investment promotion regimes for developing countries, including the least developed countries"}
sdg_indicators	235	indicator	17.6.1	17.6	{"en": "Fixed Internet broadband subscriptions per 100 inhabitants, by speed"}
sdg_indicators	236	indicator	17.6.2	17.6	{"en": "Fixed Internet broadband subscriptions per 100 inhabitants, by speed"}
sdg_indicators	237	indicator	17.7.1	17.7	{"en": "Total amount of funding for developing countries to promote the development, transfer, dissemination and diffusion of environmentally sound technologies"}
sdg_indicators	238	indicator	17.8.1	17.8	{"en": "Proportion of individuals using the Internet"}
sdg_indicators	239	indicator	17.9.1	17.9	{"en": "Dollar value of financial and technical assistance (including through North-South, South‐South and triangular cooperation) committed to developing countries"}
sdg_indicators	240	indicator	17.10.1	17.10	{"en": "Worldwide weighted tariff-average"}
sdg_indicators	241	indicator	17.11.1	17.11	{"en": "Developing countries’ and least developed countries’ share of global exports"}
sdg_indicators	242	indicator	17.12.1	17.12	{"en": "Weighted average tariffs faced by developing countries, least developed countries and small island developing States"}
sdg_indicators	243	indicator	17.13.1	17.13	{"en": "Macroeconomic Dashboard"}
sdg_indicators	244	indicator	17.14.1	17.14	{"en": "Number of countries with mechanisms in place to enhance policy coherence of sustainable development"}
sdg_indicators	245	indicator	17.15.1	17.15	{"en": "Extent of use of country-owned results frameworks and planning tools by providers of development cooperation"}
sdg_indicators	246	indicator	17.16.1	17.16	{"en": "Number of countries reporting progress in multi-stakeholder development effectiveness monitoring frameworks that support the achievement of the sustainable development goals"}
sdg_indicators	247	indicator	17.17.1	17.17	{"en": "Amount in United States dollars committed to public-private partnerships for infrastructure"}
sdg_indicators	248	indicator	17.18.1	17.18	{"en": "Statistical capacity indicator for Sustainable Development Goal monitoring"}
sdg_indicators	249	indicator	17.18.2	17.18	{"en": "Number of countries that have national statistical legislation that complies with the Fundamental Principles of Official Statistics"}
sdg_indicators	250	indicator	17.18.3	17.18	{"en": "Number of countries with a national statistical plan that is fully funded and under implementation, by source of funding"}
sdg_indicators	251	indicator	17.19.1	17.19	{"en": "Dollar value of all resources made available to strengthen statistical capacity in developing countries"}
sdg_indicators	252	indicator	17.19.2	17.19	{"en": "Proportion of countries that (a) have conducted at least one population and housing census in the last 10 years; and (b) have achieved 100 per cent birth registration and 80 per cent death registration"}
\.

commit;
