### Français.
### Awaits review by a clinician who speaks this language (à relire par un clinicien francophone).
### Wording rules: docs/clinical-safety.md. Numbers, times and lists arrive formatted for the language.

## Languages

language-name = Français
language-choose = Choisissez votre langue.
language-changed = Désormais, j’écris en français.

## Terms

terms =
    Veuillez d’abord lire ceci.

    • Le programme recherche 14 signes sur une radiographie thoracique de face d’un adulte. Adultes seulement.
    • La tuberculose n’en fait pas partie.
    • Il peut se tromper et n’exclut aucune maladie. Un clinicien formé doit confirmer chaque réponse.
    • Votre photo est conservée chiffrée. Elle est effacée dès que vous avez la réponse, et au plus tard après { $hours ->
        [one] { $hours } heure
       *[other] { $hours } heures
    }.
    • Nous gardons nombres, heures, résultats et vos avis sous un code, sans nom, téléphone ni image. Nous ne gardons de photos que si vous dites oui plus tard à une question à part.
    • Vous avez le droit d’envoyer cette image, et aucun nom n’y figure.

    Êtes-vous d’accord ?
terms-agreed = Merci. Vous pouvez arrêter à tout moment avec /stop.
terms-declined = Nous le respectons. Rien n’est lu sans votre accord. Envoyez /start si vous changez d’avis.
terms-first = Répondez d’abord à la question sur les conditions : /start l’affiche à nouveau.

## More about the terms, one page each

more-what =
    Qu’est-ce que c’est ?
    Un programme informatique qui recherche 14 signes sur une radiographie thoracique et répond par un texte et une petite image. Il ne remplace pas un clinicien.
more-limits =
    Que ne peut-il pas faire ?
    Il ne peut exclure aucune maladie. Il ne recherche ni tuberculose, ni fractures, ni sondes. Il n’est pas fait pour les enfants.
more-data =
    Que gardez-vous ?
    Votre langue, votre accord, les jours de votre premier et de votre dernier message, et un code tiré de votre compte. Pour chaque photo : les heures, la qualité, l’âge du patient si vous le donnez, le résultat et votre avis, sans l’image. Nous ne gardons de photos que si vous dites oui à une question à part : /donate.
more-who =
    Qui peut voir ma photo ?
    Personne ne la regarde, sauf si vous la donnez pour améliorer le programme. Elle passe par les serveurs de la messagerie jusqu’à l’ordinateur de ce service, où elle est conservée chiffrée.
more-how-long =
    Combien de temps ?
    La photo est effacée dès que vous avez la réponse, et au plus tard après { $hours ->
        [one] { $hours } heure
       *[other] { $hours } heures
    }. On peut donner son avis sur un résultat pendant { $caseDays } jours ; les avis sont gardés { $keptDays } jours. /forget efface ce que nous gardons sur vous.

## How to photograph

how-to-photograph =
    Envoyez la photo d’une radiographie thoracique de face :

    1. Placez le film sur un négatoscope ou devant une fenêtre claire. Éteignez la lumière derrière vous et le flash.
    2. Tenez le téléphone parallèle au film, sans l’incliner ni faire d’ombre.
    3. Montrez tout le film, qu’il remplisse l’image.
    4. Cachez le nom et le numéro du patient.
    5. Si possible, envoyez-la comme fichier : elle reste plus nette.

## Photos and receipts

receipt = Photo reçue, cas { $code }. La réponse arrive ici.
receipt-queued =
    Photo reçue, cas { $code }. { $ahead ->
        [one] { $ahead } photo est lue avant elle.
       *[other] { $ahead } photos sont lues avant elle.
    } La réponse arrive ici.
receipt-album =
    { $count ->
        [one] { $count } photo reçue.
       *[other] { $count } photos reçues.
    } Chacune est lue séparément et reçoit sa réponse. Cas : { $codes }.
receipt-album-queued =
    { $count ->
        [one] { $count } photo reçue.
       *[other] { $count } photos reçues.
    } Chacune est lue séparément et reçoit sa réponse. { $ahead ->
        [one] { $ahead } photo est lue avant elles.
       *[other] { $ahead } photos sont lues avant elles.
    } Cas : { $codes }.
