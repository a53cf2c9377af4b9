### Español.
### Awaits review by a clinician who speaks this language (pendiente de revisión por un clínico hispanohablante).
### Wording rules: docs/clinical-safety.md. Numbers, times and lists arrive formatted for the language.

## Languages

language-name = Español
language-choose = Elija su idioma.
language-changed = A partir de ahora escribo en español.

## Terms

terms =
    Lea esto primero, por favor.

    • El programa busca 14 hallazgos en una radiografía frontal de tórax de un adulto. Solo adultos.
    • La tuberculosis no está entre los 14.
    • Puede equivocarse y no descarta enfermedad. Un clínico capacitado debe confirmar cada respuesta.
    • Su foto se guarda cifrada. Se borra cuando usted tiene la respuesta y, como máximo, a { $hours ->
        [one] la hora
       *[other] las { $hours } horas
    }.
    • Guardamos cantidades, horas, resultados y su opinión con un código, sin nombre, teléfono ni imagen. Solo guardamos fotos si más adelante dice que sí a otra pregunta.
    • Usted tiene derecho a enviar esta imagen, y en ella no se ve ningún nombre.

    ¿Está de acuerdo?
terms-agreed = Gracias. Puede parar en cualquier momento con /stop.
terms-declined = Lo respetamos. No se lee nada sin su acuerdo. Envíe /start si cambia de opinión.
terms-first = Responda primero a la pregunta sobre las condiciones: /start la muestra otra vez.

## More about the terms, one page each

more-what =
    ¿Qué es esto?
    Un programa que busca 14 hallazgos en una radiografía de tórax y responde con un texto y una imagen pequeña. No sustituye a un clínico.
more-limits =
    ¿Qué no puede hacer?
    No puede descartar enfermedad. No busca tuberculosis, fracturas ni tubos. No es para niños.
more-data =
    ¿Qué guardan?
    Su idioma, su acuerdo, los días de su primer y último mensaje y un código hecho a partir de su cuenta. De cada foto: horas, calidad, edad del paciente si la indica, resultado y su opinión, sin la imagen. Solo guardamos fotos si dice que sí a una pregunta aparte: /donate.
more-who =
    ¿Quién puede ver mi foto?
    Ninguna persona la mira, salvo que la dé para mejorar el programa. Pasa por los servidores de la mensajería hasta el equipo de este servicio, donde se guarda cifrada.
more-how-long =
    ¿Cuánto tiempo?
    La foto se borra cuando usted tiene la respuesta y, como máximo, a { $hours ->
        [one] la hora
       *[other] las { $hours } horas
    }. Se puede opinar sobre un resultado durante { $caseDays } días; las opiniones se guardan { $keptDays } días. /forget borra lo que guardamos sobre usted.

## How to photograph

how-to-photograph =
    Envíe una foto de una radiografía frontal de tórax:

    1. Ponga la placa en un negatoscopio o contra una ventana clara. Apague la luz que tiene detrás y el flash.
    2. Sostenga el teléfono paralelo a la placa, sin inclinarlo ni hacer sombra.
    3. Muestre la placa entera y que llene la imagen.
    4. Tape el nombre y el número del paciente.
    5. Si puede, envíela como archivo: queda más nítida.

## Photos and receipts

receipt = Foto recibida, caso { $code }. La respuesta llega aquí.
receipt-queued =
    Foto recibida, caso { $code }. { $ahead ->
        [one] Antes se lee { $ahead } foto.
       *[other] Antes se leen { $ahead } fotos.
    } La respuesta llega aquí.
receipt-album =
    { $count ->
        [one] { $count } foto recibida.
       *[other] { $count } fotos recibidas.
    } Cada una se lee por separado y tiene su respuesta. Casos: { $codes }.
receipt-album-queued =
    { $count ->
        [one] { $count } foto recibida.
       *[other] { $count } fotos recibidas.
    } Cada una se lee por separado y tiene su respuesta. { $ahead ->
        [one] Antes se lee { $ahead } foto.
       *[other] Antes se leen { $ahead } fotos.
    } Casos: { $codes }.
