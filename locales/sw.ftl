### Kiswahili.
### Awaits review by a clinician who speaks this language (inasubiri kupitiwa na tabibu anayezungumza Kiswahili).
### Wording rules: docs/clinical-safety.md. Numbers, times and lists arrive formatted for the language.
### Findings without a Swahili word in clinical use keep their English name, as in case notes.

## Languages

language-name = Kiswahili
language-choose = Tafadhali chagua lugha yako.
language-changed = Kuanzia sasa naandika Kiswahili.

## Terms

terms =
    Tafadhali soma hii kwanza.

    • Programu hutafuta dalili 14 kwenye eksirei ya kifua ya mtu mzima, iliyopigwa kwa mbele. Watu wazima tu.
    • Kifua kikuu (TB) hakimo kati ya hizo 14.
    • Inaweza kukosea, na haiondoi uwezekano wa ugonjwa. Tabibu aliyefunzwa lazima athibitishe kila jibu.
    • Picha yako huhifadhiwa kwa usimbaji fiche. Hufutwa ukishapata jibu, na ndani ya saa { $hours } kwa vyovyote.
    • Tunahifadhi hesabu, muda, matokeo na maoni yako chini ya msimbo, bila jina, namba ya simu wala picha. Tunahifadhi picha tu ukikubali baadaye swali tofauti.
    • Una haki ya kutuma picha hii, na haionyeshi jina lolote.

    Je, unakubali?
terms-agreed = Asante. Unaweza kuacha wakati wowote kwa /stop.
terms-declined = Tunaheshimu hilo. Hakuna kinachosomwa bila kukubali kwako. Tuma /start ukibadili mawazo.
terms-first = Tafadhali jibu kwanza swali la masharti: /start hulionyesha tena.

## More about the terms, one page each

more-what =
    Hii ni nini?
    Programu ya kompyuta inayotafuta dalili 14 kwenye eksirei ya kifua na kujibu kwa maandishi na picha moja ndogo. Haichukui nafasi ya tabibu.
more-limits =
    Haiwezi kufanya nini?
    Haiwezi kuondoa uwezekano wa ugonjwa. Haitafuti kifua kikuu, mifupa iliyovunjika wala mirija. Si kwa watoto.
more-data =
    Mnahifadhi nini?
    Lugha yako, kukubali kwako, siku ya ujumbe wako wa kwanza na wa mwisho, na msimbo utokanao na akaunti yako. Kwa kila picha: muda, ubora, umri wa mgonjwa ukiutaja, matokeo na maoni yako, bila picha yenyewe. Tunahifadhi picha tu ukikubali swali tofauti: /donate.
more-who =
    Nani anaweza kuona picha yangu?
    Hakuna mtu anayeiangalia, isipokuwa ukiitoa ili kuboresha programu. Hupitia seva za programu ya ujumbe hadi kompyuta ya huduma hii, na huhifadhiwa humo kwa usimbaji fiche.
more-how-long =
    Kwa muda gani?
    Picha hufutwa ukishapata jibu, na ndani ya saa { $hours } kwa vyovyote. Unaweza kutoa maoni kuhusu matokeo kwa siku { $caseDays }; maoni huhifadhiwa siku { $keptDays }. /forget hufuta tunachohifadhi kukuhusu.

## How to photograph

how-to-photograph =
    Tuma picha ya eksirei ya kifua iliyopigwa kwa mbele:

    1. Weka filamu kwenye sanduku la mwanga au dirisha lenye mwanga. Zima taa ya chumba nyuma yako na flashi.
    2. Shika simu sambamba na filamu, bila kuinamisha wala kivuli.
    3. Onyesha filamu yote, ijaze picha.
    4. Funika jina na namba ya mgonjwa.
    5. Ukiweza, itume kama faili: hubaki wazi zaidi.

## Photos and receipts

receipt = Picha imepokelewa, kesi { $code }. Jibu litakuja hapa.
receipt-queued =
    Picha imepokelewa, kesi { $code }. { $ahead ->
        [one] Picha { $ahead } inasomwa kabla yake.
       *[other] Picha { $ahead } zinasomwa kabla yake.
    } Jibu litakuja hapa.
receipt-album =
    { $count ->
        [one] Picha { $count } imepokelewa.
       *[other] Picha { $count } zimepokelewa.
    } Kila moja husomwa peke yake na hupata jibu lake. Kesi: { $codes }.
