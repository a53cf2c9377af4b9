### العربية.
### Awaits review by a clinician who speaks this language (بانتظار مراجعة طبيب يتكلم العربية).
### Wording rules: docs/clinical-safety.md. Numbers, times and lists arrive formatted for the language.
### Commands stand in { "..." }: that isolates them, so the slash stays on their left in a right-to-left line.

## Languages

language-name = العربية
language-choose = يرجى اختيار اللغة.
language-changed = من الآن أكتب بالعربية.

## Terms

terms =
    يرجى قراءة هذا أولًا.

    • يبحث البرنامج عن 14 علامة في صورة أشعة أمامية للصدر لشخص بالغ. للبالغين فقط.
    • السلّ ليس من بين العلامات الـ14.
    • قد يخطئ البرنامج، وهو لا ينفي وجود مرض. يجب أن يؤكد ممارس سريري مدرَّب كل جواب.
    • تُحفظ صورتك مشفّرة، وتُحذف فور وصول الجواب إليك، وبعد { $hours ->
        [zero] أقل من ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
        [many] { $hours } ساعة
       *[other] { $hours } ساعة
    } على الأكثر.
    • نحتفظ بالأعداد والأوقات والنتائج تحت رمز، من دون اسم أو رقم هاتف أو صورة.
    • يحق لك إرسال هذه الصورة، ولا يظهر فيها اسم.

    هل توافق؟
terms-agreed = شكرًا. يمكنك التوقف في أي وقت بالأمر { "/stop" }.
terms-declined = نحترم ذلك. لا تُقرأ أي صورة من دون موافقتك. إن غيّرت رأيك فأرسل { "/start" }.
terms-first = يرجى أولًا الإجابة عن سؤال الشروط: الأمر { "/start" } يعرضه من جديد.

## More about the terms, one page each

more-what =
    ما هذا؟
    برنامج حاسوبي يبحث عن 14 علامة في صورة أشعة للصدر، ويجيب بنص وصورة صغيرة واحدة. وهو لا يحل محل الممارس السريري.
more-limits =
    ما الذي لا يستطيعه؟
    لا يستطيع نفي وجود مرض. ولا يبحث عن السلّ أو الكسور أو الأنابيب. وهو ليس للأطفال.
more-data =
    بماذا تحتفظون؟
    بلغتك وموافقتك ورمز مشتق من حسابك. ومن كل صورة: الأوقات وجودة الصورة والنتيجة، من دون الصورة نفسها.
more-who =
    من يرى صورتي؟
    لا ينظر إليها أحد. تمر عبر خوادم تطبيق المراسلة إلى الحاسوب الذي يشغّل هذه الخدمة، وتُحفظ عليه مشفّرة.
more-how-long =
    كم من الوقت؟
    تُحذف الصورة فور وصول الجواب إليك، وبعد { $hours ->
        [zero] أقل من ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
        [many] { $hours } ساعة
       *[other] { $hours } ساعة
    } على الأكثر. والأمر { "/forget" } يحذف ما نحتفظ به عنك.

## How to photograph

how-to-photograph =
    أرسل صورة لأشعة صدر أمامية:

    1. ضع الفيلم على صندوق مضيء أو أمام نافذة مضيئة. أطفئ ضوء الغرفة خلفك وأطفئ الفلاش.
    2. أمسك الهاتف موازيًا للفيلم، من دون ميل أو ظل.
    3. أظهر الفيلم كاملًا بحيث يملأ الصورة.
    4. غطِّ اسم المريض ورقمه.
    5. إن أمكن فأرسلها كملف: تبقى أوضح.

## Photos and receipts

receipt = وصلت الصورة، الحالة { $code }. سيأتي الجواب هنا.
receipt-queued =
    وصلت الصورة، الحالة { $code }. { $ahead ->
        [zero] لا توجد صور قبلها.
        [one] قبلها صورة واحدة.
        [two] قبلها صورتان.
        [few] قبلها { $ahead } صور.
        [many] قبلها { $ahead } صورة.
       *[other] قبلها { $ahead } صورة.
    } سيأتي الجواب هنا.
receipt-album =
    { $count ->
        [zero] لم تصل أي صورة.
        [one] وصلت صورة واحدة.
        [two] وصلت صورتان.
        [few] وصلت { $count } صور.
        [many] وصلت { $count } صورة.
       *[other] وصلت { $count } صورة.
    } تُقرأ كل صورة وحدها ولها جوابها. الحالات: { $codes }.