photo-held = Su foto se guarda cifrada durante una hora. Se lee en cuanto acepte las condiciones.
photo-held-new-terms = Las condiciones han cambiado. Su foto se guarda cifrada durante una hora. Se lee en cuanto acepte las nuevas condiciones.
photo-held-full = Acepte primero las condiciones y envíe después esta foto otra vez.
photo-held-expired = Pasó la hora y la foto se borró. Envíela otra vez.
photos-released =
    Gracias. { $count ->
        [one] Su foto se está leyendo.
       *[other] Sus { $count } fotos se están leyendo.
    }

## Age of the patient

receipt-age = ¿Qué edad tiene el paciente? Si no responde, la placa se lee como de un adulto.
button-age-under-5 = Menos de 5 años
button-age-5-14 = 5–14 años
button-age-adult = Adulto
report-child = ⚠️ NIÑO: el programa aprendió con adultos. En un niño de esta edad su respuesta no es fiable.
report-age-unknown = Leída como placa de adulto: no se indicó la edad.
age-warning = ⚠️ Caso { $codes }: el programa aprendió con adultos. En un niño de esta edad su respuesta no es fiable. Muestre el paciente y la placa a un clínico.
age-noted = Anotado: { $age }.
age-corrected = Anotado: adulto. El aviso sobre niños ya no vale para el caso { $codes }.
age-closed = Ya no se puede indicar la edad para esta foto. Si el paciente tiene menos de { $years } años, no se fíe de la respuesta.
web-choose-age = Edad del paciente
web-age-none = Sin respuesta: se lee como adulto

## Photos of one patient

button-join = Mismo paciente: { $code }
button-part = No es el mismo paciente
report-joint = Respuesta conjunta de { $count } fotos de un paciente: { $codes }.
report-joint-valid = La respuesta de cada foto sigue siendo válida.
join-withdrawn = Se retira la respuesta conjunta de { $codes }: no la use. La respuesta de cada foto sigue siendo válida.
join-apart = Esta foto no está unida a ninguna otra. Su respuesta sigue siendo válida.
join-closed = Estas fotos no (o ya no) se pueden unir: es posible durante { $caseDays } días, con fotos leídas.
join-full = Se pueden unir { $count } fotos como máximo. No cambió nada.
join-other-model = Estas fotos las leyeron modelos distintos y no se pueden unir. La respuesta de cada foto sigue siendo válida.

## Refusals: what is wrong and how to mend it

refusal-unreadable = Este archivo no se pudo abrir como imagen. Fotografíe la placa otra vez y envíe la foto nueva.
refusal-unsupported-format =
    { $format ->
        [heic] Es una imagen HEIC, que aquí no se puede leer. Envíela como foto y no como archivo, o ponga la cámara en «Más compatible» (JPEG).
        [pdf] Es un PDF. Fotografíe la placa o la pantalla, o envíe la imagen en JPEG o PNG.
        [dicom] Este archivo DICOM es de un tipo que aquí no se puede leer, por ejemplo con varias imágenes o una compresión poco común. Envíe solo la imagen frontal, como foto de la pantalla o en JPEG o PNG.
        [svg] Es un dibujo, no una foto. Envíe la radiografía en JPEG o PNG.
        [bmp] Es una imagen BMP. Envíela en JPEG o PNG.
       *[other] Este tipo de archivo no se puede leer aquí. Envíe la radiografía como foto, o en JPEG o PNG.
    }
refusal-too-small = La imagen es demasiado pequeña para leerla. Envíe la foto original, o acérquese para que la placa llene la imagen.
refusal-too-large = La imagen es demasiado grande. Envíela como foto y no como archivo.
refusal-not-a-chest-xray = No parece una radiografía de tórax. Envíe una foto de toda la placa frontal, sin mucho alrededor.
refusal-not-an-x-ray = Según el archivo, es otro tipo de examen, como una tomografía o una ecografía. Envíe una radiografía de tórax frontal.
refusal-not-frontal = Parece una proyección lateral. Envíe la frontal.
refusal-blurred = La foto está borrosa. Mantenga quieto el teléfono, espere a que se vea nítida y envíe una foto nueva.
refusal-too-dark = La foto es demasiado oscura. Ponga un negatoscopio o una ventana clara detrás de la placa y envíe una foto nueva.
refusal-too-bright = La foto es demasiado clara. Apague el flash, baje la luz y envíe una foto nueva.
refusal-cropped = Falta una parte del tórax. Envíe una foto que muestre la placa entera.
refusal-glare = Se refleja luz en la placa. Apague el flash y la luz de la sala y envíe una foto nueva.
refusal-expired = Esta foto esperó demasiado y se borró sin leerla. Envíela otra vez.
refusal-unavailable = La mensajería ya no tiene esta foto. Envíela otra vez.
refusal-unprocessable = Esta foto no se pudo leer tras tres intentos. Fotografíe la placa otra vez y envíe la foto nueva.