receipt-album-queued =
    { $count ->
        [one] Picha { $count } imepokelewa.
       *[other] Picha { $count } zimepokelewa.
    } Kila moja husomwa peke yake na hupata jibu lake. { $ahead ->
        [one] Picha { $ahead } inasomwa kabla yake.
       *[other] Picha { $ahead } zinasomwa kabla yake.
    } Kesi: { $codes }.
photo-held = Picha yako inahifadhiwa kwa usimbaji fiche kwa saa moja. Itasomwa mara ukikubali masharti.
photo-held-new-terms = Masharti yamebadilika. Picha yako inahifadhiwa kwa usimbaji fiche kwa saa moja. Itasomwa mara ukikubali masharti mapya.
photo-held-full = Tafadhali kubali masharti kwanza, kisha tuma picha hii tena.
photo-held-expired = Saa imepita na picha imefutwa. Tafadhali itume tena.
photos-released =
    Asante. { $count ->
        [one] Picha yako inasomwa sasa.
       *[other] Picha zako { $count } zinasomwa sasa.
    }

## Age of the patient

receipt-age = Mgonjwa ana umri gani? Usipojibu, picha itasomwa kama ya mtu mzima.
button-age-under-5 = Chini ya miaka 5
button-age-5-14 = Miaka 5–14
button-age-adult = Mtu mzima
report-child = ⚠️ MTOTO: programu imejifunza kwa watu wazima. Kwa mtoto wa umri huu jibu lake haliwezi kutegemewa.
report-age-unknown = Imesomwa kama ya mtu mzima: umri haukutajwa.
age-warning = ⚠️ Kesi { $codes }: programu imejifunza kwa watu wazima. Kwa mtoto wa umri huu jibu lake haliwezi kutegemewa. Mwonyeshe mtabibu mgonjwa na picha.
age-noted = Imeandikwa: { $age }.
age-corrected = Imeandikwa: mtu mzima. Onyo kuhusu watoto halihusu tena kesi { $codes }.
age-closed = Umri hauwezi tena kutajwa kwa picha hii. Ikiwa mgonjwa ana umri chini ya miaka { $years }, usitegemee jibu.
web-choose-age = Umri wa mgonjwa
web-age-none = Bila jibu: husomwa kama mtu mzima

## Photos of one patient

button-join = Mgonjwa yule: { $code }
button-part = Si mgonjwa yule yule
report-joint = Jibu la pamoja la picha { $count } za mgonjwa mmoja: { $codes }.
report-joint-valid = Jibu la kila picha linabaki halali.
join-withdrawn = Jibu la pamoja la { $codes } limeondolewa: usilitumie. Jibu la kila picha linabaki halali.
join-apart = Picha hii haijaunganishwa na nyingine. Jibu lake linabaki halali.
join-closed = Picha hizi haziwezi (tena) kuunganishwa: inawezekana kwa siku { $caseDays }, kwa picha zilizosomwa.
join-full = Picha { $count } tu zinaweza kuunganishwa. Hakuna kilichobadilika.
join-other-model = Picha hizi zimesomwa na modeli tofauti na haziwezi kuunganishwa. Jibu la kila picha linabaki halali.

## Refusals: what is wrong and how to mend it

refusal-unreadable = Faili hii haikufunguka kama picha. Tafadhali piga picha ya filamu tena na utume mpya.
refusal-unsupported-format =
    { $format ->
        [heic] Hii ni picha ya HEIC, haiwezi kusomwa hapa. Itume kama picha badala ya faili, au weka kamera kwenye “Most Compatible” (JPEG).
        [pdf] Hii ni PDF. Tafadhali piga picha ya filamu au skrini, au tuma picha yenyewe kama JPEG au PNG.
        [dicom] Faili hii ya DICOM ni ya aina isiyosomeka hapa, kama picha kadhaa katika faili moja au ubanaji adimu. Tafadhali tuma picha ya mbele pekee, kama picha ya skrini iliyopigwa kwa simu au kama JPEG au PNG.
        [svg] Huu ni mchoro, si picha. Tafadhali tuma eksirei kama JPEG au PNG.
        [bmp] Hii ni picha ya BMP. Tafadhali itume kama JPEG au PNG.
       *[other] Aina hii ya faili haiwezi kusomwa hapa. Tafadhali tuma eksirei kama picha, au faili ya JPEG au PNG.
    }