photo-held = Votre photo est gardée chiffrée pendant une heure. Elle est lue dès que vous acceptez les conditions.
photo-held-new-terms = Les conditions ont changé. Votre photo est gardée chiffrée pendant une heure. Elle est lue dès que vous acceptez les nouvelles conditions.
photo-held-full = Acceptez d’abord les conditions, puis renvoyez cette photo.
photo-held-expired = L’heure est passée et la photo a été effacée. Veuillez la renvoyer.
photos-released =
    Merci. { $count ->
        [one] Votre photo est en cours de lecture.
       *[other] Vos { $count } photos sont en cours de lecture.
    }

## Age of the patient

receipt-age = Quel âge a le patient ? Sans réponse, le cliché est lu comme celui d’un adulte.
button-age-under-5 = Moins de 5 ans
button-age-5-14 = 5–14 ans
button-age-adult = Adulte
report-child = ⚠️ ENFANT : programme formé sur des adultes. À cet âge, ne vous y fiez pas.
report-age-unknown = Lu comme un cliché d’adulte : âge non indiqué.
age-warning = ⚠️ Cas { $codes } : le programme a appris sur des adultes. Pour un enfant de cet âge, sa réponse n’est pas fiable. Montrez le patient et le cliché à un clinicien.
age-noted = Noté : { $age }.
age-corrected = Noté : adulte. L’avertissement pour les enfants ne vaut plus pour le cas { $codes }.
age-closed = L’âge ne peut plus être indiqué pour cette photo. Si le patient a moins de { $years } ans, ne vous fiez pas à la réponse.
web-choose-age = Âge du patient
web-age-none = Sans réponse : lu comme un adulte

## Photos of one patient

button-join = Même patient : { $code }
button-part = Pas le même patient
report-joint = Réponse jointe, { $count } photos d’un patient : { $codes }.
report-joint-valid = La réponse à chaque photo reste valable.
join-withdrawn = La réponse commune à { $codes } est retirée : ne l’utilisez pas. La réponse à chaque photo reste valable.
join-apart = Cette photo n’est jointe à aucune autre. Sa réponse reste valable.
join-closed = Ces photos ne peuvent pas (ou plus) être jointes : c’est possible pendant { $caseDays } jours, pour des photos lues.
join-full = On peut joindre { $count } photos au plus. Rien n’a changé.
join-other-model = Ces photos ont été lues par des modèles différents et ne peuvent être jointes. La réponse à chaque photo reste valable.

## Refusals: what is wrong and how to mend it

refusal-unreadable = Ce fichier n’a pas pu être ouvert comme image. Photographiez à nouveau le film et envoyez la nouvelle photo.
refusal-unsupported-format =
    { $format ->
        [heic] C’est une image HEIC, qui ne peut pas être lue ici. Envoyez-la comme photo et non comme fichier, ou réglez l’appareil photo sur « Le plus compatible » (JPEG).
        [pdf] C’est un PDF. Photographiez le film ou l’écran, ou envoyez l’image elle-même en JPEG ou PNG.
        [dicom] Ce fichier DICOM est d’un type qui ne peut pas être lu ici, par exemple plusieurs images en une ou une compression rare. Envoyez seulement l’image de face, en photo de l’écran ou en JPEG ou PNG.
        [svg] C’est un dessin, pas une photo. Envoyez la radiographie en JPEG ou PNG.
        [bmp] C’est une image BMP. Envoyez-la en JPEG ou PNG.
       *[other] Ce type de fichier ne peut pas être lu ici. Envoyez la radiographie comme photo, ou en JPEG ou PNG.
    }
refusal-too-small = L’image est trop petite pour être lue. Envoyez la photo d’origine, ou rapprochez-vous pour que le film remplisse l’image.
refusal-too-large = L’image est trop grande. Envoyez-la comme photo et non comme fichier.
refusal-not-a-chest-xray = Cela ne ressemble pas à une radiographie thoracique. Envoyez une photo de tout le cliché de face, sans beaucoup de bord.
refusal-not-an-x-ray = D’après son fichier, c’est un autre type d’examen, par exemple un scanner ou une échographie. Envoyez une radiographie thoracique de face.
refusal-not-frontal = Cela ressemble à une vue de profil. Envoyez la vue de face.
refusal-blurred = La photo est floue. Tenez le téléphone immobile, attendez qu’elle soit nette et envoyez une nouvelle photo.
refusal-too-dark = La photo est trop sombre. Placez un négatoscope ou une fenêtre claire derrière le film et envoyez une nouvelle photo.
refusal-too-bright = La photo est trop claire. Éteignez le flash, baissez la lumière et envoyez une nouvelle photo.
refusal-cropped = Une partie du thorax est coupée. Envoyez une photo qui montre tout le film.
refusal-glare = Une lumière se reflète sur le film. Éteignez le flash et la lumière de la pièce, puis envoyez une nouvelle photo.
refusal-expired = Cette photo a attendu trop longtemps et a été effacée sans être lue. Veuillez la renvoyer.
refusal-unavailable = La messagerie n’a plus cette photo. Veuillez la renvoyer.
refusal-unprocessable = Cette photo n’a pas pu être lue après trois essais. Photographiez à nouveau le film et envoyez la nouvelle photo.

