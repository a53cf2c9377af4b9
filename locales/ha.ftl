### Hausa.
### Awaits review by a clinician who speaks this language (tana jiran dubawar likita mai jin Hausa).
### Wording rules: docs/clinical-safety.md. Numbers, times and lists arrive formatted for the language.
### Findings without a Hausa word in clinical use keep their English name, as in case notes.

## Languages

language-name = Hausa
language-choose = Don Allah ka zaɓi yarenka.
language-changed = Daga yanzu zan rubuta da Hausa.

## Terms

terms =
    Don Allah ka karanta wannan tukuna.

    • Shirin yana neman alamu 14 a hoton X-ray na ƙirjin babba da aka ɗauka daga gaba. Manya kawai.
    • Tarin fuka (TB) ba ya cikin alamu 14 ɗin.
    • Zai iya yin kuskure, kuma ba ya nuna cewa babu ciwo. Dole ƙwararren likita ya tabbatar da kowace amsa.
    • Ana ajiye hotonka a ɓoye (encrypted). Ana goge shi da zarar ka samu amsa, kuma ba ya wuce awa { $hours }.
    • Muna ajiye adadi, lokuta, sakamako da ra’ayinka da wata lamba, ba tare da suna, lambar waya ko hoto ba. Muna ajiye hotuna ne kawai idan daga baya ka amince da wata tambaya dabam.
    • Kana da ikon aika wannan hoto, kuma babu suna a kansa.

    Ka yarda?
terms-agreed = Na gode. Za ka iya tsayawa a kowane lokaci da /stop.
terms-declined = Mun girmama hakan. Ba a karanta komai ba tare da yardarka ba. Aika /start idan ka sauya ra’ayi.
terms-first = Don Allah ka fara amsa tambayar sharuɗɗa: /start zai sake nuna ta.

## More about the terms, one page each

more-what =
    Mene ne wannan?
    Shirin kwamfuta ne da ke neman alamu 14 a hoton X-ray na ƙirji, yana amsawa da rubutu da ƙaramin hoto ɗaya. Ba ya maye gurbin likita.
more-limits =
    Me ba ya iya yi?
    Ba ya iya cewa babu ciwo. Ba ya neman tarin fuka, karyewar ƙashi ko bututu. Ba na yara ba ne.
more-data =
    Me kuke ajiyewa?
    Yarenka, yardarka, ranar saƙonka na farko da na ƙarshe, da lambar da aka yi daga asusunka. Na kowane hoto: lokuta, inganci, shekarun maras lafiya idan ka faɗa, sakamako da ra’ayinka, ba tare da hoton ba. Muna ajiye hotuna ne kawai idan ka amince da tambaya dabam: /donate.
more-who =
    Wa zai iya ganin hotona?
    Babu mutumin da yake kallonsa, sai dai idan ka ba da shi don inganta shirin. Yana bi ta sabar manhajar saƙo zuwa kwamfutar wannan aiki, a can ana ajiye shi a ɓoye.
more-how-long =
    Har yaushe?
    Ana goge hoto da zarar ka samu amsa, kuma ba ya wuce awa { $hours }. Ana iya ba da ra’ayi kan sakamako har kwana { $caseDays }; ana ajiye ra’ayoyi kwana { $keptDays }. /forget yana goge abin da muke ajiyewa game da kai.

## How to photograph

how-to-photograph =
    Aika hoton X-ray na ƙirji da aka ɗauka daga gaba:

    1. Rataye fim ɗin a akwatin haske ko a tagar da ke da haske. Kashe fitilar ɗakin da ke bayanka da filash.
    2. Riƙe waya daidai da fim ɗin, ba karkata ba inuwa.
    3. Nuna dukan fim ɗin, ya cika hoton.
    4. Rufe suna da lambar mara lafiya.
    5. Idan zai yiwu, aika shi a matsayin fayil: ya fi fita sosai.

## Photos and receipts