refusal-too-small = Picha ni ndogo mno kusomwa. Tafadhali tuma picha ya asili, au sogea karibu ili filamu ijaze picha.
refusal-too-large = Picha ni kubwa mno. Tafadhali itume kama picha badala ya faili.
refusal-not-a-chest-xray = Hii haionekani kuwa eksirei ya kifua. Tafadhali tuma picha ya filamu yote ya kifua ya mbele, bila vitu vingi kuizunguka.
refusal-not-an-x-ray = Kulingana na faili, hiki ni kipimo cha aina nyingine, kama CT au ultrasound. Tafadhali tuma eksirei ya kifua ya mbele.
refusal-not-frontal = Hii inaonekana kupigwa kwa ubavu. Tafadhali tuma ya mbele.
refusal-blurred = Picha ina ukungu. Shika simu bila kutikisika, subiri iwe wazi, kisha tuma picha mpya.
refusal-too-dark = Picha ina giza mno. Weka sanduku la mwanga au dirisha lenye mwanga nyuma ya filamu, kisha tuma picha mpya.
refusal-too-bright = Picha ina mwanga mno. Zima flashi, punguza mwanga, kisha tuma picha mpya.
refusal-cropped = Sehemu ya kifua imekatwa. Tafadhali tuma picha inayoonyesha filamu yote.
refusal-glare = Mwanga unaakisi kwenye filamu. Zima flashi na taa ya chumba, kisha tuma picha mpya.
refusal-expired = Picha hii ilisubiri muda mrefu na imefutwa bila kusomwa. Tafadhali itume tena.
refusal-unavailable = Programu ya ujumbe haina tena picha hii. Tafadhali itume tena.
refusal-unprocessable = Picha hii haikusomeka baada ya kujaribu mara tatu. Tafadhali piga picha ya filamu tena na utume mpya.

## Not sure: read, but nothing is claimed

unsure-result = ❓ Programu haina uhakika kuhusu filamu hii na haitaji ishara yoyote. Hii haiondoi uwezekano wa ugonjwa. Tafadhali muulize mtaalamu wa radiolojia, au mhudumu wa karibu anayesoma picha za X-ray.
unsure-why-unlike-training = Sababu: filamu hii haifanani na zile ambazo programu ilijifunza kwazo.
unsure-why-unsteady = Sababu: jibu lilibadilika picha ilipogeuzwa kama kwenye kioo au kusogezwa kidogo.
unsure-photo = Picha bora inaweza kusaidia: filamu nzima, iliyonyooka, iliyo wazi na bila flashi, kwenye kisanduku cha mwanga au dirisha lenye mwanga.
admin-unsure = Kati ya hizo zisizo na uhakika: leo { $count }, siku 7 { $week }

## Result

report-starter = ⚠️ Modeli ya majaribio: ya kujaribu huduma, si ya wagonjwa.
report-late = Kuhusu picha yako ya { $time }:
report-act-now = 🚨 CHUKUA HATUA SASA: ishara zinazoweza kulingana na { $findings }. Mwone mgonjwa na uite msaada mara moja.
report-signs = Programu inaona ishara zinazoweza kulingana na:
report-finding = { $rank }. { $finding }: { $band }
report-finding-weak = { $rank }. { $finding }: { $band } (ushahidi dhaifu)
report-more-signs = … na nyingine { $count }.
report-no-sign = Hakuna ishara juu ya kiwango cha tahadhari. Hii haiondoi uwezekano wa ugonjwa.
report-order-only = Matokeo ya modeli hii hayajathibitishwa. Mpangilio tu, si wa kufanyia uamuzi: { $findings }.
report-tuberculosis = Kifua kikuu (TB) hakimo kati ya dalili 14.
report-only = Dalili pekee iliyotafutwa: { $finding }. Hakuna kingine kilichotathminiwa, wala kifua kikuu (TB).
report-only-unproven = Matokeo ya modeli hii hayajathibitishwa: haitoi jibu.
report-quality = Ubora wa picha: { $grade }. Jibu si la kutegemewa sana.
report-quality-notes = Ubora wa picha: { $grade } ({ $notes }). Jibu si la kutegemewa sana.
report-danger = Dalili za hatari (hawezi kuongea, midomo ya bluu, oksijeni ndogo, kusinzia sana): mpe rufaa sasa, usisubiri huduma hii.
report-next-signs = Kisha: mpime mgonjwa na umwonyeshe tabibu filamu leo.
report-next-no-sign = Kisha: dalili zikiendelea au zikizidi, tabibu amwone mgonjwa na filamu.
report-confirm = Tabibu aliyefunzwa lazima athibitishe. Usianze wala usisitishe matibabu kwa ujumbe huu pekee. Watu wazima tu.
report-not-assessed = Haikutathminiwa: { $findings }.
report-not-assessed-count = Hazikutathminiwa: { $count } kati ya dalili 14.
report-unproven = Haijathibitishwa kwa modeli hii, haitolewi: { $findings }.
report-unproven-count = Hazijathibitishwa kwa modeli hii, hazitolewi: { $count } kati ya dalili 14.
report-footer = { $model } · { $code }
refusal-footer = Kesi { $code }

