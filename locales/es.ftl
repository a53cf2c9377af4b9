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
    • Guardamos cantidades, horas y resultados con un código, sin nombre, teléfono ni imagen.
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
    Su idioma, su acuerdo y un código hecho a partir de su cuenta. De cada foto: horas, calidad y resultado, sin la imagen.
more-who =
    ¿Quién puede ver mi foto?
    Ninguna persona la mira. Pasa por los servidores de la mensajería hasta el ordenador de este servicio, donde se guarda cifrada.
more-how-long =
    ¿Cuánto tiempo?
    La foto se borra cuando usted tiene la respuesta y, como máximo, a { $hours ->
        [one] la hora
       *[other] las { $hours } horas
    }. /forget borra lo que guardamos sobre usted.

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
photo-held-full = Acepte primero las condiciones y envíe después esta foto otra vez.
photo-held-expired = Pasó la hora y la foto se borró. Envíela otra vez.
photos-released =
    Gracias. { $count ->
        [one] Su foto se está leyendo.
       *[other] Sus { $count } fotos se están leyendo.
    }

## Refusals: what is wrong and how to mend it

refusal-unreadable = Este archivo no se pudo abrir como imagen. Fotografíe la placa otra vez y envíe la foto nueva.
refusal-unsupported-format =
    { $format ->
        [heic] Es una imagen HEIC, que aquí no se puede leer. Envíela como foto y no como archivo, o ponga la cámara en «Más compatible» (JPEG).
        [pdf] Es un PDF. Fotografíe la placa o la pantalla, o envíe la imagen en JPEG o PNG.
        [dicom] Es un archivo DICOM. Expórtelo a JPEG o PNG y envíelo.
        [svg] Es un dibujo, no una foto. Envíe la radiografía en JPEG o PNG.
        [bmp] Es una imagen BMP. Envíela en JPEG o PNG.
       *[other] Este tipo de archivo no se puede leer aquí. Envíe la radiografía como foto, o en JPEG o PNG.
    }
refusal-too-small = La imagen es demasiado pequeña para leerla. Envíe la foto original, o acérquese para que la placa llene la imagen.
refusal-too-large = La imagen es demasiado grande. Envíela como foto y no como archivo.
refusal-not-a-chest-xray = No parece una radiografía de tórax. Envíe una foto de toda la placa frontal, sin mucho alrededor.
refusal-not-frontal = Parece una proyección lateral. Envíe la frontal.
refusal-blurred = La foto está borrosa. Mantenga quieto el teléfono, espere a que se vea nítida y envíe una foto nueva.
refusal-too-dark = La foto es demasiado oscura. Ponga un negatoscopio o una ventana clara detrás de la placa y envíe una foto nueva.
refusal-too-bright = La foto es demasiado clara. Apague el flash, baje la luz y envíe una foto nueva.
refusal-cropped = Falta una parte del tórax. Envíe una foto que muestre la placa entera.
refusal-glare = Se refleja luz en la placa. Apague el flash y la luz de la sala y envíe una foto nueva.
refusal-expired = Esta foto esperó demasiado y se borró sin leerla. Envíela otra vez.
refusal-unavailable = La mensajería ya no tiene esta foto. Envíela otra vez.
refusal-unprocessable = Esta foto no se pudo leer tras tres intentos. Fotografíe la placa otra vez y envíe la foto nueva.

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

## Commands, as the messenger lists them

command-start = empezar, o leer las condiciones otra vez
command-language = cambiar el idioma
command-help = cómo fotografiar y qué puede enviar
command-lowdata = respuestas solo en texto, sí o no
command-stop = dejar de usar este servicio
command-forget = borrar lo que se guarda sobre usted
command-about = qué es este servicio

## Answers to commands

help =
    Envíe una foto de una radiografía frontal de tórax. La respuesta llega como texto y después como una imagen pequeña.

    /language cambia el idioma
    /lowdata pasa a solo texto, y al revés
    /about dice qué es este servicio
    /stop lo termina, /forget borra lo que se guarda sobre usted
about =
    Roentgram busca 14 hallazgos en radiografías frontales de tórax: { $findings }.

    Solo adultos. La tuberculosis no está entre los 14. No descarta enfermedad, y un clínico capacitado debe confirmar cada respuesta. El modelo y su versión figuran al final de cada respuesta.
lowdata-on = Ahorro de datos activado: las respuestas llegan como texto, con un botón para la imagen. /lowdata lo desactiva.
lowdata-off = Ahorro de datos desactivado: las respuestas llegan como texto y después una imagen pequeña. /lowdata lo activa.
stop-done = Ha parado: no se leerá ninguna foto nueva. Las respuestas a fotos ya enviadas aún llegan. /start empieza otra vez, /forget borra lo que se guarda sobre usted.
stopped = Ha parado este servicio: no se leen fotos. /start empieza otra vez.
forget-ask = ¿Borrar su idioma, su acuerdo y las fotos que aún esperan? Las fotos que ya se están leyendo pueden recibir respuesta.
forget-ask-invited = ¿Borrar su idioma, su acuerdo, su invitación y las fotos que aún esperan? Las fotos que ya se están leyendo pueden recibir respuesta. Para volver necesitará un código nuevo.
forget-done = Borrado. Los mensajes de este chat quedan hasta que usted los borre. /start empieza otra vez.
forget-kept = No se borró nada.

## Access

invite-needed = Este servicio es para personas invitadas. Envíe su código de invitación.
invite-accepted = Código aceptado. Bienvenido.
invite-wrong = Este código no vale o ya se usó. Revíselo, o pregunte a quien lleva el servicio.
invite-wait = Demasiados códigos equivocados. Inténtelo más tarde.
rate-limited =
    Ha llegado al número de fotos por hora. Envíe esta foto otra vez en { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }. Si el paciente está en peligro, remítalo ya.
private-only = Escríbame en un chat privado: las fotos de pacientes no deben estar en un grupo.

## Everything else that may arrive

unknown-text = Leo fotos de radiografías de tórax. Envíe una, o /help.
unknown-command = No conozco este comando. /help los muestra.
unknown-sticker = No leo pegatinas. Envíe una foto de una radiografía frontal de tórax, o /help.
unknown-voice = No oigo mensajes de voz. Envíe una foto de una radiografía frontal de tórax, o /help.
unknown-video = No leo vídeos. Envíe una sola foto de la placa.
unknown-message = No leo este tipo de mensaje. Envíe una foto de una radiografía frontal de tórax, o /help.
button-outdated = Este botón ya no se usa. /help dice qué puede hacer.
error-try-again = Algo falló de nuestro lado. Envíelo otra vez en unos minutos.
error-busy = El servicio no está disponible por un momento. Su foto no se perdió: se leerá cuando vuelva.
