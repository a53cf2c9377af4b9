### አማርኛ።
### Awaits review by a clinician who speaks this language (አማርኛ የሚናገር ሐኪም ግምገማ ይጠብቃል)።
### Wording rules: docs/clinical-safety.md. Numbers, times and lists arrive formatted for the language.
### Findings without an Amharic word in clinical use keep their English name, as in case notes.

## Languages

language-name = አማርኛ
language-choose = እባክዎ ቋንቋ ይምረጡ።
language-changed = ከአሁን በኋላ በአማርኛ እጽፋለሁ።

## Terms

terms =
    እባክዎ መጀመሪያ ይህን ያንብቡ።

    • ፕሮግራሙ ከፊት በተነሳ የአዋቂ የደረት ኤክስሬይ ላይ 14 ምልክቶችን ይፈልጋል። ለአዋቂዎች ብቻ።
    • የሳንባ ነቀርሳ (ቲቢ) ከ14ቱ ውስጥ የለም።
    • ሊሳሳት ይችላል፤ በሽታ የለም ማለትም አይደለም። እያንዳንዱን መልስ የሠለጠነ ሐኪም ማረጋገጥ አለበት።
    • ፎቶዎ ተመስጥሮ ይቀመጣል። መልሱ እንደደረሰዎ ይሰረዛል፤ ቢዘገይ ከ{ $hours } ሰዓት አያልፍም።
    • ቁጥሮችን፣ ጊዜያትን፣ ውጤቶችንና አስተያየትዎን በኮድ እንይዛለን፤ ያለ ስም፣ ስልክ ቁጥር ወይም ምስል። ፎቶ የምንይዘው በኋላ ለተለየ ጥያቄ አዎ ካሉ ብቻ ነው።
    • ይህን ምስል ለመላክ መብት አለዎት፤ ስምም አይታይበትም።

    ይስማማሉ?
terms-agreed = እናመሰግናለን። በማንኛውም ጊዜ በ /stop ማቆም ይችላሉ።
terms-declined = ውሳኔዎን እናከብራለን። ያለ ፈቃድዎ ምንም አይነበብም። ሐሳብዎን ከቀየሩ /start ይላኩ።
terms-first = እባክዎ መጀመሪያ ስለ ውሎቹ የተጠየቀውን ይመልሱ፦ /start እንደገና ያሳያል።

## More about the terms, one page each

more-what =
    ይህ ምንድን ነው?
    በደረት ኤክስሬይ ላይ 14 ምልክቶችን የሚፈልግ፣ በጽሑፍና በአንድ ትንሽ ምስል የሚመልስ የኮምፒውተር ፕሮግራም። ሐኪምን አይተካም።
more-limits =
    ምን ማድረግ አይችልም?
    በሽታ የለም ብሎ ማረጋገጥ አይችልም። ቲቢ፣ የአጥንት ስብራት ወይም ቱቦ አይፈልግም። ለልጆች አይደለም።
more-data =
    ምን ትይዛላችሁ?
    ቋንቋዎን፣ ፈቃድዎን፣ የመጀመሪያና የመጨረሻ መልእክትዎን ቀን እና ከመለያዎ የተሠራ ኮድ። ከእያንዳንዱ ፎቶ፦ ጊዜ፣ ጥራት፣ ከገለጹ የታካሚው ዕድሜ፣ ውጤትና አስተያየትዎ፤ ያለ ምስሉ። ፎቶ የምንይዘው ለተለየ ጥያቄ አዎ ካሉ ብቻ ነው፦ /donate።
more-who =
    ፎቶዬን ማን ማየት ይችላል?
    ፕሮግራሙን ለማሻሻል ካልሰጡት በቀር ማንም ሰው አያየውም። በመልእክት መተግበሪያው ሰርቨሮች በኩል ወደዚህ አገልግሎት ኮምፒውተር ይሄዳል፤ እዚያም ተመስጥሮ ይቀመጣል።
more-how-long =
    ለምን ያህል ጊዜ?
    ፎቶው መልሱ እንደደረሰዎ ይሰረዛል፤ ቢዘገይ ከ{ $hours } ሰዓት አያልፍም። በውጤቱ ላይ ለ{ $caseDays } ቀናት አስተያየት መስጠት ይቻላል፤ አስተያየቶች ለ{ $keptDays } ቀናት ይያዛሉ። /forget ስለ እርስዎ የያዝነውን ይሰርዛል።

## How to photograph

how-to-photograph =
    ከፊት የተነሳ የደረት ኤክስሬይ ፎቶ ይላኩ፦

    1. ፊልሙን በብርሃን ሳጥን ወይም በብሩህ መስኮት ላይ ያድርጉ። ከኋላዎ ያለውን የክፍል መብራትና ፍላሽ ያጥፉ።
    2. ስልኩን ከፊልሙ ጋር ትይዩ ይያዙ፤ ሳያዘነብሉ፣ ያለ ጥላ።
    3. ሙሉ ፊልሙን ያሳዩ፤ ምስሉን ይሙላ።
    4. የታካሚውን ስምና ቁጥር ይሸፍኑ።
    5. ከቻሉ እንደ ፋይል ይላኩ፦ ይበልጥ ጥርት ይላል።

## Photos and receipts