## Not sure: read, but nothing is claimed

unsure-result = ❓ Le programme n’est pas sûr pour ce cliché et ne nomme aucun signe. Cela n’exclut pas une maladie. Demandez à un radiologue, ou au soignant le plus proche qui lit les radios.
unsure-why-unlike-training = Pourquoi : ce cliché ne ressemble pas à ceux dont le programme a appris.
unsure-why-unsteady = Pourquoi : sa réponse a changé quand l’image a été inversée (miroir) ou un peu déplacée.
unsure-photo = Une meilleure photo peut aider : le film entier, à plat, net et sans flash, sur un négatoscope ou une fenêtre claire.
admin-unsure = Dont incertaines : { $count } aujourd’hui, { $week } en 7 jours

## Result

report-starter = ⚠️ Modèle d’essai : pour découvrir le service, pas pour des patients.
report-late = Votre photo du { $time } :
report-act-now = 🚨 AGIR MAINTENANT : signes pouvant correspondre à { $findings }. Voyez le patient, appelez vite à l’aide.
report-signs = Le programme voit des signes pouvant correspondre à :
report-finding = { $rank }. { $finding } : { $band }
report-finding-weak = { $rank }. { $finding } : { $band } (preuves faibles)
report-more-signs = … et { $count } de plus.
report-no-sign = Aucun signe au-dessus du seuil d’alerte. Cela n’exclut aucune maladie.
report-order-only = Les résultats de ce modèle ne sont pas éprouvés. Ordre seul, sans valeur pour décider : { $findings }.
report-tuberculosis = La tuberculose ne fait pas partie des 14 signes.
report-only = Seul signe recherché : { $finding }. Rien d’autre n’a été évalué, ni la tuberculose.
report-only-unproven = Les résultats de ce modèle ne sont pas éprouvés : il ne donne pas de réponse.
report-quality = Qualité de la photo : { $grade }. La réponse est moins fiable.
report-quality-notes = Qualité de la photo : { $grade } ({ $notes }). La réponse est moins fiable.
report-danger = Signes de danger (ne peut pas parler, lèvres bleues, oxygène bas, forte somnolence) : référez sans attendre ce service.
report-next-signs = Ensuite : examinez le patient et montrez le film à un clinicien aujourd’hui.
report-next-no-sign = Ensuite : si les symptômes durent ou s’aggravent, montrez patient et film à un clinicien.
report-confirm = Un clinicien formé doit confirmer. Ne commencez ni n’arrêtez un traitement sur ce seul message. Adultes seulement.
report-not-assessed = Non évalué : { $findings }.
report-not-assessed-count = Non évalué : { $count } des 14 signes.
report-unproven = Non éprouvé avec ce modèle, non signalé : { $findings }.
report-unproven-count = Non éprouvé avec ce modèle, non signalé : { $count } des 14 signes.
report-footer = { $model } · { $code }
refusal-footer = Cas { $code }

## Bands and photo quality

band-likely = probable
band-possible = possible
band-unlikely = sous le seuil d’alerte
quality-grade-good = bonne
quality-grade-fair = moyenne
quality-grade-poor = mauvaise
quality-note-low-resolution = peu de pixels
quality-note-blurred = floue
quality-note-low-contrast = peu de contraste
quality-note-dark = sombre
quality-note-bright = claire
quality-note-colour-cast = couleurs faussées
report-corrected-straightened = La photo a été prise de biais : le film a été redressé avant la lecture. Prise bien en face, la réponse est plus sûre.
report-corrected-turned = La photo était couchée ou à l’envers : elle a été tournée avant la lecture.
report-corrected-inverted = La photo est un négatif : le noir et le blanc ont été échangés avant la lecture.
report-corrected-check-sides = Vérifiez la gauche et la droite : le cœur semble être du côté moins habituel, ou la photo est en miroir.
quality-note-glare = reflet
quality-note-cropped-maybe = poumons peut-être coupés
quality-note-stripes = rayures de l'écran
quality-note-shadow = une barre ou une ombre en travers