## Not sure: read, but nothing is claimed

unsure-result = ❓ El programa no está seguro sobre esta placa y no nombra ningún hallazgo. Esto no descarta una enfermedad. Pregunte a un radiólogo, o al clínico más cercano que lea radiografías.
unsure-why-unlike-training = Por qué: esta placa no se parece a aquellas de las que aprendió el programa.
unsure-why-unsteady = Por qué: su respuesta cambió al reflejar la imagen como en un espejo o moverla un poco.
unsure-photo = Una foto mejor puede ayudar: la placa entera, plana, nítida y sin flash, sobre un negatoscopio o una ventana clara.
admin-unsure = De ellas sin seguridad: { $count } hoy, { $week } en 7 días

## Result

report-starter = ⚠️ Modelo de prueba: para conocer el servicio, no para pacientes.
report-late = Sobre su foto del { $time }:
report-act-now = 🚨 ACTÚE YA: signos que pueden corresponder a { $findings }. Vea al paciente y pida ayuda de inmediato.
report-signs = El programa ve signos que pueden corresponder a:
report-finding = { $rank }. { $finding }: { $band }
report-finding-weak = { $rank }. { $finding }: { $band } (evidencia débil)
report-more-signs = … y { $count } más.
report-no-sign = Ningún signo por encima del nivel de alerta. Esto no descarta enfermedad.
report-order-only = Los resultados de este modelo no están probados. Solo orden, no para decidir: { $findings }.
report-tuberculosis = La tuberculosis no está entre los 14 hallazgos.
report-only = Único hallazgo buscado: { $finding }. No se evaluó nada más, tampoco la tuberculosis.
report-only-unproven = Los resultados de este modelo no están probados: no da respuesta.
report-quality = Calidad de la foto: { $grade }. La respuesta es menos fiable.
report-quality-notes = Calidad de la foto: { $grade } ({ $notes }). La respuesta es menos fiable.
report-danger = Signos de peligro (no puede hablar, labios azules, oxígeno bajo, mucho sueño): remita ya, no espere a este servicio.
report-next-signs = Ahora: examine al paciente y muestre la placa a un clínico hoy.
report-next-no-sign = Ahora: si los síntomas siguen o empeoran, un clínico debe ver al paciente y la placa.
report-confirm = Un clínico capacitado debe confirmar. No empiece ni suspenda un tratamiento solo por este mensaje. Solo adultos.
report-not-assessed = No evaluado: { $findings }.
report-not-assessed-count = No evaluado: { $count } de los 14 hallazgos.
report-unproven = No probado con este modelo, no se informa: { $findings }.
report-unproven-count = No probado con este modelo, no se informa: { $count } de los 14 hallazgos.
report-footer = { $model } · { $code }
refusal-footer = Caso { $code }

## Bands and photo quality

band-likely = probable
band-possible = posible
band-unlikely = bajo el nivel de alerta
quality-grade-good = buena
quality-grade-fair = regular
quality-grade-poor = mala
quality-note-low-resolution = pocos píxeles
quality-note-blurred = borrosa
quality-note-low-contrast = poco contraste
quality-note-dark = oscura
quality-note-bright = clara
quality-note-colour-cast = color alterado
report-corrected-straightened = La foto se tomó de lado: la placa se enderezó antes de leerla. Tomada de frente, la respuesta es más segura.
report-corrected-turned = La foto estaba tumbada o al revés: se giró antes de leerla.
report-corrected-inverted = La foto es un negativo: se intercambiaron el blanco y el negro antes de leerla.
report-corrected-check-sides = Compruebe la izquierda y la derecha: el corazón parece estar en el lado menos habitual, o la foto está en espejo.
quality-note-glare = reflejo
quality-note-cropped-maybe = pulmones quizá cortados
quality-note-stripes = rayas de la pantalla
quality-note-shadow = una barra o sombra encima