## Bands and photo quality

band-likely = inaelekea
band-possible = huenda
band-unlikely = chini ya kiwango cha tahadhari
quality-grade-good = nzuri
quality-grade-fair = wastani
quality-grade-poor = duni
quality-note-low-resolution = pikseli chache
quality-note-blurred = ukungu
quality-note-low-contrast = utofauti mdogo wa mwanga
quality-note-dark = giza
quality-note-bright = mwanga mwingi
quality-note-colour-cast = rangi zimebadilika
report-corrected-straightened = Picha ilipigwa kwa pembeni: filamu ilinyooshwa kabla ya kusomwa. Ikipigwa moja kwa moja mbele, jibu ni la uhakika zaidi.
report-corrected-turned = Picha ililala upande au ilikuwa juu chini: iligeuzwa kabla ya kusomwa.
report-corrected-inverted = Picha ni negativu: nyeusi na nyeupe zilibadilishwa kabla ya kusomwa.
report-corrected-check-sides = Tafadhali hakiki kushoto na kulia: moyo unaonekana upande mwingine kuliko kwa watu wengi, au picha imegeuzwa kama kwenye kioo.
quality-note-glare = mwako wa mwanga
quality-note-cropped-maybe = huenda mapafu yamekatwa
quality-note-stripes = mistari ya skrini
quality-note-shadow = kivuli au mlia juu ya picha

## Pictures

picture-film = Filamu yako
picture-map = { $finding }: { $band }
picture-map-weak = { $finding }: { $band } (ushahidi dhaifu)
picture-map-below = { $finding }: chini ya kiwango cha tahadhari
picture-map-unproven = { $finding }: haijathibitishwa bado
picture-explained = Rangi zinaonyesha programu ilipoangalia, si ugonjwa ulipo.
picture-starter = Modeli ya majaribio, si ya wagonjwa.
picture-footer = Kesi { $code } · { $model }
picture-gone = Picha hii imefutwa. Tafadhali tuma picha ya eksirei tena ukiihitaji.

## Feedback on a result

feedback-agreed = Imeandikwa: unakubaliana na matokeo haya. Asante.
feedback-disagreed = Imeandikwa: hukubaliani na matokeo haya. Asante. Tabibu akishathibitisha ni nini, tafadhali tujulishe pia.
feedback-which = Tabibu alithibitisha zipi kati ya dalili 14? Chagua moja baada ya nyingine.
feedback-chosen = Imeandikwa kuwa tabibu alithibitisha: { $findings }. Chagua zaidi, au chagua tena ili kuondoa.
feedback-confirmed = Imeandikwa, asante. Tabibu alithibitisha: { $findings }.
feedback-none = Imeandikwa, asante: tabibu hakuthibitisha yoyote kati ya dalili 14.
feedback-closed = Huwezi tena kutoa maoni kuhusu matokeo haya: inawezekana kwa siku { $caseDays }.

## Photos given for improving the program

give-ask =
    Je, tunaweza kuhifadhi picha utakazotuma kuanzia sasa, ili kuboresha programu? Hili ni swali tofauti: huduma hufanya kazi vilevile ukikataa.

    Picha unayotoa huhifadhiwa kwa usimbaji fiche, bila jina wala namba yako, na hufutwa baada ya siku { $caseDays }. Ukituambia tabibu alithibitisha nini, huhifadhiwa siku { $keptDays }, na wanaofundisha programu wanaweza kuiona. Iliyokwisha kupelekwa kwa mafunzo haiwezi kurudishwa.

    /donate hubadilisha jibu lako wakati wowote.
