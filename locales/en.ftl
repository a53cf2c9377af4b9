### English. The reference: every other language has the same messages with the same variables.
### Awaits review by a clinician who speaks this language.
### Wording rules: docs/clinical-safety.md. Numbers, times and lists arrive formatted for the language.

## Languages

# The language's own name, on its button.
language-name = English
language-choose = Please choose your language.
language-changed = From now on I write English.

## Terms

terms =
    Please read this first.

    • The program looks for 14 findings on a frontal chest X-ray of an adult. Adults only.
    • Tuberculosis is not among the 14.
    • It can be wrong, and it does not rule out disease. A trained clinician must confirm every answer.
    • Your photo is stored encrypted. It is deleted once you have the answer, and after { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } at the latest.
    • We keep counts, times, results and your feedback under a code, without name, phone number or picture. We keep photos only if you say yes to a separate question later.
    • You have the right to send this picture, and it shows no name.

    Do you agree?
terms-agreed = Thank you. You can stop at any time with /stop.
terms-declined = We respect that. Nothing is read without your agreement. Send /start if you change your mind.
terms-first = Please answer the question about the terms first: /start shows it again.

## More about the terms, one page each

more-what =
    What is this?
    A computer program that looks for 14 findings on a chest X-ray and answers in text and one small picture. It does not replace a clinician.
more-limits =
    What can it not do?
    It cannot rule out disease. It does not look for tuberculosis, broken bones or tubes. It is not for children.
more-data =
    What do you keep?
    Your language, your agreement, the days of your first and last message, and a code made from your account. Of each photo: times, photo quality, the patient's age if you give it, result and your feedback, without the picture. We keep photos only if you say yes to a separate question: /donate.
more-who =
    Who can see my photo?
    No person looks at it, unless you give it to improve the program. It goes through the messenger's servers to the computer that runs this service, and is stored there encrypted.
more-how-long =
    How long?
    The photo is deleted once you have the answer, and after { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } at the latest. Results can be answered for { $caseDays } days; feedback is kept for { $keptDays } days. /forget deletes what we keep about you.

## How to photograph

how-to-photograph =
    Send a photo of a frontal chest X-ray:

    1. Hang the film on a light box or against a bright window. Switch off the room light behind you, and the flash.
    2. Hold the phone parallel to the film, without tilt or shadow.
    3. Show the whole film and fill the picture with it.
    4. Cover the patient's name and number.
    5. If you can, send it as a file: it stays sharper.

## Photos and receipts

receipt = Photo received, case { $code }. The answer comes here.
receipt-queued =
    Photo received, case { $code }. { $ahead ->
        [one] { $ahead } photo is read before it.
       *[other] { $ahead } photos are read before it.
    } The answer comes here.
receipt-album =
    { $count ->
        [one] { $count } photo received.
       *[other] { $count } photos received.
    } Each is read by itself and gets its own answer. Cases: { $codes }.
receipt-album-queued =
    { $count ->
        [one] { $count } photo received.
       *[other] { $count } photos received.
    } Each is read by itself and gets its own answer. { $ahead ->
        [one] { $ahead } photo is read before them.
       *[other] { $ahead } photos are read before them.
    } Cases: { $codes }.
photo-held = Your photo is kept encrypted for one hour. It is read as soon as you agree to the terms.
photo-held-new-terms = The terms have changed. Your photo is kept encrypted for one hour. It is read as soon as you agree to the new terms.
photo-held-full = Please agree to the terms first, then send this photo again.
photo-held-expired = The hour is over and the photo was deleted. Please send it again.
photos-released =
    Thank you. { $count ->
        [one] Your photo is being read now.
       *[other] Your { $count } photos are being read now.
    }

## Age of the patient

receipt-age = How old is the patient? If you do not say, the film is read as an adult's.
button-age-under-5 = Under 5 years
button-age-5-14 = 5–14 years
button-age-adult = Adult
report-child = ⚠️ CHILD: the program has learnt from adults. For a child of this age its answer cannot be relied on.
report-age-unknown = Read as an adult's film: no age was given.
age-warning = ⚠️ Case { $codes }: the program has learnt from adults. For a child of this age its answer cannot be relied on. Show the patient and the film to a clinician.
age-noted = Noted: { $age }.
age-corrected = Noted: adult. The warning about children no longer applies to case { $codes }.
age-closed = The age can no longer be given for this photo. If the patient is younger than { $years } years, do not rely on its answer.
web-choose-age = Age of the patient
web-age-none = No answer: read as an adult