## Pictures

picture-film = Votre film
picture-map = { $finding } : { $band }
picture-map-weak = { $finding } : { $band } (preuves faibles)
picture-map-below = { $finding } : sous le seuil d’alerte
picture-map-unproven = { $finding } : non éprouvé avec ce modèle
picture-explained = Les couleurs montrent où le programme a regardé, pas où est la maladie.
picture-starter = Modèle d’essai, pas pour des patients.
picture-footer = Cas { $code } · { $model }
picture-gone = Cette image a été effacée. Renvoyez la photo si vous en avez besoin.

## Feedback on a result

feedback-agreed = Noté : vous êtes d’accord avec ce résultat. Merci.
feedback-disagreed = Noté : vous n’êtes pas d’accord avec ce résultat. Merci. Quand un clinicien aura confirmé ce que c’est, dites-le-nous aussi.
feedback-which = Lesquels des 14 signes un clinicien a-t-il confirmés ? Choisissez-les un à un.
feedback-chosen = Noté comme confirmé par un clinicien : { $findings }. Choisissez-en d’autres, ou choisissez-en un à nouveau pour le retirer.
feedback-confirmed = C’est noté, merci. Confirmé par un clinicien : { $findings }.
feedback-none = C’est noté, merci : un clinicien n’a confirmé aucun des 14 signes.
feedback-closed = On ne peut plus donner d’avis sur ce résultat : c’est possible pendant { $caseDays } jours.

## Photos given for improving the program

give-ask =
    Pouvons-nous garder les photos que vous enverrez désormais, pour améliorer le programme ? C’est une question à part : le service fonctionne de même si vous dites non.

    Une photo donnée est conservée chiffrée, sans votre nom ni numéro, et effacée après { $caseDays } jours. Si vous nous dites ce qu’un clinicien a confirmé, elle est gardée { $keptDays } jours, et les personnes qui entraînent le programme peuvent la voir. Ce qui a déjà été transmis pour l’entraînement ne peut pas être repris.

    /donate change votre réponse à tout moment.
give-on = Merci. Les photos que vous envoyez sont désormais gardées pour améliorer le programme : { $caseDays } jours, ou { $keptDays } jours si vous nous dites ce qu’un clinicien a confirmé. /donate y met fin.
give-off = Vos photos ne sont pas gardées. Les photos données ont été effacées ; ce qui a déjà été transmis pour l’entraînement ne peut pas être repris.

## Findings

finding-Atelectasis = Atélectasie
finding-Cardiomegaly = Cardiomégalie
finding-Effusion = Épanchement pleural
finding-Infiltration = Infiltrat
finding-Mass = Masse
finding-Nodule = Nodule
finding-Pneumonia = Pneumonie
finding-Pneumothorax = Pneumothorax
finding-Consolidation = Condensation
finding-Edema = Œdème pulmonaire
finding-Emphysema = Emphysème
finding-Fibrosis = Fibrose
finding-Pleural_Thickening = Épaississement pleural
finding-Hernia = Hernie

## Buttons

button-agree = D’accord
button-more = En savoir plus
button-decline = Non
button-next = Suivant
button-back = Retour
button-picture = Voir l’image
button-picture-below = Voir où le programme a regardé
button-how-to = Comment photographier
button-forget = Effacer
button-keep = Garder
button-choose = Choisir
button-feedback-agree = 👍 D’accord
button-feedback-disagree = 👎 Pas d’accord
button-feedback-confirmed = Confirmé : …
button-feedback-none = Aucun de ceux-ci
button-feedback-done = Terminé
button-give = Oui, les garder
button-give-not = Non, ne pas les garder
button-give-no-more = Ne plus garder de photos

## Commands, as the messenger lists them

command-start = commencer, ou relire les conditions
command-language = changer de langue
command-help = comment photographier et quoi envoyer
command-lowdata = réponses en texte seul, activer ou non
command-stop = ne plus utiliser ce service
command-forget = effacer ce qui est gardé sur vous
command-about = ce qu’est ce service
command-donate = donner des photos pour améliorer le programme, ou y mettre fin

## Answers to commands