receipt = ፎቶ ደርሷል፣ ጉዳይ { $code }። መልሱ እዚህ ይመጣል።
receipt-queued =
    ፎቶ ደርሷል፣ ጉዳይ { $code }። { $ahead ->
        [one] ከእሱ በፊት { $ahead } ፎቶ ይነበባል።
       *[other] ከእሱ በፊት { $ahead } ፎቶዎች ይነበባሉ።
    } መልሱ እዚህ ይመጣል።
receipt-album =
    { $count ->
        [one] { $count } ፎቶ ደርሷል።
       *[other] { $count } ፎቶዎች ደርሰዋል።
    } እያንዳንዱ ለብቻው ይነበባል፤ የራሱን መልስ ያገኛል። ጉዳዮች፦ { $codes }።
receipt-album-queued =
    { $count ->
        [one] { $count } ፎቶ ደርሷል።
       *[other] { $count } ፎቶዎች ደርሰዋል።
    } እያንዳንዱ ለብቻው ይነበባል፤ የራሱን መልስ ያገኛል። { $ahead ->
        [one] ከእነሱ በፊት { $ahead } ፎቶ ይነበባል።
       *[other] ከእነሱ በፊት { $ahead } ፎቶዎች ይነበባሉ።
    } ጉዳዮች፦ { $codes }።
photo-held = ፎቶዎ ለአንድ ሰዓት ተመስጥሮ ይቀመጣል። ውሎቹን እንደተስማሙ ይነበባል።
photo-held-new-terms = ውሎቹ ተለውጠዋል። ፎቶዎ ለአንድ ሰዓት ተመስጥሮ ይቀመጣል። አዲሶቹን ውሎች እንደተስማሙ ይነበባል።
photo-held-full = እባክዎ መጀመሪያ በውሎቹ ይስማሙ፤ ከዚያ ይህን ፎቶ እንደገና ይላኩ።
photo-held-expired = ሰዓቱ አልፏል፤ ፎቶውም ተሰርዟል። እባክዎ እንደገና ይላኩ።
photos-released =
    እናመሰግናለን። { $count ->
        [one] ፎቶዎ አሁን እየተነበበ ነው።
       *[other] { $count } ፎቶዎችዎ አሁን እየተነበቡ ነው።
    }

## Age of the patient

receipt-age = የታካሚው ዕድሜ ስንት ነው? ካልገለጹ ፊልሙ እንደ አዋቂ ይነበባል።
button-age-under-5 = ከ5 ዓመት በታች
button-age-5-14 = 5–14 ዓመት
button-age-adult = አዋቂ
report-child = ⚠️ ልጅ፦ ፕሮግራሙ የተማረው ከአዋቂዎች ነው። በዚህ ዕድሜ ላለ ልጅ መልሱን ማመን አይቻልም።
report-age-unknown = እንደ አዋቂ ፊልም ተነብቧል፦ ዕድሜ አልተገለጸም።
age-warning = ⚠️ ጉዳይ { $codes }፦ ፕሮግራሙ የተማረው ከአዋቂዎች ነው። በዚህ ዕድሜ ላለ ልጅ መልሱን ማመን አይቻልም። ታካሚውንና ፊልሙን ለሐኪም ያሳዩ።
age-noted = ተመዝግቧል፦ { $age }።
age-corrected = ተመዝግቧል፦ አዋቂ። ስለ ልጆች የተሰጠው ማስጠንቀቂያ ለጉዳይ { $codes } አይሠራም።
age-closed = ለዚህ ፎቶ ዕድሜ መግለጽ አይቻልም። ታካሚው ከ{ $years } ዓመት በታች ከሆነ መልሱን አይመኑ።
web-choose-age = የታካሚው ዕድሜ
web-age-none = መልስ የለም፦ እንደ አዋቂ ይነበባል

## Photos of one patient

button-join = ያው ታካሚ፦ { $code }
button-part = ያው ታካሚ አይደለም
report-joint = የአንድ ታካሚ { $count } ፎቶዎች የጋራ መልስ፦ { $codes }።
report-joint-valid = የእያንዳንዱ ፎቶ መልስ ይጸናል።
join-withdrawn = የ{ $codes } የጋራ መልስ ተሰርዟል፦ አይጠቀሙበት። የእያንዳንዱ ፎቶ መልስ ይጸናል።
join-apart = ይህ ፎቶ ከሌላ ጋር አልተያያዘም። የራሱ መልስ ይጸናል።
join-closed = እነዚህን ፎቶዎች ማያያዝ አይቻልም፦ የተነበቡ ፎቶዎችን ለ{ $caseDays } ቀናት ማያያዝ ይቻላል።
join-full = ቢበዛ { $count } ፎቶዎችን ማያያዝ ይቻላል። ምንም አልተለወጠም።
join-other-model = እነዚህን ፎቶዎች ያነበቡት የተለያዩ ሞዴሎች ስለሆኑ ማያያዝ አይቻልም። የእያንዳንዱ ፎቶ መልስ ይጸናል።

## Refusals: what is wrong and how to mend it