## Photos of one patient

button-join = Same patient: { $code }
button-part = Not the same patient
report-joint = Joint answer of { $count } photos of one patient: { $codes }.
report-joint-valid = Each photo's own answer stays valid.
join-withdrawn = The joint answer of { $codes } is withdrawn: do not use it. Each photo's own answer stays valid.
join-apart = This photo is joined with no other. Its own answer stays valid.
join-closed = These photos cannot be joined (any more): that is possible for { $caseDays } days, for photos that were read.
join-full = At most { $count } photos can be joined. Nothing was changed.
join-other-model = These photos were read by different models and cannot be joined. Each photo's own answer stays valid.

## Refusals: what is wrong and how to mend it

refusal-unreadable = This file could not be opened as a picture. Please photograph the film again and send the new photo.
refusal-unsupported-format =
    { $format ->
        [heic] This is a HEIC picture, which cannot be read here. Please send it as a photo instead of as a file, or set the camera to “Most compatible” (JPEG).
        [pdf] This is a PDF. Please photograph the film or the screen, or send the picture itself as JPEG or PNG.
        [dicom] This DICOM file is of a kind that cannot be read here, such as several pictures in one or a rare compression. Please send the frontal picture alone, as a photo of the screen or as JPEG or PNG.
        [svg] This is a drawing, not a photo. Please send the X-ray as JPEG or PNG.
        [bmp] This is a BMP picture. Please send it as JPEG or PNG.
       *[other] This kind of file cannot be read here. Please send the X-ray as a photo, or as a JPEG or PNG file.
    }
refusal-too-small = The picture is too small to be read. Please send the original photo, or go closer so that the film fills the picture.
refusal-too-large = The picture is too large. Please send it as a photo instead of as a file.
refusal-not-a-chest-xray = This does not look like a chest X-ray. Please send a photo of the whole frontal chest film, without much around it.
refusal-not-an-x-ray = By its file this is another kind of examination, such as CT or ultrasound. Please send a frontal chest X-ray.
refusal-not-frontal = This looks like a view from the side. Please send the frontal view.
refusal-blurred = The photo is blurred. Please hold the phone still, wait until it is sharp, and send a new photo.
refusal-too-dark = The photo is too dark. Please put a light box or a bright window behind the film and send a new photo.
refusal-too-bright = The photo is too bright. Please switch off the flash, turn down the light and send a new photo.
refusal-cropped = Part of the chest is cut off. Please send a photo that shows the whole film.
refusal-glare = Light is reflected on the film. Please switch off the flash and the room light and send a new photo.
refusal-expired = This photo waited too long and was deleted unread. Please send it again.
refusal-unavailable = The messenger no longer has this photo. Please send it again.
refusal-unprocessable = This photo could not be read after three tries. Please photograph the film again and send the new photo.

## Not sure: read, but nothing is claimed

unsure-result = ❓ The program is not sure about this film and names no finding. This does not rule out disease. Please ask a radiologist, or the nearest clinician who reads X-rays.
unsure-why-unlike-training = Why: this film is unlike those the program learnt from.
unsure-why-unsteady = Why: its answer changed when the picture was mirrored or moved a little.
unsure-photo = A better photo may help: the whole film, flat, sharp and without flash on a light box or a bright window.
admin-unsure = Of these not sure: { $count } today, { $week } in 7 days

## Result