receipt = An karɓi hoto, lamba { $code }. Amsa za ta zo nan.
receipt-queued =
    An karɓi hoto, lamba { $code }. { $ahead ->
        [one] Ana karanta hoto { $ahead } kafin shi.
       *[other] Ana karanta hotuna { $ahead } kafin shi.
    } Amsa za ta zo nan.
receipt-album =
    { $count ->
        [one] An karɓi hoto { $count }.
       *[other] An karɓi hotuna { $count }.
    } Ana karanta kowane daban, kuma kowane yana da amsarsa. Lambobi: { $codes }.
receipt-album-queued =
    { $count ->
        [one] An karɓi hoto { $count }.
       *[other] An karɓi hotuna { $count }.
    } Ana karanta kowane daban, kuma kowane yana da amsarsa. { $ahead ->
        [one] Ana karanta hoto { $ahead } kafin su.
       *[other] Ana karanta hotuna { $ahead } kafin su.
    } Lambobi: { $codes }.
photo-held = Ana ajiye hotonka a ɓoye na awa ɗaya. Za a karanta shi da zarar ka yarda da sharuɗɗa.
photo-held-new-terms = Sharuɗɗa sun canja. Ana ajiye hotonka a ɓoye na awa ɗaya. Za a karanta shi da zarar ka yarda da sababbin sharuɗɗa.
photo-held-full = Don Allah ka fara yarda da sharuɗɗa, sannan ka sake aika wannan hoto.
photo-held-expired = Awa ɗaya ta wuce kuma an goge hoton. Don Allah ka sake aikawa.
photos-released =
    Na gode. { $count ->
        [one] Ana karanta hotonka yanzu.
       *[other] Ana karanta hotunanka { $count } yanzu.
    }

## Age of the patient

receipt-age = Shekarun maras lafiya nawa? Idan ba ka faɗa ba, ana karanta hoton kamar na babba.
button-age-under-5 = Ƙasa da shekara 5
button-age-5-14 = Shekara 5–14
button-age-adult = Babba
report-child = ⚠️ YARO: shirin ya koya ne daga manya. Ga yaro mai wannan shekaru ba za a dogara da amsarsa ba.
report-age-unknown = An karanta kamar hoton babba: ba a faɗi shekaru ba.
age-warning = ⚠️ Lamba { $codes }: shirin ya koya ne daga manya. Ga yaro mai wannan shekaru ba za a dogara da amsarsa ba. Nuna wa likita maras lafiya da hoton.
age-noted = An rubuta: { $age }.
age-corrected = An rubuta: babba. Gargaɗin yara bai shafi lamba { $codes } ba yanzu.
age-closed = Ba za a iya faɗin shekaru na wannan hoto ba yanzu. Idan maras lafiya bai kai shekara { $years } ba, kada ka dogara da amsar.
web-choose-age = Shekarun maras lafiya
web-age-none = Ba amsa: kamar hoton babba

## Photos of one patient

button-join = Maras lafiya: { $code }
button-part = Ba maras lafiya ɗaya ba
report-joint = Amsa ɗaya ta hotuna { $count } na maras lafiya ɗaya: { $codes }.
report-joint-valid = Amsar kowane hoto tana nan.
join-withdrawn = An janye amsar haɗin gwiwa ta { $codes }: kada ka yi amfani da ita. Amsar kowane hoto tana nan.
join-apart = Ba a haɗa wannan hoto da wani ba. Amsarsa tana nan.
join-closed = Ba za a iya haɗa waɗannan hotuna ba (yanzu): ana iya yin haka cikin kwanaki { $caseDays }, ga hotunan da aka karanta.
join-full = Hotuna { $count } ne mafi yawa da za a haɗa. Ba abin da ya canza.
join-other-model = Samfura dabam-dabam ne suka karanta waɗannan hotuna, ba za a iya haɗa su ba. Amsar kowane hoto tana nan.