receipt-album-queued =
    { $count ->
        [zero] لم تصل أي صورة.
        [one] وصلت صورة واحدة.
        [two] وصلت صورتان.
        [few] وصلت { $count } صور.
        [many] وصلت { $count } صورة.
       *[other] وصلت { $count } صورة.
    } تُقرأ كل صورة وحدها ولها جوابها. { $ahead ->
        [zero] لا توجد صور قبلها.
        [one] قبلها صورة واحدة.
        [two] قبلها صورتان.
        [few] قبلها { $ahead } صور.
        [many] قبلها { $ahead } صورة.
       *[other] قبلها { $ahead } صورة.
    } الحالات: { $codes }.
photo-held = تُحفظ صورتك مشفّرة لمدة ساعة، وتُقرأ فور موافقتك على الشروط.
photo-held-full = يرجى الموافقة على الشروط أولًا، ثم إرسال هذه الصورة من جديد.
photo-held-expired = انتهت الساعة وحُذفت الصورة. يرجى إرسالها من جديد.
photos-released =
    شكرًا. { $count ->
        [zero] لا توجد صور تنتظر.
        [one] تُقرأ صورتك الآن.
        [two] تُقرأ صورتاك الآن.
        [few] تُقرأ { $count } صور الآن.
        [many] تُقرأ { $count } صورة الآن.
       *[other] تُقرأ { $count } صورة الآن.
    }

## Refusals: what is wrong and how to mend it

refusal-unreadable = تعذّر فتح هذا الملف كصورة. يرجى تصوير الفيلم من جديد وإرسال الصورة الجديدة.
refusal-unsupported-format =
    { $format ->
        [heic] هذه صورة بصيغة HEIC لا يمكن قراءتها هنا. يرجى إرسالها كصورة لا كملف، أو ضبط الكاميرا على «الأكثر توافقًا» (JPEG).
        [pdf] هذا ملف PDF. يرجى تصوير الفيلم أو الشاشة، أو إرسال الصورة نفسها بصيغة JPEG أو PNG.
        [dicom] هذا ملف DICOM. يرجى تصديره بصيغة JPEG أو PNG ثم إرساله.
        [svg] هذا رسم وليس صورة. يرجى إرسال صورة الأشعة بصيغة JPEG أو PNG.
        [bmp] هذه صورة بصيغة BMP. يرجى إرسالها بصيغة JPEG أو PNG.
       *[other] لا يمكن قراءة هذا النوع من الملفات هنا. يرجى إرسال الأشعة كصورة، أو كملف JPEG أو PNG.
    }
refusal-too-small = الصورة أصغر من أن تُقرأ. يرجى إرسال الصورة الأصلية، أو الاقتراب حتى يملأ الفيلم الصورة.
refusal-too-large = الصورة كبيرة جدًا. يرجى إرسالها كصورة لا كملف.
refusal-not-a-chest-xray = لا تبدو هذه صورة أشعة للصدر. يرجى إرسال صورة لفيلم الصدر الأمامي كاملًا، من دون الكثير حوله.
refusal-not-frontal = تبدو هذه صورة جانبية. يرجى إرسال الصورة الأمامية.
refusal-blurred = الصورة غير واضحة. يرجى تثبيت الهاتف والانتظار حتى تتضح، ثم إرسال صورة جديدة.
refusal-too-dark = الصورة مظلمة جدًا. يرجى وضع صندوق مضيء أو نافذة مضيئة خلف الفيلم وإرسال صورة جديدة.
refusal-too-bright = الصورة ساطعة جدًا. يرجى إطفاء الفلاش وتخفيف الضوء وإرسال صورة جديدة.
refusal-cropped = جزء من الصدر مقطوع. يرجى إرسال صورة تُظهر الفيلم كاملًا.
refusal-glare = ينعكس ضوء على الفيلم. يرجى إطفاء الفلاش وضوء الغرفة وإرسال صورة جديدة.
refusal-expired = انتظرت هذه الصورة طويلًا وحُذفت من دون قراءة. يرجى إرسالها من جديد.
refusal-unavailable = لم تعد هذه الصورة لدى تطبيق المراسلة. يرجى إرسالها من جديد.
refusal-unprocessable = تعذّرت قراءة هذه الصورة بعد ثلاث محاولات. يرجى تصوير الفيلم من جديد وإرسال الصورة الجديدة.

## Result

report-starter = ⚠️ نموذج تجريبي: لتجربة الخدمة، لا للمرضى.
report-late = بخصوص صورتك المرسلة في { $time }:
report-act-now = 🚨 تصرّف الآن: علامات قد تتوافق مع { $findings }. عاين المريض واطلب المساعدة فورًا.
report-signs = يرى البرنامج علامات قد تتوافق مع:
report-finding = { $rank }. { $finding }: { $band }
report-finding-weak = { $rank }. { $finding }: { $band } (دليل ضعيف)
report-more-signs =
    { $count ->
        [zero] … ولا علامة أخرى.
        [one] … وعلامة أخرى.
        [two] … وعلامتان أخريان.
        [few] … و{ $count } علامات أخرى.
        [many] … و{ $count } علامة أخرى.
       *[other] … و{ $count } علامة أخرى.
    }