give-on = Asante. Picha unazotuma sasa zinahifadhiwa ili kuboresha programu: siku { $caseDays }, au siku { $keptDays } ukituambia tabibu alithibitisha nini. /donate husitisha hilo.
give-off = Picha zako hazihifadhiwi. Picha ulizotoa zimefutwa; zilizokwisha kupelekwa kwa mafunzo haziwezi kurudishwa.

## Findings

finding-Atelectasis = Atelectasis
finding-Cardiomegaly = Moyo kupanuka
finding-Effusion = Pleural effusion
finding-Infiltration = Infiltration
finding-Mass = Uvimbe (mass)
finding-Nodule = Kinundu (nodule)
finding-Pneumonia = Nimonia
finding-Pneumothorax = Pneumothorax
finding-Consolidation = Consolidation
finding-Edema = Pulmonary edema
finding-Emphysema = Emphysema
finding-Fibrosis = Fibrosis
finding-Pleural_Thickening = Pleura kuwa nene
finding-Hernia = Ngiri (hernia)

## Buttons

button-agree = Nakubali
button-more = Nieleze zaidi
button-decline = Hapana
button-next = Mbele
button-back = Nyuma
button-picture = Onyesha picha
button-picture-below = Onyesha programu ilipoangalia
button-how-to = Jinsi ya kupiga picha
button-forget = Futa
button-keep = Usifute
button-choose = Chagua
button-feedback-agree = 👍 Nakubaliana
button-feedback-disagree = 👎 Sikubaliani
button-feedback-confirmed = Imethibitishwa: …
button-feedback-none = Hakuna kati ya hizi
button-feedback-done = Tayari
button-give = Ndiyo, zihifadhi
button-give-not = Hapana, usizihifadhi
button-give-no-more = Usihifadhi picha tena

## Commands, as the messenger lists them

command-start = anza, au soma masharti tena
command-language = badilisha lugha
command-help = jinsi ya kupiga picha na unachoweza kutuma
command-lowdata = majibu ya maandishi tu, washa au zima
command-stop = acha kutumia huduma hii
command-forget = futa kinachohifadhiwa kukuhusu
command-about = huduma hii ni nini
command-donate = toa picha za kuboresha programu, au acha kutoa

## Answers to commands

help =
    Tuma picha ya eksirei ya kifua iliyopigwa kwa mbele. Jibu huja kwa maandishi, kisha picha moja ndogo.

    /language hubadilisha lugha
    /lowdata huweka maandishi tu, na kurudisha
    /about hueleza huduma hii
    /donate hutoa picha za kuboresha programu, au huacha kutoa
    /stop huisitisha, /forget hufuta kinachohifadhiwa kukuhusu
about =
    Roentgram hutafuta dalili 14 kwenye eksirei za kifua za mbele: { $findings }.

    Watu wazima tu. Kifua kikuu (TB) hakimo kati ya hizo 14. Haiondoi uwezekano wa ugonjwa, na tabibu aliyefunzwa lazima athibitishe kila jibu. Modeli na toleo lake huandikwa mwisho wa kila jibu.
lowdata-on = Data kidogo imewashwa: majibu huja kwa maandishi, na picha huja tu ukiiomba chini ya jibu. /lowdata huizima.
lowdata-off = Data kidogo imezimwa: majibu huja kwa maandishi, kisha picha moja ndogo. /lowdata huiwasha.
stop-done = Umeacha: hakuna picha mpya itakayosomwa, na picha ulizotoa zimefutwa. Majibu ya picha ulizokwisha kutuma bado yatakuja. /start huanza tena, /forget hufuta kinachohifadhiwa kukuhusu.
stopped = Umeacha huduma hii: picha hazisomwi. /start huanza tena.
forget-ask = Tufute lugha yako, kukubali kwako, maoni yako na picha ambazo bado zinasubiri au ulizotoa? Picha zinazosomwa sasa huenda zikajibiwa.
forget-ask-invited = Tufute lugha yako, kukubali kwako, maoni yako, mwaliko wako na picha ambazo bado zinasubiri au ulizotoa? Picha zinazosomwa sasa huenda zikajibiwa. Ili kurudi utahitaji msimbo mpya wa mwaliko.
forget-done = Vimefutwa sasa: lugha yako, kukubali kwako, mipangilio na maoni yako, na picha zako zote. Vitatoweka vyenyewe: hesabu ya picha zako ndani ya saa moja, na alama za kiufundi zisizo na maudhui ndani ya siku { $days }. Ujumbe wa mazungumzo haya hubaki hadi uufute mwenyewe. /start huanza tena.
forget-kept = Hakuna kilichofutwa.