refusal-unreadable = ይህ ፋይል እንደ ምስል ሊከፈት አልቻለም። እባክዎ ፊልሙን እንደገና ፎቶ አንስተው አዲሱን ይላኩ።
refusal-unsupported-format =
    { $format ->
        [heic] ይህ የ HEIC ምስል ነው፤ እዚህ ሊነበብ አይችልም። እንደ ፋይል ሳይሆን እንደ ፎቶ ይላኩ፤ ወይም ካሜራውን “Most Compatible” (JPEG) ላይ ያድርጉ።
        [pdf] ይህ PDF ነው። እባክዎ ፊልሙን ወይም ማያ ገጹን ፎቶ ያንሱ፤ ወይም ምስሉን በ JPEG ወይም PNG ይላኩ።
        [dicom] ይህ የ DICOM ፋይል እዚህ የማይነበብ ዓይነት ነው፤ ለምሳሌ ብዙ ምስሎች በአንድ ላይ ወይም ያልተለመደ ጭመቃ። እባክዎ ከፊት የተነሳውን ምስል ብቻ ይላኩ፤ የስክሪኑን ፎቶ ወይም JPEG ወይም PNG።
        [svg] ይህ ሥዕል እንጂ ፎቶ አይደለም። እባክዎ ኤክስሬዩን በ JPEG ወይም PNG ይላኩ።
        [bmp] ይህ የ BMP ምስል ነው። እባክዎ በ JPEG ወይም PNG ይላኩ።
       *[other] ይህ ዓይነት ፋይል እዚህ ሊነበብ አይችልም። እባክዎ ኤክስሬዩን እንደ ፎቶ፣ ወይም በ JPEG ወይም PNG ፋይል ይላኩ።
    }
refusal-too-small = ምስሉ ለማንበብ በጣም ትንሽ ነው። እባክዎ ዋናውን ፎቶ ይላኩ፤ ወይም ፊልሙ ምስሉን እስኪሞላ ይቅረቡ።
refusal-too-large = ምስሉ በጣም ትልቅ ነው። እባክዎ እንደ ፋይል ሳይሆን እንደ ፎቶ ይላኩ።
refusal-not-a-chest-xray = ይህ የደረት ኤክስሬይ አይመስልም። እባክዎ ከፊት የተነሳውን ሙሉ የደረት ፊልም ፎቶ ይላኩ፤ በዙሪያው ብዙ ነገር ሳይኖር።
refusal-not-an-x-ray = በፋይሉ መሠረት ይህ ሌላ ዓይነት ምርመራ ነው፤ ለምሳሌ ሲቲ ወይም አልትራሳውንድ። እባክዎ ከፊት የተነሳ የደረት ኤክስሬይ ይላኩ።
refusal-not-frontal = ይህ ከጎን የተነሳ ይመስላል። እባክዎ ከፊት የተነሳውን ይላኩ።
refusal-blurred = ፎቶው ደብዝዟል። ስልኩን ሳያንቀሳቅሱ ይያዙ፣ ጥርት እስኪል ይጠብቁ፤ አዲስ ፎቶ ይላኩ።
refusal-too-dark = ፎቶው በጣም ጨለማ ነው። ከፊልሙ ጀርባ የብርሃን ሳጥን ወይም ብሩህ መስኮት ያድርጉና አዲስ ፎቶ ይላኩ።
refusal-too-bright = ፎቶው በጣም ደማቅ ነው። ፍላሹን ያጥፉ፣ ብርሃኑን ይቀንሱ፤ አዲስ ፎቶ ይላኩ።
refusal-cropped = የደረቱ ከፊል ተቆርጧል። እባክዎ ሙሉ ፊልሙን የሚያሳይ ፎቶ ይላኩ።
refusal-glare = በፊልሙ ላይ ብርሃን ያንጸባርቃል። ፍላሹንና የክፍሉን መብራት ያጥፉና አዲስ ፎቶ ይላኩ።
refusal-expired = ይህ ፎቶ ብዙ ጠብቆ ሳይነበብ ተሰርዟል። እባክዎ እንደገና ይላኩ።
refusal-unavailable = የመልእክት መተግበሪያው ይህ ፎቶ ከእንግዲህ የለውም። እባክዎ እንደገና ይላኩ።
refusal-unprocessable = ይህ ፎቶ ከሦስት ሙከራ በኋላም ሊነበብ አልቻለም። እባክዎ ፊልሙን እንደገና ፎቶ አንስተው አዲሱን ይላኩ።

## Not sure: read, but nothing is claimed

unsure-result = ❓ ፕሮግራሙ ስለዚህ ፊልም እርግጠኛ አይደለም፤ ምንም ምልክት አይጠቅስም። ይህ በሽታ የለም ማለት አይደለም። እባክዎ የራዲዮሎጂ ሐኪምን ወይም ኤክስሬይ የሚያነብ ቅርብ ያለ የሕክምና ባለሙያን ይጠይቁ።
unsure-why-unlike-training = ምክንያት፦ ይህ ፊልም ፕሮግራሙ ከተማረባቸው ፊልሞች ጋር አይመሳሰልም።
unsure-why-unsteady = ምክንያት፦ ምስሉ እንደ መስታወት ሲገለበጥ ወይም ትንሽ ሲንቀሳቀስ መልሱ ተቀየረ።
unsure-photo = የተሻለ ፎቶ ሊረዳ ይችላል፦ ሙሉው ፊልም፣ ጠፍጣፋ፣ ግልጽ እና ያለ ፍላሽ፣ በብርሃን ሳጥን ወይም በደማቅ መስኮት ላይ።
admin-unsure = ከእነዚህ እርግጠኛ ያልሆኑ፦ ዛሬ { $count }፣ በ7 ቀን { $week }