## Pictures

picture-film = Su placa
picture-map = { $finding }: { $band }
picture-map-weak = { $finding }: { $band } (evidencia débil)
picture-map-below = { $finding }: bajo el nivel de alerta
picture-map-unproven = { $finding }: no probado con este modelo
picture-explained = Los colores muestran dónde miró el programa, no dónde está la enfermedad.
picture-starter = Modelo de prueba, no para pacientes.
picture-footer = Caso { $code } · { $model }
picture-gone = Esta imagen se borró. Envíe la foto otra vez si la necesita.

## Feedback on a result

feedback-agreed = Anotado: está de acuerdo con este resultado. Gracias.
feedback-disagreed = Anotado: no está de acuerdo con este resultado. Gracias. Cuando un clínico haya confirmado qué es, díganoslo también.
feedback-which = ¿Cuáles de los 14 hallazgos confirmó un clínico? Elíjalos uno a uno.
feedback-chosen = Anotado como confirmado por un clínico: { $findings }. Elija más, o elija uno otra vez para quitarlo.
feedback-confirmed = Anotado, gracias. Confirmado por un clínico: { $findings }.
feedback-none = Anotado, gracias: un clínico no confirmó ninguno de los 14 hallazgos.
feedback-closed = Ya no se puede opinar sobre este resultado: es posible durante { $caseDays } días.

## Photos given for improving the program

give-ask =
    ¿Podemos guardar las fotos que envíe a partir de ahora, para mejorar el programa? Es una pregunta aparte: el servicio funciona igual si dice que no.

    Una foto dada se guarda cifrada, sin su nombre ni número, y se borra a los { $caseDays } días. Si nos dice qué confirmó un clínico, se guarda { $keptDays } días y quienes entrenan el programa pueden verla. Lo que ya se entregó para el entrenamiento no se puede recuperar.

    /donate cambia su respuesta en cualquier momento.
give-on = Gracias. Las fotos que envíe se guardan para mejorar el programa: { $caseDays } días, o { $keptDays } días si nos dice qué confirmó un clínico. /donate lo termina.
give-off = Sus fotos no se guardan. Las que dio se han borrado; lo que ya se entregó para el entrenamiento no se puede recuperar.

## Findings

finding-Atelectasis = Atelectasia
finding-Cardiomegaly = Cardiomegalia
finding-Effusion = Derrame pleural
finding-Infiltration = Infiltrado
finding-Mass = Masa
finding-Nodule = Nódulo
finding-Pneumonia = Neumonía
finding-Pneumothorax = Neumotórax
finding-Consolidation = Consolidación
finding-Edema = Edema pulmonar
finding-Emphysema = Enfisema
finding-Fibrosis = Fibrosis
finding-Pleural_Thickening = Engrosamiento pleural
finding-Hernia = Hernia

## Buttons

button-agree = De acuerdo
button-more = Saber más
button-decline = No acepto
button-next = Siguiente
button-back = Atrás
button-picture = Ver la imagen
button-picture-below = Ver dónde miró el programa
button-how-to = Cómo fotografiar
button-forget = Borrar
button-keep = Conservar
button-choose = Elegir
button-feedback-agree = 👍 De acuerdo
button-feedback-disagree = 👎 En desacuerdo
button-feedback-confirmed = Confirmado: …
button-feedback-none = Ninguno de estos
button-feedback-done = Listo
button-give = Sí, guárdenlas
button-give-not = No, no las guarden
button-give-no-more = No guardar más fotos

## Commands, as the messenger lists them

command-start = empezar, o leer las condiciones otra vez
command-language = cambiar el idioma
command-help = cómo fotografiar y qué puede enviar
command-lowdata = respuestas solo en texto, sí o no
command-stop = dejar de usar este servicio
command-forget = borrar lo que se guarda sobre usted
command-about = qué es este servicio
command-donate = dar fotos para mejorar el programa, o dejar de darlas

## Answers to commands