## Access

invite-needed = Huduma hii ni kwa walioalikwa. Tafadhali tuma msimbo wako wa mwaliko.
invite-accepted = Msimbo wako umekubaliwa. Karibu.
invite-wrong = Msimbo huu si sahihi au umeshatumika. Tafadhali ukague, au muulize anayeendesha huduma.
invite-wait = Misimbo isiyo sahihi ni mingi mno. Tafadhali jaribu baadaye.
blocked = Kwa sasa huduma hii haipatikani kwako, na hakuna kinachosomwa. Ikiwa ni kosa, muulize anayeendesha huduma. Mgonjwa akiwa hatarini, mpe rufaa sasa. /forget hufuta kinachohifadhiwa kukuhusu.
rate-limited = Umefikia idadi ya picha kwa saa. Tafadhali tuma picha hii tena baada ya dakika { $minutes }. Mgonjwa akiwa hatarini, mpe rufaa sasa.
private-only = Tafadhali niandikie kwenye mazungumzo ya faragha: picha za wagonjwa hazifai kwenye kikundi.

## Everything else that may arrive

unknown-text = Ninasoma picha za eksirei za kifua. Tafadhali tuma moja, au /help.
unknown-command = Siijui amri hii. /help huzionyesha zote.
unknown-sticker = Siwezi kusoma stika. Tafadhali tuma picha ya eksirei ya kifua ya mbele, au /help.
unknown-voice = Siwezi kusikia ujumbe wa sauti. Tafadhali tuma picha ya eksirei ya kifua ya mbele, au /help.
unknown-video = Siwezi kusoma video. Tafadhali tuma picha moja ya filamu.
unknown-message = Siwezi kusoma ujumbe wa aina hii. Tafadhali tuma picha ya eksirei ya kifua ya mbele, au /help.
choose-number = Tafadhali jibu kwa namba moja kati ya hizi: { $numbers }.
button-outdated = Chaguo hili halipo tena. /help huonyesha unachoweza kufanya.
answers-waited = WhatsApp huniruhusu kukuandikia ndani ya saa 24 tu baada ya ujumbe wako wa mwisho. Haya ndiyo yaliyokuwa yakikusubiri.
picture-unsure = Huenda picha haikukufikia. Unaweza kuiomba hapa.
error-try-again = Kuna hitilafu upande wetu. Tafadhali tuma tena baada ya dakika chache.
error-busy = Huduma haipo kwa muda mfupi. Picha yako haijapotea: itasomwa huduma ikirudi.

## For admins: the answer to /status, and alerts. The line after an alert's first says what to do.

admin-well = Kila kitu kinafanya kazi.
admin-channels = Njia: { $channels }
admin-workers = Visomaji: { $count }
admin-waiting = Zinazosubiri: { $count }; zilizoshindikana: { $failed }
admin-answered = Picha zilizojibiwa: leo { $count }, siku 7 { $week }
admin-refused = Kati ya hizo zilizokataliwa: leo { $count }, siku 7 { $week }
admin-people = Watu: { $count }; waliokubali masharti: { $agreed }; waliotumia ndani ya saa 24: { $active }; walioalikwa: { $invited }; waliozuiwa: { $blocked }
admin-memory = Kumbukumbu ya Redis: MB { $used } kati ya { $limit }
admin-disk = Nafasi ya diski: GB { $free }
alert-queue =
    Kazi ya zamani zaidi katika “{ $queue }” inasubiri kwa dakika { $minutes }.
    Anzisha visomaji zaidi, au angalia kumbukumbu zao za matukio.
alert-channel-down =
    Njia { $channel } haifanyi kazi.
    Ianzishe na uangalie kumbukumbu yake ya matukio.
alert-channel-trouble =
    Njia { $channel } imepoteza muunganisho.
    Angalia ukurasa wa msimamizi na kumbukumbu yake ya matukio.