report-no-sign = لا توجد علامة فوق مستوى التنبيه. هذا لا ينفي وجود مرض.
report-order-only = نتائج هذا النموذج غير مثبتة. ترتيب فقط، لا يصلح للقرار: { $findings }.
report-tuberculosis = السلّ ليس من بين العلامات الـ14.
report-quality = جودة الصورة: { $grade }. الجواب أقل موثوقية.
report-quality-notes = جودة الصورة: { $grade } ({ $notes }). الجواب أقل موثوقية.
report-danger = علامات الخطر (عجز عن الكلام، زرقة الشفتين، نقص الأكسجين، نعاس شديد): أحِل المريض فورًا ولا تنتظر هذه الخدمة.
report-next-signs = الخطوة التالية: افحص المريض واعرض الفيلم على ممارس سريري اليوم.
report-next-no-sign = الخطوة التالية: إن استمرت الأعراض أو اشتدت، فاعرض المريض والفيلم على ممارس سريري.
report-confirm = يجب أن يؤكد ذلك ممارس سريري مدرَّب. لا تبدأ علاجًا ولا توقفه بناءً على هذه الرسالة وحدها. للبالغين فقط.
report-not-assessed = لم يُقيَّم: { $findings }.
report-not-assessed-count =
    { $count ->
        [zero] قُيّمت العلامات الـ14 كلها.
        [one] لم تُقيَّم علامة واحدة من 14.
        [two] لم تُقيَّم علامتان من 14.
        [few] لم تُقيَّم { $count } علامات من 14.
        [many] لم تُقيَّم { $count } علامة من 14.
       *[other] لم تُقيَّم { $count } علامة من 14.
    }
report-unproven = غير مثبت مع هذا النموذج فلا يُذكر: { $findings }.
report-unproven-count =
    { $count ->
        [zero] العلامات الـ14 كلها مثبتة مع هذا النموذج.
        [one] علامة واحدة من 14 غير مثبتة مع هذا النموذج فلا تُذكر.
        [two] علامتان من 14 غير مثبتتين مع هذا النموذج فلا تُذكران.
        [few] { $count } علامات من 14 غير مثبتة مع هذا النموذج فلا تُذكر.
        [many] { $count } علامة من 14 غير مثبتة مع هذا النموذج فلا تُذكر.
       *[other] { $count } علامة من 14 غير مثبتة مع هذا النموذج فلا تُذكر.
    }
report-footer = { $model } · { $code }
refusal-footer = الحالة { $code }

## Bands and photo quality

band-likely = مرجَّح
band-possible = ممكن
band-unlikely = دون مستوى التنبيه
quality-grade-good = جيدة
quality-grade-fair = متوسطة
quality-grade-poor = ضعيفة
quality-note-low-resolution = نقاط قليلة
quality-note-low-contrast = تباين ضعيف
quality-note-dark = مظلمة
quality-note-bright = ساطعة
quality-note-colour-cast = ألوان غير دقيقة

## Pictures

picture-film = صورتك
picture-map = { $finding }: { $band }
picture-map-weak = { $finding }: { $band } (دليل ضعيف)
picture-map-below = { $finding }: دون مستوى التنبيه
picture-map-unproven = { $finding }: غير مثبت مع هذا النموذج
picture-explained = الألوان تبيّن أين نظر البرنامج، لا أين المرض.
picture-starter = نموذج تجريبي، ليس للمرضى.
picture-footer = الحالة { $code } · { $model }
picture-gone = حُذفت هذه الصورة. يرجى إرسال صورة الأشعة من جديد عند الحاجة.

## Findings

finding-Atelectasis = انخماص الرئة
finding-Cardiomegaly = تضخم القلب
finding-Effusion = انصباب جنبي
finding-Infiltration = ارتشاح رئوي (infiltration)
finding-Mass = كتلة رئوية
finding-Nodule = عُقيدة رئوية
finding-Pneumonia = التهاب رئوي
finding-Pneumothorax = استرواح الصدر
finding-Consolidation = تكثّف رئوي
finding-Edema = وذمة رئوية
finding-Emphysema = نُفاخ رئوي
finding-Fibrosis = تليّف رئوي
finding-Pleural_Thickening = تسمّك الجنبة
finding-Hernia = فتق حجابي

## Buttons

button-agree = أوافق
button-more = أريد معرفة المزيد
button-decline = لا
button-next = التالي
button-back = رجوع
button-picture = عرض الصورة
button-picture-below = أين نظر البرنامج
button-how-to = كيفية التصوير
button-forget = حذف
button-keep = إبقاء