report-starter = ⚠️ Trial model: for trying the service out, not for patients.
report-late = About your photo of { $time }:
report-act-now = 🚨 ACT NOW: signs that may fit { $findings }. See the patient and call for help at once.
report-signs = The program sees signs that may fit:
report-finding = { $rank }. { $finding }: { $band }
report-finding-weak = { $rank }. { $finding }: { $band } (weak evidence)
report-more-signs = … and { $count } more.
report-no-sign = No sign above the alert level. This does not rule out disease.
report-order-only = This model's results are unproven. Order only, not for decisions: { $findings }.
report-tuberculosis = Tuberculosis is not among the 14 findings.
report-only = Only this was looked for: { $finding }. Nothing else was assessed, nor tuberculosis.
report-only-unproven = This model's results are unproven: it gives no answer.
report-quality = Photo quality: { $grade }. The answer is less reliable.
report-quality-notes = Photo quality: { $grade } ({ $notes }). The answer is less reliable.
report-danger = Danger signs (cannot speak, blue lips, low oxygen, very drowsy): refer now, do not wait for this service.
report-next-signs = Next: examine the patient and show the film to a clinician today.
report-next-no-sign = Next: if symptoms stay or get worse, show the patient and the film to a clinician.
report-confirm = A trained clinician must confirm. Do not start or stop treatment on this message alone. Adults only.
report-not-assessed = Not assessed: { $findings }.
report-not-assessed-count = Not assessed: { $count } of the 14 findings.
report-unproven = Unproven with this model, not reported: { $findings }.
report-unproven-count = Unproven with this model, not reported: { $count } of the 14 findings.
report-footer = { $model } · { $code }
refusal-footer = Case { $code }

## Bands and photo quality

band-likely = likely
band-possible = possible
band-unlikely = below the alert level
quality-grade-good = good
quality-grade-fair = fair
quality-grade-poor = poor
quality-note-low-resolution = few pixels
quality-note-blurred = blurred
quality-note-low-contrast = low contrast
quality-note-dark = dark
quality-note-bright = bright
quality-note-colour-cast = colour cast
report-corrected-straightened = The photo was taken at an angle: the film was set straight before reading. Taken from straight ahead, the answer is surer.
report-corrected-turned = The photo lay on its side or upside down: it was turned before reading.
report-corrected-inverted = The photo is a negative: black and white were exchanged before reading.
report-corrected-check-sides = Please check left and right: the heart seems to lie on the less usual side, or the photo is mirrored.
quality-note-glare = glare
quality-note-cropped-maybe = lungs perhaps cut off
quality-note-stripes = stripes of the screen
quality-note-shadow = a bar or shadow across it

## Pictures

# Below, a no-break space keeps the mark on one line.
picture-film = Your film
picture-map = { $finding }: { $band }
picture-map-weak = { $finding }: { $band } (weak evidence)
picture-map-below = { $finding }: below the alert level
picture-map-unproven = { $finding }: unproven with this model
picture-explained = Colours show where the program looked, not where the disease is.
picture-starter = Trial model, not for patients.
picture-footer = Case { $code } · { $model }
picture-gone = This picture has been deleted. Please send the photo again if you need it.

## Feedback on a result

feedback-agreed = Noted: you agree with this result. Thank you.
feedback-disagreed = Noted: you do not agree with this result. Thank you. Once a clinician has confirmed what it is, please tell us that too.
feedback-which = Which of the 14 findings did a clinician confirm? Choose each of them.
feedback-chosen = Noted as confirmed by a clinician: { $findings }. Choose more, or choose one again to remove it.
feedback-confirmed = Noted, thank you. Confirmed by a clinician: { $findings }.
feedback-none = Noted, thank you: a clinician confirmed none of the 14 findings.
feedback-closed = This result can no longer be answered: that is possible for { $caseDays } days.

## Photos given for improving the program

give-ask =
    May we keep photos that you send from now on, to improve the program? This is a separate question: the service works the same if you say no.

    A photo you give is stored encrypted, without your name or number, and is deleted after { $caseDays } days. If you tell us what a clinician confirmed, it is kept for { $keptDays } days, and people who train the program may see it. What has been passed on for training cannot be called back.

    /donate changes your answer at any time.
give-on = Thank you. Photos you send are now kept to improve the program: { $caseDays } days, or { $keptDays } days once you tell us what a clinician confirmed. /donate ends that.
give-off = Your photos are not kept. Any photos you gave have been deleted; what was already passed on for training cannot be called back.

## Findings