## Result

report-starter = ⚠️ የሙከራ ሞዴል፦ አገልግሎቱን ለመሞከር እንጂ ለታካሚዎች አይደለም።
report-late = በ{ $time } ስለላኩት ፎቶ፦
report-act-now = 🚨 አሁኑኑ እርምጃ ይውሰዱ፦ ከ{ $findings } ጋር ሊጣጣሙ የሚችሉ ምልክቶች። ታካሚውን ይዩ፤ ወዲያውኑ እርዳታ ይጥሩ።
report-signs = ፕሮግራሙ ከሚከተሉት ጋር ሊጣጣሙ የሚችሉ ምልክቶች ያያል፦
report-finding = { $rank }. { $finding }፦ { $band }
report-finding-weak = { $rank }. { $finding }፦ { $band } (ደካማ ማስረጃ)
report-more-signs = … እና ሌሎች { $count }።
report-no-sign = ከማስጠንቀቂያ ደረጃ በላይ ምልክት የለም። ይህ በሽታ የለም ማለት አይደለም።
report-order-only = የዚህ ሞዴል ውጤቶች አልተረጋገጡም። ቅደም ተከተል ብቻ፣ ለውሳኔ አይደለም፦ { $findings }።
report-tuberculosis = የሳንባ ነቀርሳ (ቲቢ) ከ14ቱ ምልክቶች ውስጥ የለም።
report-only = የተፈለገው ምልክት ይህ ብቻ ነው፦ { $finding }። ሌላ ምንም አልታየም፣ የሳንባ ነቀርሳም (ቲቢ) ቢሆን።
report-only-unproven = የዚህ ሞዴል ውጤቶች አልተረጋገጡም፦ መልስ አይሰጥም።
report-quality = የፎቶ ጥራት፦ { $grade }። መልሱ ያን ያህል አስተማማኝ አይደለም።
report-quality-notes = የፎቶ ጥራት፦ { $grade } ({ $notes })። መልሱ ያን ያህል አስተማማኝ አይደለም።
report-danger = የአደጋ ምልክቶች (መናገር አለመቻል፣ ሰማያዊ ከንፈር፣ ዝቅተኛ ኦክስጅን፣ ከባድ ድብታ)፦ አሁኑኑ ሪፈር ያድርጉ፤ ይህን አገልግሎት አይጠብቁ።
report-next-signs = ቀጥሎ፦ ታካሚውን ይመርምሩ፤ ፊልሙን ዛሬ ለሐኪም ያሳዩ።
report-next-no-sign = ቀጥሎ፦ ሕመሙ ከቀጠለ ወይም ከባሰ ታካሚውንና ፊልሙን ለሐኪም ያሳዩ።
report-confirm = የሠለጠነ ሐኪም ማረጋገጥ አለበት። በዚህ መልእክት ብቻ ሕክምና አይጀምሩ፣ አያቁሙ። ለአዋቂዎች ብቻ።
report-not-assessed = አልታየም፦ { $findings }።
report-not-assessed-count = አልታየም፦ ከ14ቱ ምልክቶች { $count }።
report-unproven = በዚህ ሞዴል አልተረጋገጠም፣ አይገለጽም፦ { $findings }።
report-unproven-count = በዚህ ሞዴል አልተረጋገጠም፣ አይገለጽም፦ ከ14ቱ ምልክቶች { $count }።
report-footer = { $model } · { $code }
refusal-footer = ጉዳይ { $code }

## Bands and photo quality

band-likely = የመሆን ዕድሉ ከፍተኛ
band-possible = ሊሆን ይችላል
band-unlikely = ከማስጠንቀቂያ ደረጃ በታች
quality-grade-good = ጥሩ
quality-grade-fair = መካከለኛ
quality-grade-poor = ደካማ
quality-note-low-resolution = ጥቂት ፒክስል
quality-note-blurred = የደበዘዘ
quality-note-low-contrast = ዝቅተኛ ንጽጽር
quality-note-dark = ጨለማ
quality-note-bright = በጣም ደማቅ
quality-note-colour-cast = የተዛባ ቀለም
report-corrected-straightened = ፎቶው በማዕዘን ተነስቷል፦ ከማንበብ በፊት ፊልሙ ተስተካክሏል። ፊት ለፊት ቢነሳ መልሱ ይበልጥ አስተማማኝ ነው።
report-corrected-turned = ፎቶው በጎኑ ወይም ተገልብጦ ነበር፦ ከማንበብ በፊት ዞሯል።
report-corrected-inverted = ፎቶው ኔጌቲቭ ነው፦ ከማንበብ በፊት ጥቁርና ነጭ ተለዋውጠዋል።
report-corrected-check-sides = እባክዎ ግራና ቀኝን ያረጋግጡ፦ ልብ ባልተለመደው ጎን ይመስላል፣ ወይም ፎቶው እንደ መስታወት ተገልብጧል።
quality-note-glare = ነጸብራቅ
quality-note-cropped-maybe = ሳንባው ተቆርጦ ሊሆን ይችላል
quality-note-stripes = የስክሪን መስመሮች
quality-note-shadow = የሚያቋርጥ ጥላ ወይም አሞሌ