## Refusals: what is wrong and how to mend it

refusal-unreadable = Ba a iya buɗe wannan fayil a matsayin hoto ba. Don Allah ka sake ɗaukar hoton fim ɗin ka aika sabon hoto.
refusal-unsupported-format =
    { $format ->
        [heic] Wannan hoton HEIC ne, ba a iya karanta shi a nan. Aika shi a matsayin hoto ba fayil ba, ko ka saita kyamara zuwa “Most Compatible” (JPEG).
        [pdf] Wannan PDF ne. Don Allah ka ɗauki hoton fim ko na allo, ko ka aika hoton a JPEG ko PNG.
        [dicom] Wannan fayil ɗin DICOM irin wanda ba a iya karantawa a nan ba ne, kamar hotuna da yawa a ciki ko matsewar da ba a saba gani ba. Don Allah ka aika hoton gaba kaɗai: ka ɗauki hoton allo da waya, ko ka aika JPEG ko PNG.
        [svg] Wannan zane ne, ba hoto ba. Don Allah ka aika X-ray a JPEG ko PNG.
        [bmp] Wannan hoton BMP ne. Don Allah ka aika shi a JPEG ko PNG.
       *[other] Ba a iya karanta irin wannan fayil a nan. Don Allah ka aika X-ray a matsayin hoto, ko fayil ɗin JPEG ko PNG.
    }
refusal-too-small = Hoton ya yi ƙanƙanta. Don Allah ka aika ainihin hoton, ko ka matsa kusa har fim ɗin ya cika hoton.
refusal-too-large = Hoton ya yi girma sosai. Don Allah ka aika shi a matsayin hoto ba fayil ba.
refusal-not-a-chest-xray = Wannan bai yi kama da X-ray na ƙirji ba. Don Allah ka aika hoton dukan fim na ƙirji daga gaba, ba tare da abubuwa da yawa a gefe ba.
refusal-not-an-x-ray = Bisa ga fayil ɗin, wannan wani nau’in bincike ne daban, kamar CT ko ultrasound. Don Allah ka aika X-ray na ƙirji daga gaba.
refusal-not-frontal = Wannan ya yi kama da hoton gefe. Don Allah ka aika wanda aka ɗauka daga gaba.
refusal-blurred = Hoton ya yi dushi. Riƙe waya ba motsi, jira ya fita sosai, sannan ka aika sabon hoto.
refusal-too-dark = Hoton ya yi duhu sosai. Sa akwatin haske ko taga mai haske a bayan fim ɗin, ka aika sabon hoto.
refusal-too-bright = Hoton ya yi haske sosai. Kashe filash, rage haske, ka aika sabon hoto.
refusal-cropped = An yanke wani sashe na ƙirji. Don Allah ka aika hoton da ya nuna dukan fim ɗin.
refusal-glare = Haske yana walƙiya a kan fim ɗin. Kashe filash da fitilar ɗaki, ka aika sabon hoto.
refusal-expired = Wannan hoto ya daɗe yana jira, an goge shi ba a karanta ba. Don Allah ka sake aikawa.
refusal-unavailable = Manhajar saƙo ba ta da wannan hoto kuma. Don Allah ka sake aikawa.
refusal-unprocessable = Ba a iya karanta wannan hoto ba bayan gwaji uku. Don Allah ka sake ɗaukar hoton fim ɗin ka aika sabon hoto.

## Not sure: read, but nothing is claimed

unsure-result = ❓ Shirin bai da tabbas game da wannan fim ba, kuma bai ambaci wata alama ba. Wannan ba ya kore cuta. Da fatan za a tambayi likitan hoto (radiology), ko ma’aikacin lafiya mafi kusa mai karanta hoton X-ray.
unsure-why-unlike-training = Dalili: wannan fim bai yi kama da waɗanda shirin ya koya daga gare su ba.
unsure-why-unsteady = Dalili: amsar ta sauya da aka juya hoton kamar a madubi ko aka ɗan matsar da shi.
unsure-photo = Hoto mafi kyau zai taimaka: fim duka, a shimfiɗe, a fili, ba walƙiya, a kan akwatin haske ko taga mai haske.
admin-unsure = Daga ciki waɗanda babu tabbas: yau { $count }, cikin kwana 7 { $week }

