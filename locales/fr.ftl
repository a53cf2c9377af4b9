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
    • Nous gardons les nombres, les heures et les résultats sous un code, sans nom, numéro de téléphone ni image.
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
    Votre langue, votre accord et un code tiré de votre compte. Pour chaque photo : les heures, la qualité et le résultat, sans l’image.
more-who =
    Qui peut voir ma photo ?
    Personne ne la regarde. Elle passe par les serveurs de la messagerie jusqu’à l’ordinateur de ce service, où elle est conservée chiffrée.
more-how-long =
    Combien de temps ?
    La photo est effacée dès que vous avez la réponse, et au plus tard après { $hours ->
        [one] { $hours } heure
       *[other] { $hours } heures
    }. /forget efface ce que nous gardons sur vous.

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
photo-held-full = Acceptez d’abord les conditions, puis renvoyez cette photo.
photo-held-expired = L’heure est passée et la photo a été effacée. Veuillez la renvoyer.
photos-released =
    Merci. { $count ->
        [one] Votre photo est en cours de lecture.
       *[other] Vos { $count } photos sont en cours de lecture.
    }

## Refusals: what is wrong and how to mend it

refusal-unreadable = Ce fichier n’a pas pu être ouvert comme image. Photographiez à nouveau le film et envoyez la nouvelle photo.
refusal-unsupported-format =
    { $format ->
        [heic] C’est une image HEIC, qui ne peut pas être lue ici. Envoyez-la comme photo et non comme fichier, ou réglez l’appareil photo sur « Le plus compatible » (JPEG).
        [pdf] C’est un PDF. Photographiez le film ou l’écran, ou envoyez l’image elle-même en JPEG ou PNG.
        [dicom] C’est un fichier DICOM. Exportez-le en JPEG ou PNG, puis envoyez-le.
        [svg] C’est un dessin, pas une photo. Envoyez la radiographie en JPEG ou PNG.
        [bmp] C’est une image BMP. Envoyez-la en JPEG ou PNG.
       *[other] Ce type de fichier ne peut pas être lu ici. Envoyez la radiographie comme photo, ou en JPEG ou PNG.
    }
refusal-too-small = L’image est trop petite pour être lue. Envoyez la photo d’origine, ou rapprochez-vous pour que le film remplisse l’image.
refusal-too-large = L’image est trop grande. Envoyez-la comme photo et non comme fichier.
refusal-not-a-chest-xray = Cela ne ressemble pas à une radiographie thoracique. Envoyez une photo de tout le cliché de face, sans beaucoup de bord.
refusal-not-frontal = Cela ressemble à une vue de profil. Envoyez la vue de face.
refusal-blurred = La photo est floue. Tenez le téléphone immobile, attendez qu’elle soit nette et envoyez une nouvelle photo.
refusal-too-dark = La photo est trop sombre. Placez un négatoscope ou une fenêtre claire derrière le film et envoyez une nouvelle photo.
refusal-too-bright = La photo est trop claire. Éteignez le flash, baissez la lumière et envoyez une nouvelle photo.
refusal-cropped = Une partie du thorax est coupée. Envoyez une photo qui montre tout le film.
refusal-glare = Une lumière se reflète sur le film. Éteignez le flash et la lumière de la pièce, puis envoyez une nouvelle photo.
refusal-expired = Cette photo a attendu trop longtemps et a été effacée sans être lue. Veuillez la renvoyer.
refusal-unavailable = La messagerie n’a plus cette photo. Veuillez la renvoyer.
refusal-unprocessable = Cette photo n’a pas pu être lue après trois essais. Photographiez à nouveau le film et envoyez la nouvelle photo.

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
quality-note-low-contrast = peu de contraste
quality-note-dark = sombre
quality-note-bright = claire
quality-note-colour-cast = couleurs faussées

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

## Commands, as the messenger lists them

command-start = commencer, ou relire les conditions
command-language = changer de langue
command-help = comment photographier et quoi envoyer
command-lowdata = réponses en texte seul, activer ou non
command-stop = ne plus utiliser ce service
command-forget = effacer ce qui est gardé sur vous
command-about = ce qu’est ce service

## Answers to commands

help =
    Envoyez la photo d’une radiographie thoracique de face. La réponse arrive en texte, puis en une petite image.

    /language change la langue
    /lowdata passe au texte seul, et inversement
    /about dit ce qu’est ce service
    /stop y met fin, /forget efface ce qui est gardé sur vous
about =
    Roentgram recherche 14 signes sur les radiographies thoraciques de face : { $findings }.

    Adultes seulement. La tuberculose ne fait pas partie des 14. Il n’exclut aucune maladie, et un clinicien formé doit confirmer chaque réponse. Le modèle et sa version figurent à la fin de chaque réponse.
lowdata-on = Mode économe activé : les réponses arrivent en texte, avec un bouton pour l’image. /lowdata le désactive.
lowdata-off = Mode économe désactivé : les réponses arrivent en texte, puis en une petite image. /lowdata l’active.
stop-done = Vous avez arrêté : aucune nouvelle photo ne sera lue. Les réponses aux photos déjà envoyées arrivent encore. /start recommence, /forget efface ce qui est gardé sur vous.
stopped = Vous avez arrêté ce service : aucune photo n’est lue. /start recommence.
forget-ask = Effacer votre langue, votre accord et les photos qui attendent encore ? Les photos en cours de lecture peuvent encore recevoir une réponse.
forget-ask-invited = Effacer votre langue, votre accord, votre invitation et les photos qui attendent encore ? Il vous faudra un nouveau code pour revenir. Les photos en cours de lecture peuvent encore recevoir une réponse.
forget-done = Effacé. Les messages de cette discussion restent jusqu’à ce que vous les supprimiez. /start recommence.
forget-kept = Rien n’a été effacé.

## Access

invite-needed = Ce service est ouvert sur invitation. Envoyez votre code d’invitation.
invite-accepted = Votre code est accepté. Bienvenue.
invite-wrong = Ce code n’est pas valable ou a déjà servi. Vérifiez-le, ou demandez à la personne qui gère le service.
invite-wait = Trop de codes erronés. Réessayez plus tard.
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
button-outdated = Ce bouton ne sert plus. /help dit ce que vous pouvez faire.
error-try-again = Un problème est survenu de notre côté. Renvoyez votre message dans quelques minutes.
error-busy = Le service est absent un moment. Votre photo n’est pas perdue : elle sera lue dès son retour.