## Pictures

picture-film = የእርስዎ ፊልም
picture-map = { $finding }፦ { $band }
picture-map-weak = { $finding }፦ { $band } (ደካማ ማስረጃ)
picture-map-below = { $finding }፦ ከማስጠንቀቂያ ደረጃ በታች
picture-map-unproven = { $finding }፦ በዚህ ሞዴል አልተረጋገጠም
picture-explained = ቀለሞቹ ፕሮግራሙ የት እንዳየ ያሳያሉ እንጂ በሽታው የት እንዳለ አይደለም።
picture-starter = የሙከራ ሞዴል፣ ለታካሚዎች አይደለም።
picture-footer = ጉዳይ { $code } · { $model }
picture-gone = ይህ ምስል ተሰርዟል። ከፈለጉት እባክዎ ፎቶውን እንደገና ይላኩ።

## Feedback on a result

feedback-agreed = ተመዝግቧል፦ በዚህ ውጤት ይስማማሉ። እናመሰግናለን።
feedback-disagreed = ተመዝግቧል፦ በዚህ ውጤት አይስማሙም። እናመሰግናለን። ሐኪም ምን እንደሆነ ሲያረጋግጥ እባክዎ ያንንም ይንገሩን።
feedback-which = ሐኪም ከ14ቱ ምልክቶች የትኞቹን አረጋገጠ? አንድ በአንድ ይምረጡ።
feedback-chosen = በሐኪም እንደተረጋገጠ ተመዝግቧል፦ { $findings }። ተጨማሪ ይምረጡ፤ ለማስወገድ ያንኑ እንደገና ይምረጡ።
feedback-confirmed = ተመዝግቧል፣ እናመሰግናለን። በሐኪም የተረጋገጠ፦ { $findings }።
feedback-none = ተመዝግቧል፣ እናመሰግናለን፦ ሐኪም ከ14ቱ ምልክቶች አንዱንም አላረጋገጠም።
feedback-closed = በዚህ ውጤት ላይ ከእንግዲህ አስተያየት መስጠት አይቻልም፦ የሚቻለው ለ{ $caseDays } ቀናት ነው።

## Photos given for improving the program

give-ask =
    ከአሁን በኋላ የሚልኳቸውን ፎቶዎች ፕሮግራሙን ለማሻሻል መያዝ እንችላለን? ይህ የተለየ ጥያቄ ነው፦ አይ ቢሉም አገልግሎቱ እንደዚያው ይሠራል።

    የሰጡት ፎቶ ያለ ስምዎና ቁጥርዎ ተመስጥሮ ይቀመጣል፤ ከ{ $caseDays } ቀናት በኋላ ይሰረዛል። ሐኪም ያረጋገጠውን ከነገሩን ለ{ $keptDays } ቀናት ይያዛል፤ ፕሮግራሙን የሚያሠለጥኑ ሰዎች ሊያዩት ይችላሉ። ለሥልጠና የተላለፈውን መመለስ አይቻልም።

    /donate መልስዎን በማንኛውም ጊዜ ይቀይራል።
give-on = እናመሰግናለን። የሚልኳቸው ፎቶዎች አሁን ፕሮግራሙን ለማሻሻል ይያዛሉ፦ ለ{ $caseDays } ቀናት፣ ሐኪም ያረጋገጠውን ከነገሩን ለ{ $keptDays } ቀናት። /donate ያቆመዋል።
give-off = ፎቶዎችዎ አይያዙም። የሰጧቸው ፎቶዎች ተሰርዘዋል፤ ለሥልጠና የተላለፈውን መመለስ አይቻልም።

## Findings

finding-Atelectasis = Atelectasis
finding-Cardiomegaly = የልብ መተለቅ
finding-Effusion = Pleural effusion
finding-Infiltration = Infiltration
finding-Mass = እብጠት (mass)
finding-Nodule = ትንሽ እብጠት (nodule)
finding-Pneumonia = የሳንባ ምች
finding-Pneumothorax = Pneumothorax
finding-Consolidation = Consolidation
finding-Edema = Pulmonary edema
finding-Emphysema = Emphysema
finding-Fibrosis = Fibrosis
finding-Pleural_Thickening = Pleural thickening
finding-Hernia = Hernia

## Buttons

button-agree = እስማማለሁ
button-more = ተጨማሪ ይንገሩኝ
button-decline = አይ
button-next = ቀጣይ
button-back = ተመለስ
button-picture = ምስሉን አሳይ
button-picture-below = ፕሮግራሙ የት እንዳየ አሳይ
button-how-to = ፎቶ እንዴት እንደሚነሳ
button-forget = ሰርዝ
button-keep = ይቆይ
button-choose = ይምረጡ
button-feedback-agree = 👍 እስማማለሁ
button-feedback-disagree = 👎 አልስማማም
button-feedback-confirmed = የተረጋገጠው፦ …
button-feedback-none = ከእነዚህ አንዱም
button-feedback-done = ጨርሻለሁ
button-give = አዎ፣ ይያዙ
button-give-not = አይ፣ አይያዙ
button-give-no-more = ከእንግዲህ ፎቶ አይያዙ

## Commands, as the messenger lists them