## Result

report-starter = ⚠️ Samfurin gwaji: don gwada wannan aiki, ba don marasa lafiya ba.
report-late = Game da hotonka na { $time }:
report-act-now = 🚨 ƊAUKI MATAKI YANZU: alamun da za su iya dacewa da { $findings }. Duba mara lafiya ka nemi taimako nan take.
report-signs = Shirin ya ga alamun da za su iya dacewa da:
report-finding = { $rank }. { $finding }: { $band }
report-finding-weak = { $rank }. { $finding }: { $band } (hujja mai rauni)
report-more-signs = … da wasu { $count }.
report-no-sign = Babu alama sama da matakin faɗakarwa. Wannan ba ya nufin babu ciwo.
report-order-only = Ba a tabbatar da sakamakon wannan samfuri ba. Jeri kawai, ba don yanke shawara ba: { $findings }.
report-tuberculosis = Tarin fuka (TB) ba ya cikin alamu 14 ɗin.
report-only = Alama ɗaya tak da aka nema: { $finding }. Ba a duba wani abu ba bayan ita, ko tarin fuka (TB).
report-only-unproven = Ba a tabbatar da sakamakon wannan samfuri ba: ba ya ba da amsa.
report-quality = Ingancin hoto: { $grade }. Amsar ba ta da cikakken tabbaci.
report-quality-notes = Ingancin hoto: { $grade } ({ $notes }). Amsar ba ta da cikakken tabbaci.
report-danger = Alamun haɗari (ba ya iya magana, leɓe shuɗi, ƙarancin oxygen, gyangyaɗi sosai): tura shi asibiti yanzu, kada ka jira wannan aiki.
report-next-signs = Na gaba: duba mara lafiya ka nuna wa likita fim ɗin yau.
report-next-no-sign = Na gaba: idan alamun ciwo sun ci gaba ko sun ƙaru, likita ya duba mara lafiya da fim ɗin.
report-confirm = Dole ƙwararren likita ya tabbatar. Kada ka fara ko ka dakatar da magani saboda wannan saƙo kaɗai. Manya kawai.
report-not-assessed = Ba a duba ba: { $findings }.
report-not-assessed-count = Ba a duba ba: { $count } cikin alamu 14.
report-unproven = Ba a tabbatar da shi a wannan samfuri ba, ba a faɗa: { $findings }.
report-unproven-count = Ba a tabbatar da su a wannan samfuri ba, ba a faɗa: { $count } cikin alamu 14.
report-footer = { $model } · { $code }
refusal-footer = Lamba { $code }

## Bands and photo quality

band-likely = da alama haka
band-possible = zai yiwu
band-unlikely = ƙasa da matakin faɗakarwa
quality-grade-good = mai kyau
quality-grade-fair = matsakaici
quality-grade-poor = maras kyau
quality-note-low-resolution = ƙarancin pixel
quality-note-blurred = dushi
quality-note-low-contrast = ƙarancin bambanci
quality-note-dark = duhu
quality-note-bright = haske da yawa
quality-note-colour-cast = launi ya sauya
report-corrected-straightened = An ɗauki hoton daga gefe: an daidaita fim kafin karantawa. Idan an ɗauka daga gaba kai tsaye, amsar ta fi tabbas.
report-corrected-turned = Hoton ya kwanta ko ya juye: an juya shi kafin karantawa.
report-corrected-inverted = Hoton negatif ne: an musanya baƙi da fari kafin karantawa.
report-corrected-check-sides = Da fatan a duba hagu da dama: zuciya kamar tana gefen da ba a saba gani ba, ko hoton ya juye kamar madubi.
quality-note-glare = walƙiyar haske
quality-note-cropped-maybe = watakila an yanke huhu
quality-note-stripes = layukan allo
quality-note-shadow = inuwa ko sanda a kan hoton