alert-channel-link =
    Njia { $channel } inasubiri kuunganishwa na simu.
    Changanua msimbo ulio kwenye ukurasa wa msimamizi: WhatsApp, Vifaa vilivyounganishwa.
alert-no-worker =
    Hakuna kisomaji kinachofanya kazi: picha zinapokelewa, lakini hazisomwi.
    Anzisha kisomaji na uangalie kumbukumbu yake ya matukio.
alert-disk =
    Nafasi ndogo ya diski imebaki kwenye { $host }: GB { $free }.
    Ongeza nafasi hapo.
alert-memory =
    Redis inakaribia kujaa: MB { $used } kati ya { $limit }.
    Iongezee kumbukumbu, au anzisha visomaji zaidi.
alert-over = Imekwisha: { $alert }

## The web page. What stands under web-<key> takes the place of <key> there.

web-tagline = Kuangalia eksirei ya kifua kwa mara ya pili
web-heading-code = Msimbo wa mwaliko
web-heading-terms = Kabla ya kuanza
web-heading-photo = Tuma eksirei ya kifua
web-heading-waiting = Picha yako imefika
web-heading-answer = Jibu
web-heading-notice = Tafadhali zingatia
web-choose-photo = Chagua au piga picha
web-send = Tuma
web-sending = Picha inatumwa. Tafadhali acha ukurasa huu wazi.
web-refreshes = Ukurasa huu hutafuta jibu wenyewe. Unaweza kuufunga na kurudi.
web-look-again = Angalia sasa
web-link-expires = Ukurasa huu utafutwa { $time }. Yeyote mwenye anwani yake anaweza kuuona.
web-another = Tuma picha nyingine
web-delete = Futa jibu hili
web-photos = Picha zako
web-photo-answered = Kesi { $code }: ona jibu
web-photo-waiting = Kesi { $code }: bado hakuna jibu
web-picture = Filamu yako, na kando yake mahali programu ilipoangalia
web-menu = Chaguo zaidi
web-home = Endelea
web-form-refused = Ukurasa huu ulikaa wazi muda mrefu mno, au kivinjari chako hakihifadhi vidakuzi. Tafadhali anza tena; ukurasa unahitaji kidakuzi kimoja.
web-not-found = Hakuna ukurasa kama huo.
web-gone = Jibu hili halipo tena: muda wake umeisha au limefutwa. Tafadhali tuma picha tena ukilihitaji.
web-upload-broken = Picha haikufika yote. Tafadhali itume tena.
web-photo-missing = Hakuna picha iliyochaguliwa. Tafadhali chagua au piga moja.
web-too-many = Vimetumwa vingi mno kutoka kwa muunganisho wako. Tafadhali jaribu tena baada ya dakika { $minutes }. Mgonjwa akiwa hatarini, mpe rufaa sasa.
web-error-busy = Huduma haipo kwa muda mfupi. Picha yako haikupokelewa. Tafadhali itume tena baada ya dakika moja.
web-refusal-too-large = Picha ni kubwa mno. Tafadhali chagua ndogo zaidi, au weka kamera kwenye megapikseli chache.
web-forget-done = Imefutwa, pamoja na majibu yako yote kwenye ukurasa huu.
web-more-data =
    Mnahifadhi nini?
    Lugha yako, kukubali kwako na msimbo wa nasibu ndani ya kidakuzi kimoja cha kivinjari hiki. Kwa kila picha: muda, ubora na matokeo, bila picha yenyewe.
web-more-who =
    Nani anaweza kuona picha yangu?
    Hakuna mtu anayeiangalia. Huenda kwenye kompyuta ya huduma hii, na huhifadhiwa humo kwa usimbaji fiche. Jibu lina anwani isiyoweza kukisiwa; yeyote mwenye anwani hiyo anaweza kuona jibu na picha yake hadi vifutwe.
web-how-to-photograph =
    Jinsi ya kupiga picha eksirei ya kifua ya mbele:

    1. Weka filamu kwenye sanduku la mwanga au dirisha lenye mwanga. Zima taa ya chumba nyuma yako na flashi.
    2. Shika simu sambamba na filamu, bila kuinamisha wala kivuli.
    3. Onyesha filamu yote, ijaze picha.
    4. Funika jina na namba ya mgonjwa.