help =
    Envoyez la photo d’une radiographie thoracique de face. La réponse arrive en texte, puis en une petite image.

    /language change la langue
    /lowdata passe au texte seul, et inversement
    /about dit ce qu’est ce service
    /donate donne des photos pour améliorer le programme, ou y met fin
    /stop y met fin, /forget efface ce qui est gardé sur vous
about =
    Roentgram recherche 14 signes sur les radiographies thoraciques de face : { $findings }.

    Adultes seulement. La tuberculose ne fait pas partie des 14. Il n’exclut aucune maladie, et un clinicien formé doit confirmer chaque réponse. Le modèle et sa version figurent à la fin de chaque réponse.
lowdata-on = Mode économe activé : les réponses arrivent en texte, et l’image seulement si vous la demandez sous la réponse. /lowdata le désactive.
lowdata-off = Mode économe désactivé : les réponses arrivent en texte, puis en une petite image. /lowdata l’active.
stop-done = Vous avez arrêté : aucune nouvelle photo ne sera lue, et les photos données sont effacées. Les réponses aux photos déjà envoyées arrivent encore. /start recommence, /forget efface ce qui est gardé sur vous.
stopped = Vous avez arrêté ce service : aucune photo n’est lue. /start recommence.
forget-ask = Effacer votre langue, votre accord, vos avis et les photos qui attendent encore ou que vous avez données ? Les photos en cours de lecture peuvent encore recevoir une réponse.
forget-ask-invited = Effacer votre langue, votre accord, vos avis, votre invitation et les photos qui attendent encore ou que vous avez données ? Il vous faudra un nouveau code pour revenir. Les photos en cours de lecture peuvent encore recevoir une réponse.
forget-done = Effacés à l’instant : votre langue, votre accord, vos réglages et vos avis, vos photos et leurs images. Disparaissent d’eux-mêmes : le compte de vos photos, en une heure, et des marques techniques sans contenu, en { $days } jours. Les messages de cette discussion restent jusqu’à ce que vous les supprimiez. /start recommence.
forget-kept = Rien n’a été effacé.

## Access

invite-needed = Ce service est ouvert sur invitation. Envoyez votre code d’invitation.
invite-accepted = Votre code est accepté. Bienvenue.
invite-wrong = Ce code n’est pas valable ou a déjà servi. Vérifiez-le, ou demandez à la personne qui gère le service.
invite-wait = Trop de codes erronés. Réessayez plus tard.
blocked = Ce service ne vous est pas ouvert pour le moment, et rien n’est lu. Si c’est une erreur, demandez à la personne qui gère le service. Si un patient est en danger, référez tout de suite. /forget efface ce qui est gardé sur vous.
rate-limited =
    Vous avez atteint le nombre de photos par heure. Renvoyez cette photo dans { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }. Si le patient est en danger, référez tout de suite.
private-only = Écrivez-moi en discussion privée : les photos de patients n’ont pas leur place dans un groupe.

## Everything else that may arrive

unknown-text = Je lis des photos de radiographies thoraciques. Envoyez-en une, ou /help.
unknown-command = Je ne connais pas cette commande. /help en donne la liste.
unknown-sticker = Je ne lis pas les autocollants. Envoyez la photo d’une radiographie thoracique de face, ou /help.
unknown-voice = Je n’entends pas les messages vocaux. Envoyez la photo d’une radiographie thoracique de face, ou /help.
unknown-video = Je ne lis pas les vidéos. Envoyez une seule photo du film.
unknown-message = Je ne lis pas ce genre de message. Envoyez la photo d’une radiographie thoracique de face, ou /help.
choose-number = Répondez par l’un de ces numéros : { $numbers }.
button-outdated = Ce choix n’est plus ouvert. /help dit ce que vous pouvez faire.
answers-waited = WhatsApp ne me laisse vous écrire que dans les 24 heures qui suivent votre dernier message. Voici ce qui vous attendait.
picture-unsure = L’image ne vous est peut-être pas parvenue. Vous pouvez la demander ici.
error-try-again = Un problème est survenu de notre côté. Renvoyez votre message dans quelques minutes.
error-busy = Le service est absent un moment. Votre photo n’est pas perdue : elle sera lue dès son retour.

## For admins: the answer to /status, and alerts. The line after an alert's first says what to do.