## Pictures

picture-film = Fim ɗinka
picture-map = { $finding }: { $band }
picture-map-weak = { $finding }: { $band } (hujja mai rauni)
picture-map-below = { $finding }: ƙasa da matakin faɗakarwa
picture-map-unproven = { $finding }: ba a tabbatar ba tukuna
picture-explained = Launuka suna nuna inda shirin ya duba, ba inda ciwo yake ba.
picture-starter = Samfurin gwaji, ba don marasa lafiya ba.
picture-footer = Lamba { $code } · { $model }
picture-gone = An goge wannan hoto. Don Allah ka sake aika X-ray idan kana buƙata.

## Feedback on a result

feedback-agreed = An rubuta: ka yarda da wannan sakamako. Na gode.
feedback-disagreed = An rubuta: ba ka yarda da wannan sakamako ba. Na gode. Idan likita ya tabbatar da abin da yake, don Allah ka gaya mana.
feedback-which = Waɗanne cikin alamu 14 ne likita ya tabbatar? Zaɓe su ɗaya bayan ɗaya.
feedback-chosen = An rubuta cewa likita ya tabbatar da: { $findings }. Zaɓi ƙari, ko ka sake zaɓar ɗaya don cire shi.
feedback-confirmed = An rubuta, na gode. Likita ya tabbatar da: { $findings }.
feedback-none = An rubuta, na gode: likita bai tabbatar da ko ɗaya cikin alamu 14 ba.
feedback-closed = Ba a iya ba da ra’ayi kan wannan sakamako kuma: ana iya yi har kwana { $caseDays }.

## Photos given for improving the program

give-ask =
    Za mu iya ajiye hotunan da za ka aika daga yanzu, don inganta shirin? Wannan tambaya ce dabam: aikin zai ci gaba haka nan idan ka ce a’a.

    Ana ajiye hoton da ka bayar a ɓoye, ba tare da sunanka ko lambarka ba, kuma ana goge shi bayan kwana { $caseDays }. Idan ka gaya mana abin da likita ya tabbatar, ana ajiye shi kwana { $keptDays }, kuma masu koyar da shirin za su iya ganinsa. Ba a iya dawo da abin da aka riga aka miƙa don koyarwa.

    /donate yana sauya amsarka a kowane lokaci.
give-on = Na gode. Yanzu ana ajiye hotunan da kake aikawa don inganta shirin: kwana { $caseDays }, ko kwana { $keptDays } idan ka gaya mana abin da likita ya tabbatar. /donate yana dakatar da haka.
give-off = Ba a ajiye hotunanka. An goge hotunan da ka bayar; ba a iya dawo da abin da aka riga aka miƙa don koyarwa.

## Findings

finding-Atelectasis = Atelectasis
finding-Cardiomegaly = Girman zuciya
finding-Effusion = Pleural effusion
finding-Infiltration = Infiltration
finding-Mass = Ƙari (mass)
finding-Nodule = Ƙullutu (nodule)
finding-Pneumonia = Namoniya
finding-Pneumothorax = Pneumothorax
finding-Consolidation = Consolidation
finding-Edema = Pulmonary edema
finding-Emphysema = Emphysema
finding-Fibrosis = Fibrosis
finding-Pleural_Thickening = Kaurin pleura
finding-Hernia = Hernia

## Buttons