help =
    Envíe una foto de una radiografía frontal de tórax. La respuesta llega como texto y después como una imagen pequeña.

    /language cambia el idioma
    /lowdata pasa a solo texto, y al revés
    /about dice qué es este servicio
    /donate da fotos para mejorar el programa, o deja de darlas
    /stop lo termina, /forget borra lo que se guarda sobre usted
about =
    Roentgram busca 14 hallazgos en radiografías frontales de tórax: { $findings }.

    Solo adultos. La tuberculosis no está entre los 14. No descarta enfermedad, y un clínico capacitado debe confirmar cada respuesta. El modelo y su versión figuran al final de cada respuesta.
lowdata-on = Ahorro de datos activado: las respuestas llegan como texto, y la imagen solo si la pide debajo de la respuesta. /lowdata lo desactiva.
lowdata-off = Ahorro de datos desactivado: las respuestas llegan como texto y después una imagen pequeña. /lowdata lo activa.
stop-done = Ha parado: no se leerá ninguna foto nueva, y las fotos que dio se han borrado. Las respuestas a fotos ya enviadas aún llegan. /start empieza otra vez, /forget borra lo que se guarda sobre usted.
stopped = Ha parado este servicio: no se leen fotos. /start empieza otra vez.
forget-ask = ¿Borrar su idioma, su acuerdo, sus opiniones y las fotos que aún esperan o que dio? Las fotos que ya se están leyendo pueden recibir respuesta.
forget-ask-invited = ¿Borrar su idioma, su acuerdo, sus opiniones, su invitación y las fotos que aún esperan o que dio? Las fotos que ya se están leyendo pueden recibir respuesta. Para volver necesitará un código nuevo.
forget-done = Borrado ahora: su idioma, acuerdo, ajustes y opiniones, y sus fotos e imágenes. Desaparecen solos el recuento de sus fotos, en una hora, y marcas técnicas sin contenido, en { $days } días. Los mensajes de este chat quedan hasta que usted los borre. /start empieza otra vez.
forget-kept = No se borró nada.

## Access

invite-needed = Este servicio es para personas invitadas. Envíe su código de invitación.
invite-accepted = Código aceptado. Bienvenido.
invite-wrong = Este código no vale o ya se usó. Revíselo, o pregunte a quien lleva el servicio.
invite-wait = Demasiados códigos equivocados. Inténtelo más tarde.
blocked = Este servicio no está abierto para usted por ahora, y no se lee nada. Si es un error, pregunte a quien lleva el servicio. Si un paciente está en peligro, remítalo ya. /forget borra lo que se guarda sobre usted.
rate-limited =
    Ha llegado al número de fotos por hora. Envíe esta foto otra vez en { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }. Si el paciente está en peligro, remítalo ya.
private-only = Escríbame en un chat privado: las fotos de pacientes no deben estar en un grupo.

## Everything else that may arrive

unknown-text = Leo fotos de radiografías de tórax. Envíe una, o /help.
unknown-command = No conozco este comando. /help los muestra.
unknown-sticker = No leo stickers. Envíe una foto de una radiografía frontal de tórax, o /help.
unknown-voice = No oigo mensajes de voz. Envíe una foto de una radiografía frontal de tórax, o /help.
unknown-video = No leo vídeos. Envíe una sola foto de la placa.
unknown-message = No leo este tipo de mensaje. Envíe una foto de una radiografía frontal de tórax, o /help.
choose-number = Responda con uno de estos números: { $numbers }.
button-outdated = Esta opción ya no está abierta. /help dice qué puede hacer.
answers-waited = WhatsApp solo me deja escribirle en las 24 horas siguientes a su último mensaje. Esto es lo que le esperaba.
picture-unsure = Puede que la imagen no le haya llegado. Puede pedirla aquí.
error-try-again = Algo falló de nuestro lado. Envíelo otra vez en unos minutos.
error-busy = El servicio no está disponible por un momento. Su foto no se perdió: se leerá cuando vuelva.

## For admins: the answer to /status, and alerts. The line after an alert's first says what to do.