admin-well = Tout fonctionne.
admin-channels = Canaux : { $channels }
admin-workers = Processus de lecture : { $count }
admin-waiting = En attente : { $count } ; en échec : { $failed }
admin-answered = Photos avec réponse : { $count } aujourd’hui, { $week } en 7 jours
admin-refused = Dont refusées : { $count } aujourd’hui, { $week } en 7 jours
admin-people = Personnes : { $count } ; ont accepté les conditions : { $agreed } ; actives en 24 heures : { $active } ; invitées : { $invited } ; bloquées : { $blocked }
admin-memory = Mémoire de Redis : { $used } sur { $limit } Mo
admin-disk = Espace disque libre : { $free } Go
alert-queue =
    La plus ancienne tâche de « { $queue } » attend depuis { $minutes } min.
    Démarrez d’autres processus de lecture, ou consultez leurs journaux.
alert-channel-down =
    Le canal { $channel } ne tourne pas.
    Démarrez-le et consultez son journal.
alert-channel-trouble =
    Le canal { $channel } a perdu sa connexion.
    Consultez la page d’administration et son journal.
alert-channel-link =
    Le canal { $channel } attend d’être relié au téléphone.
    Scannez le code de la page d’administration : WhatsApp, Appareils connectés.
alert-no-worker =
    Aucun processus de lecture ne tourne : les photos sont reçues, mais pas lues.
    Démarrez-en un et consultez son journal.
alert-disk =
    Il reste peu d’espace disque sur { $host } : { $free } Go.
    Libérez de la place.
alert-memory =
    Redis est presque plein : { $used } sur { $limit } Mo.
    Donnez-lui plus de mémoire, ou démarrez d’autres processus de lecture.
alert-over = Terminé : { $alert }

## The web page. What stands under web-<key> takes the place of <key> there.

web-tagline = Un second regard sur la radiographie thoracique
web-heading-code = Code d’invitation
web-heading-terms = Avant de commencer
web-heading-photo = Envoyer une radiographie thoracique
web-heading-waiting = Votre photo est arrivée
web-heading-answer = Réponse
web-heading-notice = À noter
web-choose-photo = Choisissez ou prenez une photo
web-send = Envoyer
web-sending = Envoi de la photo. Gardez cette page ouverte.
web-refreshes = Cette page cherche la réponse d’elle-même. Vous pouvez la fermer et revenir.
web-look-again = Regarder maintenant
web-link-expires = Cette page sera effacée le { $time }. Quiconque a son adresse peut la voir.
web-another = Envoyer une autre photo
web-delete = Effacer cette réponse
web-photos = Vos photos
web-photo-answered = Cas { $code } : voir la réponse
web-photo-waiting = Cas { $code } : pas encore de réponse
web-picture = Votre film, et à côté où le programme a regardé
web-menu = Autres choix
web-home = Continuer
web-form-refused = Cette page est restée ouverte trop longtemps, ou votre navigateur n’accepte pas les cookies. Recommencez ; la page a besoin d’un cookie.
web-not-found = Cette page n’existe pas.
web-gone = Cette réponse n’est plus ici : son délai est passé, ou elle a été effacée. Renvoyez la photo si vous en avez besoin.
web-upload-broken = La photo n’est pas arrivée entière. Renvoyez-la.
web-photo-missing = Aucune photo n’a été choisie. Choisissez-en une ou prenez-la.
web-too-many =
    Trop d’envois depuis votre connexion. Réessayez dans { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }. Si le patient est en danger, référez tout de suite.
web-error-busy = Le service est absent un moment. Votre photo n’a pas été prise. Renvoyez-la dans une minute.
web-refusal-too-large = L’image est trop grande. Choisissez-en une plus petite, ou réglez l’appareil sur moins de mégapixels.
web-forget-done = Effacé, avec toutes vos réponses sur cette page.
web-more-data =
    Que gardez-vous ?
    Votre langue, votre accord et un code au hasard dans un cookie de ce navigateur. Pour chaque photo : les heures, la qualité et le résultat, sans l’image.
web-more-who =
    Qui peut voir ma photo ?
    Personne ne la regarde. Elle va à l’ordinateur de ce service, où elle est conservée chiffrée. La réponse a une adresse que nul ne peut deviner ; quiconque a cette adresse peut voir la réponse et son image jusqu’à leur effacement.
web-how-to-photograph =
    Comment photographier une radiographie thoracique de face :

    1. Placez le film sur un négatoscope ou devant une fenêtre claire. Éteignez la lumière derrière vous et le flash.
    2. Tenez le téléphone parallèle au film, sans l’incliner ni faire d’ombre.
    3. Montrez tout le film, qu’il remplisse l’image.
    4. Cachez le nom et le numéro du patient.