command-start = ይጀምሩ ወይም ውሎቹን እንደገና ያንብቡ
command-language = ቋንቋ ይቀይሩ
command-help = ፎቶ እንዴት እንደሚነሳና ምን መላክ እንደሚቻል
command-lowdata = መልስ በጽሑፍ ብቻ፣ ማብሪያ ወይም ማጥፊያ
command-stop = ይህን አገልግሎት መጠቀም ያቁሙ
command-forget = ስለ እርስዎ የተያዘውን ይሰርዙ
command-about = ይህ አገልግሎት ምንድን ነው
command-donate = ፕሮግራሙን ለማሻሻል ፎቶ ይስጡ ወይም መስጠት ያቁሙ

## Answers to commands

help =
    ከፊት የተነሳ የደረት ኤክስሬይ ፎቶ ይላኩ። መልሱ በጽሑፍ ይመጣል፤ ከዚያ አንድ ትንሽ ምስል።

    /language ቋንቋ ይቀይራል
    /lowdata ወደ ጽሑፍ ብቻ ይቀይራል፣ ይመልሳል
    /about ይህ አገልግሎት ምን እንደሆነ ይናገራል
    /donate ፕሮግራሙን ለማሻሻል ፎቶ ይሰጣል፣ ወይም መስጠት ያቆማል
    /stop ያቆማል፣ /forget ስለ እርስዎ የተያዘውን ይሰርዛል
about =
    Roentgram ከፊት በተነሳ የደረት ኤክስሬይ ላይ 14 ምልክቶችን ይፈልጋል፦ { $findings }።

    ለአዋቂዎች ብቻ። የሳንባ ነቀርሳ (ቲቢ) ከ14ቱ ውስጥ የለም። በሽታ የለም ማለት አይደለም፤ እያንዳንዱን መልስ የሠለጠነ ሐኪም ማረጋገጥ አለበት። ሞዴሉና ስሪቱ በእያንዳንዱ መልስ መጨረሻ ይገኛሉ።
lowdata-on = የዳታ ቁጠባ በርቷል፦ መልስ በጽሑፍ ይመጣል፤ ምስሉ የሚመጣው ከመልሱ በታች ሲጠይቁ ብቻ ነው። /lowdata ያጠፋዋል።
lowdata-off = የዳታ ቁጠባ ጠፍቷል፦ መልስ በጽሑፍ ይመጣል፤ ከዚያ አንድ ትንሽ ምስል። /lowdata ያበራዋል።
stop-done = አቁመዋል፦ አዲስ ፎቶ አይነበብም፤ የሰጧቸው ፎቶዎችም ተሰርዘዋል። ቀድሞ ለላኳቸው ፎቶዎች መልስ ይመጣል። /start እንደገና ይጀምራል፣ /forget ስለ እርስዎ የተያዘውን ይሰርዛል።
stopped = ይህን አገልግሎት አቁመዋል፦ ፎቶዎች አይነበቡም። /start እንደገና ይጀምራል።
forget-ask = ቋንቋዎን፣ ፈቃድዎን፣ አስተያየቶችዎንና የሚጠብቁ ወይም የሰጧቸውን ፎቶዎች እንሰርዝ? አሁን እየተነበቡ ያሉ ፎቶዎች መልስ ሊያገኙ ይችላሉ።
forget-ask-invited = ቋንቋዎን፣ ፈቃድዎን፣ አስተያየቶችዎን፣ ግብዣዎንና የሚጠብቁ ወይም የሰጧቸውን ፎቶዎች እንሰርዝ? አሁን እየተነበቡ ያሉ ፎቶዎች መልስ ሊያገኙ ይችላሉ። ለመመለስ አዲስ የግብዣ ኮድ ያስፈልግዎታል።
forget-done = አሁን ተሰርዘዋል፦ ቋንቋዎ፣ ፈቃድዎ፣ ቅንብሮችዎና አስተያየቶችዎ፣ ፎቶዎችዎና ምስሎችዎ። በራሳቸው የሚጠፉ፦ የፎቶዎችዎ ብዛት በአንድ ሰዓት ውስጥ፣ ይዘት የሌላቸው ቴክኒካዊ ምልክቶች በ{ $days } ቀናት ውስጥ። የዚህ ውይይት መልእክቶች እርስዎ እስኪሰርዟቸው ይቆያሉ። /start እንደገና ይጀምራል።
forget-kept = ምንም አልተሰረዘም።

## Access

invite-needed = ይህ አገልግሎት ለተጋበዙ ሰዎች ነው። እባክዎ የግብዣ ኮድዎን ይላኩ።
invite-accepted = ኮድዎ ተቀባይነት አግኝቷል። እንኳን ደህና መጡ።
invite-wrong = ይህ ኮድ አይሠራም ወይም ጥቅም ላይ ውሏል። እባክዎ ያረጋግጡ፤ ወይም አገልግሎቱን የሚያስተዳድረውን ይጠይቁ።
invite-wait = ብዙ የተሳሳቱ ኮዶች። እባክዎ ቆይተው ይሞክሩ።
blocked = ይህ አገልግሎት ለጊዜው ለእርስዎ ክፍት አይደለም፤ ምንም አይነበብም። ስህተት ከሆነ አገልግሎቱን የሚያስተዳድረውን ይጠይቁ። ታካሚ አደጋ ላይ ከሆነ አሁኑኑ ሪፈር ያድርጉ። /forget ስለ እርስዎ የተያዘውን ይሰርዛል።
rate-limited = በሰዓት የሚፈቀደውን የፎቶ ብዛት ጨርሰዋል። እባክዎ ይህን ፎቶ ከ{ $minutes } ደቂቃ በኋላ እንደገና ይላኩ። ታካሚው አደጋ ላይ ከሆነ አሁኑኑ ሪፈር ያድርጉ።
private-only = እባክዎ በግል ውይይት ይጻፉልኝ፦ የታካሚዎች ፎቶ በቡድን ውስጥ መኖር የለበትም።