admin-well = Todo funciona.
admin-channels = Canales: { $channels }
admin-workers = Procesos de lectura: { $count }
admin-waiting = En espera: { $count }; fallidas: { $failed }
admin-answered = Fotos respondidas: { $count } hoy, { $week } en 7 días
admin-refused = De ellas rechazadas: { $count } hoy, { $week } en 7 días
admin-people = Personas: { $count }; aceptaron las condiciones: { $agreed }; activas en 24 horas: { $active }; invitadas: { $invited }; bloqueadas: { $blocked }
admin-memory = Memoria de Redis: { $used } de { $limit } MB
admin-disk = Disco libre: { $free } GB
alert-queue =
    La tarea más antigua de «{ $queue }» espera desde hace { $minutes } min.
    Inicie más procesos de lectura o mire sus registros.
alert-channel-down =
    El canal { $channel } no está en marcha.
    Inícielo y mire su registro.
alert-channel-trouble =
    El canal { $channel } ha perdido la conexión.
    Mire la página de administración y su registro.
alert-channel-link =
    El canal { $channel } espera que se vincule con el teléfono.
    Escanee el código de la página de administración: WhatsApp, Dispositivos vinculados.
alert-no-worker =
    No hay ningún proceso de lectura en marcha: las fotos se reciben, pero no se leen.
    Inicie uno y mire su registro.
alert-disk =
    Queda poco espacio en el disco de { $host }: { $free } GB.
    Libere espacio.
alert-memory =
    Redis está casi lleno: { $used } de { $limit } MB.
    Dele más memoria o inicie más procesos de lectura.
alert-over = Terminado: { $alert }

## The web page. What stands under web-<key> takes the place of <key> there.

web-tagline = Una segunda mirada a la radiografía de tórax
web-heading-code = Código de invitación
web-heading-terms = Antes de empezar
web-heading-photo = Enviar una radiografía de tórax
web-heading-waiting = Su foto ha llegado
web-heading-answer = Respuesta
web-heading-notice = Aviso
web-choose-photo = Elija o tome una foto
web-send = Enviar
web-sending = Enviando la foto. Deje esta página abierta.
web-refreshes = Esta página busca la respuesta por sí sola. Puede cerrarla y volver.
web-look-again = Mirar ahora
web-link-expires = Esta página se borra el { $time }. Quien tenga su dirección puede verla.
web-another = Enviar otra foto
web-delete = Borrar esta respuesta
web-photos = Sus fotos
web-photo-answered = Caso { $code }: ver la respuesta
web-photo-waiting = Caso { $code }: todavía sin respuesta
web-picture = Su placa, y al lado dónde miró el programa
web-menu = Más opciones
web-home = Continuar
web-form-refused = Esta página estuvo abierta demasiado tiempo, o su navegador no guarda cookies. Empiece otra vez; la página necesita una cookie.
web-not-found = Esa página no existe.
web-gone = Esta respuesta ya no está aquí: se acabó su plazo o se borró. Envíe la foto otra vez si la necesita.
web-upload-broken = La foto no llegó entera. Envíela otra vez.
web-photo-missing = No se eligió ninguna foto. Elija o tome una.
web-too-many =
    Se envió demasiado desde su conexión. Inténtelo otra vez en { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }. Si el paciente está en peligro, remítalo ya.
web-error-busy = El servicio no está disponible por un momento. Su foto no se recibió. Envíela otra vez en un minuto.
web-refusal-too-large = La imagen es demasiado grande. Elija una más pequeña, o ponga la cámara en menos megapíxeles.
web-forget-done = Borrado, con todas sus respuestas en esta página.
web-more-data =
    ¿Qué guardan?
    Su idioma, su acuerdo y un código al azar en una cookie de este navegador. De cada foto: horas, calidad y resultado, sin la imagen.
web-more-who =
    ¿Quién puede ver mi foto?
    Ninguna persona la mira. Va al ordenador de este servicio, donde se guarda cifrada. La respuesta tiene una dirección que no se puede adivinar; quien tenga esa dirección puede ver la respuesta y su imagen hasta que se borren.
web-how-to-photograph =
    Cómo fotografiar una radiografía frontal de tórax:

    1. Ponga la placa en un negatoscopio o contra una ventana clara. Apague la luz que tiene detrás y el flash.
    2. Sostenga el teléfono paralelo a la placa, sin inclinarlo ni hacer sombra.
    3. Muestre la placa entera y que llene la imagen.
    4. Tape el nombre y el número del paciente.