## Commands, as the messenger lists them

command-start = البدء أو قراءة الشروط من جديد
command-language = تغيير اللغة
command-help = كيفية التصوير وما يمكن إرساله
command-lowdata = أجوبة نصية فقط، تشغيل أو إيقاف
command-stop = التوقف عن استخدام الخدمة
command-forget = حذف ما يُحفظ عنك
command-about = ما هذه الخدمة

## Answers to commands

help =
    أرسل صورة لأشعة صدر أمامية. يأتي الجواب نصًا، ثم صورة صغيرة واحدة.

    { "/language" } لتغيير اللغة
    { "/lowdata" } للنص فقط أو العودة عنه
    { "/about" } للتعريف بهذه الخدمة
    { "/stop" } للتوقف، و{ "/forget" } لحذف ما نحتفظ به عنك
about =
    تبحث خدمة { "Roentgram" } عن 14 علامة في صور الأشعة الأمامية للصدر: { $findings }.

    للبالغين فقط. السلّ ليس من بين العلامات الـ14. والخدمة لا تنفي وجود مرض، ويجب أن يؤكد ممارس سريري مدرَّب كل جواب. يُذكر النموذج وإصداره في آخر كل جواب.
lowdata-on = وضع البيانات القليلة مفعّل: تأتي الأجوبة نصًا، مع زر للصورة. الأمر { "/lowdata" } يوقفه.
lowdata-off = وضع البيانات القليلة متوقف: تأتي الأجوبة نصًا ثم صورة صغيرة واحدة. الأمر { "/lowdata" } يشغّله.
stop-done = لقد توقفت: لن تُقرأ أي صورة جديدة. أما أجوبة الصور المرسلة سابقًا فستصل. الأمر { "/start" } للبدء من جديد، والأمر { "/forget" } لحذف ما نحتفظ به عنك.
stopped = لقد أوقفت هذه الخدمة: لا تُقرأ الصور. الأمر { "/start" } للبدء من جديد.
forget-ask = هل نحذف لغتك وموافقتك والصور التي ما زالت تنتظر؟ قد يصل جواب الصور التي تُقرأ الآن.
forget-ask-invited = هل نحذف لغتك وموافقتك ودعوتك والصور التي ما زالت تنتظر؟ ستحتاج إلى رمز جديد للعودة. قد يصل جواب الصور التي تُقرأ الآن.
forget-done = تم الحذف. تبقى رسائل هذه المحادثة حتى تحذفها بنفسك. الأمر { "/start" } للبدء من جديد.
forget-kept = لم يُحذف شيء.

## Access

invite-needed = هذه الخدمة مفتوحة للمدعوين. يرجى إرسال رمز الدعوة.
invite-accepted = قُبل رمزك. أهلًا بك.
invite-wrong = هذا الرمز غير صالح أو سبق استعماله. يرجى التحقق منه أو سؤال من يدير الخدمة.
invite-wait = رموز خاطئة كثيرة. يرجى المحاولة لاحقًا.
rate-limited =
    بلغت عدد الصور المسموح به في الساعة. يرجى إرسال هذه الصورة من جديد بعد { $minutes ->
        [zero] أقل من دقيقة
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $minutes } دقائق
        [many] { $minutes } دقيقة
       *[other] { $minutes } دقيقة
    }. إن كان المريض في خطر فأحِله فورًا.
private-only = يرجى الكتابة إليّ في محادثة خاصة: صور المرضى لا مكان لها في مجموعة.

## Everything else that may arrive

unknown-text = أقرأ صور أشعة الصدر. يرجى إرسال صورة، أو { "/help" }.
unknown-command = لا أعرف هذا الأمر. الأوامر في { "/help" }.
unknown-sticker = لا أقرأ الملصقات. يرجى إرسال صورة لأشعة صدر أمامية، أو { "/help" }.
unknown-voice = لا أسمع الرسائل الصوتية. يرجى إرسال صورة لأشعة صدر أمامية، أو { "/help" }.
unknown-video = لا أقرأ الفيديو. يرجى إرسال صورة واحدة للفيلم.
unknown-message = لا أقرأ هذا النوع من الرسائل. يرجى إرسال صورة لأشعة صدر أمامية، أو { "/help" }.
button-outdated = هذا الزر لم يعد مستعملًا. الأمر { "/help" } يبيّن ما يمكنك فعله.
error-try-again = حدث خطأ لدينا. يرجى الإرسال من جديد بعد بضع دقائق.
error-busy = الخدمة متوقفة للحظات. لم تضِع صورتك: ستُقرأ فور عودة الخدمة.