button-agree = Na yarda
button-more = Ƙarin bayani
button-decline = A’a
button-next = Gaba
button-back = Baya
button-picture = Nuna hoton
button-picture-below = Nuna inda shirin ya duba
button-how-to = Yadda ake ɗaukar hoto
button-forget = Goge
button-keep = Bari
button-choose = Zaɓi
button-feedback-agree = 👍 Na yarda
button-feedback-disagree = 👎 Ban yarda ba
button-feedback-confirmed = An tabbatar: …
button-feedback-none = Babu ko ɗaya
button-feedback-done = An gama
button-give = I, a ajiye su
button-give-not = A’a, kada a ajiye
button-give-no-more = Kada a ƙara ajiye hotuna

## Commands, as the messenger lists them

command-start = fara, ko sake karanta sharuɗɗa
command-language = sauya yare
command-help = yadda ake ɗaukar hoto da abin da za ka iya aikawa
command-lowdata = amsa da rubutu kawai, kunna ko kashe
command-stop = daina amfani da wannan aiki
command-forget = goge abin da ake ajiyewa game da kai
command-about = mene ne wannan aiki
command-donate = ba da hotuna don inganta shirin, ko daina bayarwa

## Answers to commands

help =
    Aika hoton X-ray na ƙirji da aka ɗauka daga gaba. Amsa tana zuwa da rubutu, sannan ƙaramin hoto ɗaya.

    /language yana sauya yare
    /lowdata yana sa rubutu kawai, ko ya mayar
    /about yana bayanin wannan aiki
    /donate yana ba da hotuna don inganta shirin, ko ya daina
    /stop yana dakatarwa, /forget yana goge abin da ake ajiyewa game da kai
about =
    Roentgram yana neman alamu 14 a hotunan X-ray na ƙirji da aka ɗauka daga gaba: { $findings }.

    Manya kawai. Tarin fuka (TB) ba ya ciki. Ba ya nuna cewa babu ciwo, kuma dole ƙwararren likita ya tabbatar da kowace amsa. Ana rubuta samfuri da sigarsa a ƙarshen kowace amsa.
lowdata-on = An kunna ƙarancin data: amsa tana zuwa da rubutu, hoto kuma sai ka nema a ƙasan amsar. /lowdata yana kashe shi.
lowdata-off = An kashe ƙarancin data: amsa tana zuwa da rubutu, sannan ƙaramin hoto ɗaya. /lowdata yana kunna shi.
stop-done = Ka tsaya: ba za a karanta sabon hoto ba, kuma an goge hotunan da ka bayar. Amsoshin hotunan da ka riga ka aika za su zo. /start yana sake farawa, /forget yana goge abin da ake ajiyewa game da kai.
stopped = Ka dakatar da wannan aiki: ba a karanta hotuna. /start yana sake farawa.
forget-ask = A goge yarenka, yardarka, ra’ayoyinka da hotunan da ke jira ko waɗanda ka bayar? Hotunan da ake karantawa yanzu za su iya samun amsa.
forget-ask-invited = A goge yarenka, yardarka, ra’ayoyinka, gayyatarka da hotunan da ke jira ko waɗanda ka bayar? Hotunan da ake karantawa yanzu za su iya samun amsa. Don dawowa za ka buƙaci sabuwar lambar gayyata.
forget-done = An goge yanzu: yarenka, yardarka, saituna da ra’ayoyinka, da dukan hotunanka. Za su ɓace da kansu: adadin hotunanka cikin awa ɗaya, da alamomin fasaha marasa bayani cikin kwana { $days }. Saƙonnin wannan hira suna nan har sai ka goge su. /start yana sake farawa.
forget-kept = Ba a goge komai ba.

## Access