finding-Atelectasis = Atelectasis
finding-Cardiomegaly = Cardiomegaly
finding-Effusion = Pleural effusion
finding-Infiltration = Infiltration
finding-Mass = Mass
finding-Nodule = Nodule
finding-Pneumonia = Pneumonia
finding-Pneumothorax = Pneumothorax
finding-Consolidation = Consolidation
finding-Edema = Pulmonary edema
finding-Emphysema = Emphysema
finding-Fibrosis = Fibrosis
finding-Pleural_Thickening = Pleural thickening
finding-Hernia = Hernia

## Buttons

button-agree = Agree
button-more = Tell me more
button-decline = No
button-next = Next
button-back = Back
button-picture = Show the picture
button-picture-below = Show where the program looked
button-how-to = How to photograph
button-forget = Delete
button-keep = Keep
button-choose = Choose
button-feedback-agree = 👍 Agree
button-feedback-disagree = 👎 Disagree
button-feedback-confirmed = Confirmed as …
button-feedback-none = None of these
button-feedback-done = Done
button-give = Yes, keep them
button-give-not = No, do not keep them
button-give-no-more = Keep no more photos

## Commands, as the messenger lists them

command-start = begin, or read the terms again
command-language = change the language
command-help = how to photograph and what you can send
command-lowdata = answers as text only, on or off
command-stop = stop using this service
command-forget = delete what is kept about you
command-about = what this service is
command-donate = give photos to improve the program, or end that

## Answers to commands

help =
    Send a photo of a frontal chest X-ray. The answer comes as text, then one small picture.

    /language changes the language
    /lowdata switches to text only and back
    /about says what this service is
    /donate gives photos to improve the program, or ends that
    /stop ends it, /forget deletes what is kept about you
about =
    Roentgram looks for 14 findings on frontal chest X-rays: { $findings }.

    Adults only. Tuberculosis is not among the 14. It does not rule out disease, and a trained clinician must confirm every answer. The model and its version stand at the end of each answer.
lowdata-on = Low data is on: answers come as text, and the picture only if you ask for it below the answer. /lowdata switches it off.
lowdata-off = Low data is off: answers come as text, then one small picture. /lowdata switches it on.
stop-done = You have stopped: no new photo will be read, and photos you gave are deleted. Answers to photos you already sent still come. /start begins again, /forget deletes what is kept about you.
stopped = You have stopped this service: photos are not read. /start begins again.
forget-ask = Delete your language, your agreement, your feedback, and photos that still wait or that you gave? Photos already being read may still be answered.
forget-ask-invited = Delete your language, your agreement, your feedback, your invitation, and photos that still wait or that you gave? Photos already being read may still be answered. To come back you will need a new invitation code.
forget-done = Deleted now: your language, agreement, settings and feedback, and your photos and pictures. By themselves go the count of your photos, within an hour, and technical marks without content, within { $days } days. Messages in this chat stay until you delete them. /start begins again.
forget-kept = Nothing was deleted.

## Access

invite-needed = This service is open to invited people. Please send your invitation code.
invite-accepted = Your code is accepted. Welcome.
invite-wrong = This code is not valid or was already used. Please check it, or ask the person who runs the service.
invite-wait = Too many wrong codes. Please try again later.
blocked = This service is not open to you at present, and nothing is read. If this is a mistake, ask the person who runs the service. If a patient is in danger, refer now. /forget deletes what is kept about you.
rate-limited =
    You have reached the number of photos per hour. Please send this photo again in { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }. If the patient is in danger, refer now.
private-only = Please write to me in a private chat: photos of patients do not belong in a group.

## Everything else that may arrive

unknown-text = I read photos of chest X-rays. Please send one, or /help.
unknown-command = I do not know this command. /help lists them.
unknown-sticker = I cannot read stickers. Please send a photo of a frontal chest X-ray, or /help.
unknown-voice = I cannot hear voice messages. Please send a photo of a frontal chest X-ray, or /help.
unknown-video = I cannot read video. Please send a single photo of the film.
unknown-message = I cannot read this kind of message. Please send a photo of a frontal chest X-ray, or /help.
choose-number = Please answer with one of these numbers: { $numbers }.
button-outdated = This choice is no longer open. /help lists what you can do.
answers-waited = WhatsApp lets me write to you only within 24 hours of your last message. Here is what has been waiting for you.
picture-unsure = The picture may not have reached you. You can ask for it here.
error-try-again = Something went wrong on our side. Please send it again in a few minutes.
error-busy = The service is away for a moment. Your photo is not lost: it will be read as soon as the service is back.