## Everything else that may arrive

unknown-text = የደረት ኤክስሬይ ፎቶዎችን አነባለሁ። እባክዎ አንድ ይላኩ፣ ወይም /help።
unknown-command = ይህን ትእዛዝ አላውቅም። /help ዝርዝሩን ያሳያል።
unknown-sticker = ስቲከር ማንበብ አልችልም። እባክዎ ከፊት የተነሳ የደረት ኤክስሬይ ፎቶ ይላኩ፣ ወይም /help።
unknown-voice = የድምፅ መልእክት መስማት አልችልም። እባክዎ ከፊት የተነሳ የደረት ኤክስሬይ ፎቶ ይላኩ፣ ወይም /help።
unknown-video = ቪዲዮ ማንበብ አልችልም። እባክዎ የፊልሙን አንድ ፎቶ ይላኩ።
unknown-message = ይህን ዓይነት መልእክት ማንበብ አልችልም። እባክዎ ከፊት የተነሳ የደረት ኤክስሬይ ፎቶ ይላኩ፣ ወይም /help።
choose-number = እባክዎ ከእነዚህ ቁጥሮች በአንዱ ይመልሱ፦ { $numbers }።
button-outdated = ይህ ምርጫ ከእንግዲህ የለም። /help ምን ማድረግ እንደሚችሉ ያሳያል።
answers-waited = WhatsApp ለእርስዎ እንድጽፍ የሚፈቅደው ከመጨረሻ መልእክትዎ በኋላ ባሉት 24 ሰዓታት ውስጥ ብቻ ነው። ሲጠብቅዎ የነበረው ይኸው።
picture-unsure = ምስሉ አልደረሰዎት ይሆናል። እዚህ ሊጠይቁት ይችላሉ።
error-try-again = በእኛ በኩል ችግር ተፈጥሯል። እባክዎ ከጥቂት ደቂቃዎች በኋላ እንደገና ይላኩ።
error-busy = አገልግሎቱ ለጥቂት ጊዜ የለም። ፎቶዎ አልጠፋም፦ አገልግሎቱ እንደተመለሰ ይነበባል።

## For admins: the answer to /status, and alerts. The line after an alert's first says what to do.

admin-well = ሁሉም እየሠራ ነው።
admin-channels = መስመሮች፦ { $channels }
admin-workers = አንባቢዎች፦ { $count }
admin-waiting = የሚጠብቁ፦ { $count }፤ ያልተሳኩ፦ { $failed }
admin-answered = መልስ የተሰጠባቸው ፎቶዎች፦ ዛሬ { $count }፣ በ7 ቀን { $week }
admin-refused = ከእነዚህ ውድቅ የተደረጉ፦ ዛሬ { $count }፣ በ7 ቀን { $week }
admin-people = ሰዎች፦ { $count }፤ በውሎቹ የተስማሙ፦ { $agreed }፤ በ24 ሰዓት ውስጥ የተጠቀሙ፦ { $active }፤ የተጋበዙ፦ { $invited }፤ የታገዱ፦ { $blocked }
admin-memory = የRedis ማህደረ ትውስታ፦ ከ{ $limit } ሜባ { $used }
admin-disk = ነፃ የዲስክ ቦታ፦ { $free } ጊባ
alert-queue =
    በ“{ $queue }” ውስጥ ያለው የቆየ ሥራ ለ{ $minutes } ደቂቃ እየጠበቀ ነው።
    ተጨማሪ አንባቢዎችን ያስጀምሩ፣ ወይም መዝገቦቻቸውን ይመልከቱ።
alert-channel-down =
    መስመር { $channel } እየሠራ አይደለም።
    ያስጀምሩትና መዝገቡን ይመልከቱ።
alert-channel-trouble =
    መስመር { $channel } ግንኙነቱ ተቋርጧል።
    የአስተዳዳሪውን ገጽና መዝገቡን ይመልከቱ።
alert-channel-link =
    መስመር { $channel } ከስልኩ ጋር እስኪገናኝ እየጠበቀ ነው።
    በአስተዳዳሪው ገጽ ላይ ያለውን ኮድ ይቃኙ፦ WhatsApp፣ የተገናኙ መሣሪያዎች።
alert-no-worker =
    የሚሠራ አንባቢ የለም፦ ፎቶዎች ይደርሳሉ፣ ግን አይነበቡም።
    አንባቢ ያስጀምሩና መዝገቡን ይመልከቱ።
alert-disk =
    በ{ $host } ላይ ትንሽ የዲስክ ቦታ ቀርቷል፦ { $free } ጊባ።
    እዚያ ቦታ ያስለቅቁ።