invite-needed = Wannan aiki na waɗanda aka gayyata ne. Don Allah ka aika lambar gayyatarka.
invite-accepted = An karɓi lambarka. Barka da zuwa.
invite-wrong = Wannan lamba ba ta aiki ko an riga an yi amfani da ita. Don Allah ka duba ta, ko ka tambayi mai kula da wannan aiki.
invite-wait = Lambobin da ba daidai ba sun yi yawa. Don Allah ka sake gwadawa daga baya.
blocked = A halin yanzu ba a buɗe wannan aiki gare ka ba, kuma ba a karanta komai. Idan kuskure ne, tambayi mai kula da wannan aiki. Idan mara lafiya yana cikin haɗari, tura shi asibiti yanzu. /forget yana goge abin da ake ajiyewa game da kai.
rate-limited = Ka kai adadin hotuna na awa ɗaya. Don Allah ka sake aika wannan hoto bayan minti { $minutes }. Idan mara lafiya yana cikin haɗari, tura shi asibiti yanzu.
private-only = Don Allah ka rubuto min a hira ta sirri: bai dace a sa hotunan marasa lafiya a rukuni ba.

## Everything else that may arrive

unknown-text = Ina karanta hotunan X-ray na ƙirji. Don Allah ka aika ɗaya, ko /help.
unknown-command = Ban san wannan umarni ba. /help yana nuna su.
unknown-sticker = Ba na iya karanta sitika. Don Allah ka aika hoton X-ray na ƙirji daga gaba, ko /help.
unknown-voice = Ba na iya jin saƙon murya. Don Allah ka aika hoton X-ray na ƙirji daga gaba, ko /help.
unknown-video = Ba na iya karanta bidiyo. Don Allah ka aika hoto ɗaya na fim ɗin.
unknown-message = Ba na iya karanta irin wannan saƙo. Don Allah ka aika hoton X-ray na ƙirji daga gaba, ko /help.
choose-number = Don Allah ka amsa da ɗaya daga cikin waɗannan lambobi: { $numbers }.
button-outdated = Wannan zaɓi ba ya nan kuma. /help yana nuna abin da za ka iya yi.
answers-waited = WhatsApp yana barina in rubuta maka ne kawai cikin awa 24 bayan saƙonka na ƙarshe. Ga abin da yake jiranka.
picture-unsure = Mai yiwuwa hoton bai isa gare ka ba. Za ka iya neman sa a nan.
error-try-again = An samu matsala a wajenmu. Don Allah ka sake aikawa bayan ’yan mintuna.
error-busy = Aikin ya tsaya na ɗan lokaci. Hotonka bai ɓace ba: za a karanta shi da zarar aikin ya dawo.

## For admins: the answer to /status, and alerts. The line after an alert's first says what to do.

admin-well = Komai yana aiki.
admin-channels = Hanyoyi: { $channels }
admin-workers = Masu karatu: { $count }
admin-waiting = Masu jira: { $count }; waɗanda suka gaza: { $failed }
admin-answered = Hotunan da aka ba da amsa: yau { $count }, cikin kwana 7 { $week }
admin-refused = Daga ciki waɗanda aka ƙi: yau { $count }, cikin kwana 7 { $week }
admin-people = Mutane: { $count }; sun yarda da sharuɗɗa: { $agreed }; masu amfani cikin awa 24: { $active }; waɗanda aka gayyata: { $invited }; waɗanda aka toshe: { $blocked }
admin-memory = Ƙwaƙwalwar Redis: MB { $used } cikin { $limit }
admin-disk = Wurin da ya rage a faifai: GB { $free }
alert-queue =
    Aikin da ya fi daɗewa a “{ $queue }” yana jira tsawon minti { $minutes }.
    Ƙara masu karatu, ko duba rajistarsu.
alert-channel-down =
    Hanyar { $channel } ba ta aiki.
    Kunna ta, ka duba rajistarta.
alert-channel-trouble =
    Hanyar { $channel } ta rasa haɗinta.
    Duba shafin mai gudanarwa da rajistarta.
alert-channel-link =
    Hanyar { $channel } tana jira a haɗa ta da waya.
    Duba lambar da ke shafin mai gudanarwa da kyamarar waya: WhatsApp, Linked devices.
alert-no-worker =
    Babu mai karatu da ke aiki: ana karɓar hotuna, amma ba a karanta su.
    Kunna mai karatu, ka duba rajistarsa.