## For admins: the answer to /status, and alerts. The line after an alert's first says what to do.

admin-well = Everything runs.
admin-channels = Channels: { $channels }
admin-workers = Workers: { $count }
admin-waiting = Waiting: { $count }; failed: { $failed }
admin-answered = Photos answered: { $count } today, { $week } in 7 days
admin-refused = Of these refused: { $count } today, { $week } in 7 days
admin-people = People: { $count }; agreed to the terms: { $agreed }; active in 24 hours: { $active }; invited: { $invited }; blocked: { $blocked }
admin-memory = Redis memory: { $used } of { $limit } MB
admin-disk = Disk free: { $free } GB
alert-queue =
    The oldest job in “{ $queue }” waits for { $minutes } min.
    Start more workers, or look at their logs.
alert-channel-down =
    Channel { $channel } does not run.
    Start it, and look at its log.
alert-channel-trouble =
    Channel { $channel } has lost its connection.
    Look at the admin page and at its log.
alert-channel-link =
    Channel { $channel } waits to be linked to the phone.
    Scan the code on the admin page: WhatsApp, Linked devices.
alert-no-worker =
    No worker runs: photos are taken in, but not read.
    Start a worker, and look at its log.
alert-disk =
    Little disk space left on { $host }: { $free } GB.
    Make room there.
alert-memory =
    Redis is nearly full: { $used } of { $limit } MB.
    Give it more memory, or start more workers.
alert-over = Over: { $alert }

## The web page. What stands under web-<key> takes the place of <key> there.

web-tagline = A second look at chest X-rays
web-heading-code = Invitation code
web-heading-terms = Before you start
web-heading-photo = Send a chest X-ray
web-heading-waiting = Your photo has arrived
web-heading-answer = Answer
web-heading-notice = Please note
web-choose-photo = Choose or take a photo
web-send = Send
web-sending = Sending the photo. Please keep this page open.
web-refreshes = This page looks for the answer by itself. You may close it and come back.
web-look-again = Look again now
web-link-expires = This page is deleted on { $time }. Whoever has its address can see it.
web-another = Send another photo
web-delete = Delete this answer
web-photos = Your photos
web-photo-answered = Case { $code }: show the answer
web-photo-waiting = Case { $code }: not answered yet
web-picture = Your film, and beside it where the program looked
web-menu = More choices
web-home = Go on
web-form-refused = This page was open too long, or your browser keeps no cookies. Please start again; the page needs one cookie.
web-not-found = There is no such page.
web-gone = This answer is no longer here: its time is up, or it was deleted. Please send the photo again if you need it.
web-upload-broken = The photo did not arrive whole. Please send it again.
web-photo-missing = No photo was chosen. Please choose or take one.
web-too-many =
    Too much was sent from your connection. Please try again in { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }. If the patient is in danger, refer now.
web-error-busy = The service is away for a moment. Your photo was not taken in. Please send it again in a minute.
web-refusal-too-large = The picture is too large. Please choose a smaller one, or set the camera to fewer megapixels.
web-forget-done = Deleted, with all your answers on this page.
web-more-data =
    What do you keep?
    Your language, your agreement and a random code in one cookie of this browser. Of each photo: times, photo quality and result, without the picture.
web-more-who =
    Who can see my photo?
    No person looks at it. It goes to the computer that runs this service and is stored there encrypted. The answer has an address that cannot be guessed; whoever has that address can see the answer and its picture until they are deleted.
web-how-to-photograph =
    How to photograph a frontal chest X-ray:

    1. Hang the film on a light box or against a bright window. Switch off the room light behind you, and the flash.
    2. Hold the phone parallel to the film, without tilt or shadow.
    3. Show the whole film and fill the picture with it.
    4. Cover the patient's name and number.