alert-memory =
    Redis ሊሞላ ነው፦ ከ{ $limit } ሜባ { $used }።
    ተጨማሪ ማህደረ ትውስታ ይስጡት፣ ወይም ተጨማሪ አንባቢዎችን ያስጀምሩ።
alert-over = አብቅቷል፦ { $alert }

## The web page. What stands under web-<key> takes the place of <key> there.

web-tagline = ለደረት ኤክስሬይ ሁለተኛ እይታ
web-heading-code = የግብዣ ኮድ
web-heading-terms = ከመጀመርዎ በፊት
web-heading-photo = የደረት ኤክስሬይ ይላኩ
web-heading-waiting = ፎቶዎ ደርሷል
web-heading-answer = መልስ
web-heading-notice = እባክዎ ያስተውሉ
web-choose-photo = ፎቶ ይምረጡ ወይም ያንሱ
web-send = ይላኩ
web-sending = ፎቶው እየተላከ ነው። እባክዎ ይህን ገጽ ክፍት ያድርጉት።
web-refreshes = ይህ ገጽ መልሱን በራሱ ይፈልጋል። ዘግተውት ተመልሰው መምጣት ይችላሉ።
web-look-again = አሁን ይመልከቱ
web-link-expires = ይህ ገጽ በ{ $time } ይሰረዛል። አድራሻው ያለው ሁሉ ሊያየው ይችላል።
web-another = ሌላ ፎቶ ይላኩ
web-delete = ይህን መልስ ሰርዝ
web-photos = ፎቶዎችዎ
web-photo-answered = ጉዳይ { $code }፦ መልሱን ይመልከቱ
web-photo-waiting = ጉዳይ { $code }፦ ገና መልስ የለም
web-picture = ፊልምዎ፣ ከጎኑም ፕሮግራሙ የተመለከተበት ቦታ
web-menu = ተጨማሪ ምርጫዎች
web-home = ይቀጥሉ
web-form-refused = ይህ ገጽ ለረጅም ጊዜ ክፍት ነበር፤ ወይም አሳሽዎ ኩኪ አይይዝም። እባክዎ እንደገና ይጀምሩ፤ ገጹ አንድ ኩኪ ያስፈልገዋል።
web-not-found = እንዲህ ያለ ገጽ የለም።
web-gone = ይህ መልስ ከእንግዲህ እዚህ የለም፦ ጊዜው አልፏል ወይም ተሰርዟል። ካስፈለገዎ እባክዎ ፎቶውን እንደገና ይላኩ።
web-upload-broken = ፎቶው ሙሉ በሙሉ አልደረሰም። እባክዎ እንደገና ይላኩ።
web-photo-missing = ምንም ፎቶ አልተመረጠም። እባክዎ አንድ ይምረጡ ወይም ያንሱ።
web-too-many = ከእርስዎ ግንኙነት በጣም ብዙ ተልኳል። እባክዎ ከ{ $minutes } ደቂቃ በኋላ እንደገና ይሞክሩ። ታካሚው አደጋ ላይ ከሆነ አሁኑኑ ሪፈር ያድርጉ።
web-error-busy = አገልግሎቱ ለጥቂት ጊዜ የለም። ፎቶዎ አልተቀበልንም። እባክዎ ከአንድ ደቂቃ በኋላ እንደገና ይላኩ።
web-refusal-too-large = ምስሉ በጣም ትልቅ ነው። እባክዎ አነስ ያለ ይምረጡ፤ ወይም ካሜራውን ወደ አነስተኛ ሜጋፒክስል ያስተካክሉ።
web-forget-done = ተሰርዟል፤ በዚህ ገጽ ካሉ መልሶችዎ ሁሉ ጋር።
web-more-data =
    ምን ትይዛላችሁ?
    ቋንቋዎን፣ ፈቃድዎንና በዚህ አሳሽ አንድ ኩኪ ውስጥ ያለ የዘፈቀደ ኮድ። ከእያንዳንዱ ፎቶ፦ ጊዜ፣ ጥራትና ውጤት፤ ያለ ምስሉ።
web-more-who =
    ፎቶዬን ማን ማየት ይችላል?
    ማንም ሰው አያየውም። ወደዚህ አገልግሎት ኮምፒውተር ይሄዳል፤ እዚያም ተመስጥሮ ይቀመጣል። መልሱ ሊገመት የማይችል አድራሻ አለው፤ ያ አድራሻ ያለው ሁሉ እስኪሰረዙ ድረስ መልሱንና ምስሉን ሊያይ ይችላል።
web-how-to-photograph =
    ከፊት የተነሳ የደረት ኤክስሬይን እንዴት ፎቶ እንደሚያነሱ፦

    1. ፊልሙን በብርሃን ሳጥን ወይም በብሩህ መስኮት ላይ ያድርጉ። ከኋላዎ ያለውን የክፍል መብራትና ፍላሽ ያጥፉ።
    2. ስልኩን ከፊልሙ ጋር ትይዩ ይያዙ፤ ሳያዘነብሉ፣ ያለ ጥላ።
    3. ሙሉ ፊልሙን ያሳዩ፤ ምስሉን ይሙላ።
    4. የታካሚውን ስምና ቁጥር ይሸፍኑ።