alert-disk =
    Wuri kaɗan ya rage a faifan { $host }: GB { $free }.
    Ka samar da wuri a can.
alert-memory =
    Redis ya kusa cika: MB { $used } cikin { $limit }.
    Ƙara masa ƙwaƙwalwa, ko ƙara masu karatu.
alert-over = Ya ƙare: { $alert }

## The web page. What stands under web-<key> takes the place of <key> there.

web-tagline = Sake duban hoton X-ray na ƙirji
web-heading-code = Lambar gayyata
web-heading-terms = Kafin ka fara
web-heading-photo = Aika hoton X-ray na ƙirji
web-heading-waiting = Hotonka ya iso
web-heading-answer = Amsa
web-heading-notice = Don Allah ka lura
web-choose-photo = Zaɓi hoto ko ka ɗauka
web-send = Aika
web-sending = Ana aika hoton. Don Allah ka bar wannan shafi a buɗe.
web-refreshes = Wannan shafi yana neman amsar da kansa. Za ka iya rufe shi ka dawo.
web-look-again = Duba yanzu
web-link-expires = Za a goge wannan shafi a { $time }. Duk mai adireshinsa zai iya ganinsa.
web-another = Aika wani hoto
web-delete = Goge wannan amsa
web-photos = Hotunanka
web-photo-answered = Lamba { $code }: duba amsa
web-photo-waiting = Lamba { $code }: babu amsa tukuna
web-picture = Fim ɗinka, a gefensa inda shirin ya duba
web-menu = Sauran zaɓuka
web-home = Ci gaba
web-form-refused = An bar wannan shafi a buɗe tsawon lokaci, ko kuma burauzarka ba ta ajiye kuki. Don Allah ka sake farawa; shafin yana buƙatar kuki ɗaya.
web-not-found = Babu irin wannan shafi.
web-gone = Wannan amsa ba ta nan kuma: lokacinta ya wuce, ko an goge ta. Don Allah ka sake aika hoton idan kana buƙata.
web-upload-broken = Hoton bai iso duka ba. Don Allah ka sake aikawa.
web-photo-missing = Ba a zaɓi hoto ba. Don Allah ka zaɓi ɗaya ko ka ɗauka.
web-too-many = An aiko da yawa daga layinka. Don Allah ka sake gwadawa bayan minti { $minutes }. Idan mara lafiya yana cikin haɗari, tura shi asibiti yanzu.
web-error-busy = Aikin ya tsaya na ɗan lokaci. Ba a karɓi hotonka ba. Don Allah ka sake aikawa bayan minti ɗaya.
web-refusal-too-large = Hoton ya yi girma sosai. Don Allah ka zaɓi ƙarami, ko ka rage megapixel na kyamara.
web-forget-done = An goge, tare da duk amsoshinka a wannan shafi.
web-more-data =
    Me kuke ajiyewa?
    Yarenka, yardarka da lambar bazata a cikin kuki ɗaya na wannan burauza. Na kowane hoto: lokuta, ingancin hoto da sakamako, ba tare da hoton ba.
web-more-who =
    Wa zai iya ganin hotona?
    Babu mutumin da yake kallonsa. Yana zuwa kwamfutar wannan aiki, a can ana ajiye shi a ɓoye. Amsar tana da adireshi da ba a iya hasashensa; duk mai wannan adireshi zai iya ganin amsar da hotonta har sai an goge su.
web-how-to-photograph =
    Yadda ake ɗaukar hoton X-ray na ƙirji daga gaba:

    1. Rataye fim ɗin a akwatin haske ko a tagar da ke da haske. Kashe fitilar ɗakin da ke bayanka da filash.
    2. Riƙe waya daidai da fim ɗin, ba karkata ba inuwa.
    3. Nuna dukan fim ɗin, ya cika hoton.
    4. Rufe suna da lambar mara lafiya.
