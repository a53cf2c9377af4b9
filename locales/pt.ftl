### Português.
### Awaits review by a clinician who speaks this language (aguarda revisão por um clínico que fale português).
### Wording rules: docs/clinical-safety.md. Numbers, times and lists arrive formatted for the language.

## Languages

language-name = Português
language-choose = Escolha o seu idioma.
language-changed = A partir de agora escrevo em português.

## Terms

terms =
    Por favor, leia isto primeiro.

    • O programa procura 14 achados numa radiografia frontal do tórax de um adulto. Só adultos.
    • A tuberculose não está entre os 14.
    • Pode errar e não exclui doença. Um clínico capacitado deve confirmar cada resposta.
    • A sua foto é guardada cifrada. É apagada quando você recebe a resposta e, no máximo, após { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    }.
    • Guardamos contagens, horários, resultados e a sua opinião com um código, sem nome, telefone nem imagem. Só guardamos fotos se mais tarde disser sim a outra pergunta.
    • Você tem o direito de enviar esta imagem, e nela não aparece nenhum nome.

    Concorda?
terms-agreed = Obrigado. Pode parar a qualquer momento com /stop.
terms-declined = Respeitamos isso. Nada é lido sem o seu acordo. Envie /start se mudar de ideia.
terms-first = Responda primeiro à pergunta sobre os termos: /start mostra-a de novo.

## More about the terms, one page each

more-what =
    O que é isto?
    Um programa que procura 14 achados numa radiografia do tórax e responde com um texto e uma imagem pequena. Não substitui um clínico.
more-limits =
    O que não consegue fazer?
    Não consegue excluir doença. Não procura tuberculose, fraturas nem tubos. Não é para crianças.
more-data =
    O que guardam?
    O seu idioma, o seu acordo, os dias da sua primeira e última mensagem e um código feito a partir da sua conta. De cada foto: horários, qualidade, idade do paciente se a indicar, resultado e a sua opinião, sem a imagem. Só guardamos fotos se disser sim a uma pergunta à parte: /donate.
more-who =
    Quem pode ver a minha foto?
    Nenhuma pessoa a vê, a não ser que a doe para melhorar o programa. Passa pelos servidores do aplicativo de mensagens até ao computador deste serviço, onde fica cifrada.
more-how-long =
    Por quanto tempo?
    A foto é apagada quando você recebe a resposta e, no máximo, após { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    }. Pode dar a sua opinião sobre um resultado durante { $caseDays } dias; as opiniões são guardadas { $keptDays } dias. /forget apaga o que guardamos sobre você.

## How to photograph

how-to-photograph =
    Envie uma foto de uma radiografia frontal do tórax:

    1. Ponha o filme num negatoscópio ou contra uma janela clara. Apague a luz atrás de você e o flash.
    2. Segure o telefone paralelo ao filme, sem inclinar nem fazer sombra.
    3. Mostre o filme inteiro, enchendo a imagem.
    4. Cubra o nome e o número do paciente.
    5. Se puder, envie como arquivo: fica mais nítida.

## Photos and receipts

receipt = Foto recebida, caso { $code }. A resposta chega aqui.
receipt-queued =
    Foto recebida, caso { $code }. { $ahead ->
        [one] Antes dela é lida { $ahead } foto.
       *[other] Antes dela são lidas { $ahead } fotos.
    } A resposta chega aqui.
receipt-album =
    { $count ->
        [one] { $count } foto recebida.
       *[other] { $count } fotos recebidas.
    } Cada uma é lida à parte e tem a sua resposta. Casos: { $codes }.
receipt-album-queued =
    { $count ->
        [one] { $count } foto recebida.
       *[other] { $count } fotos recebidas.
    } Cada uma é lida à parte e tem a sua resposta. { $ahead ->
        [one] Antes delas é lida { $ahead } foto.
       *[other] Antes delas são lidas { $ahead } fotos.
    } Casos: { $codes }.
photo-held = A sua foto fica guardada cifrada por uma hora. É lida assim que aceitar os termos.
photo-held-new-terms = Os termos mudaram. A sua foto fica guardada cifrada por uma hora. É lida assim que aceitar os novos termos.
photo-held-full = Aceite primeiro os termos e depois envie esta foto de novo.
photo-held-expired = A hora passou e a foto foi apagada. Envie-a de novo.
photos-released =
    Obrigado. { $count ->
        [one] A sua foto está sendo lida.
       *[other] As suas { $count } fotos estão sendo lidas.
    }

## Age of the patient

receipt-age = Que idade tem o paciente? Sem resposta, a radiografia é lida como de um adulto.
button-age-under-5 = Menos de 5 anos
button-age-5-14 = 5–14 anos
button-age-adult = Adulto
report-child = ⚠️ CRIANÇA: o programa aprendeu com adultos. Numa criança desta idade a sua resposta não é fiável.
report-age-unknown = Lida como radiografia de adulto: idade não indicada.
age-warning = ⚠️ Caso { $codes }: o programa aprendeu com adultos. Numa criança desta idade a sua resposta não é fiável. Mostre o paciente e a radiografia a um clínico.
age-noted = Anotado: { $age }.
age-corrected = Anotado: adulto. O aviso sobre crianças já não vale para o caso { $codes }.
age-closed = Já não é possível indicar a idade para esta foto. Se o paciente tem menos de { $years } anos, não confie na resposta.
web-choose-age = Idade do paciente
web-age-none = Sem resposta: lida como adulto

## Photos of one patient

button-join = Mesmo paciente: { $code }
button-part = Não é o mesmo paciente
report-joint = Resposta conjunta de { $count } fotos de um paciente: { $codes }.
report-joint-valid = A resposta de cada foto continua válida.
join-withdrawn = A resposta conjunta de { $codes } é retirada: não a use. A resposta de cada foto continua válida.
join-apart = Esta foto não está junta a nenhuma outra. A sua resposta continua válida.
join-closed = Estas fotos não podem (ou já não podem) ser juntas: é possível durante { $caseDays } dias, com fotos lidas.
join-full = Podem juntar-se { $count } fotos no máximo. Nada mudou.
join-other-model = Estas fotos foram lidas por modelos diferentes e não podem ser juntas. A resposta de cada foto continua válida.

## Refusals: what is wrong and how to mend it

refusal-unreadable = Não foi possível abrir este arquivo como imagem. Fotografe o filme de novo e envie a nova foto.
refusal-unsupported-format =
    { $format ->
        [heic] É uma imagem HEIC, que não pode ser lida aqui. Envie-a como foto e não como arquivo, ou ponha a câmera em “Mais compatível” (JPEG).
        [pdf] É um PDF. Fotografe o filme ou a tela, ou envie a própria imagem em JPEG ou PNG.
        [dicom] Este arquivo DICOM é de um tipo que não pode ser lido aqui, por exemplo com várias imagens ou uma compressão rara. Envie só a imagem frontal, como foto do ecrã ou em JPEG ou PNG.
        [svg] É um desenho, não uma foto. Envie a radiografia em JPEG ou PNG.
        [bmp] É uma imagem BMP. Envie-a em JPEG ou PNG.
       *[other] Este tipo de arquivo não pode ser lido aqui. Envie a radiografia como foto, ou em JPEG ou PNG.
    }
refusal-too-small = A imagem é pequena demais para ser lida. Envie a foto original, ou aproxime-se para o filme encher a imagem.
refusal-too-large = A imagem é grande demais. Envie-a como foto e não como arquivo.
refusal-not-a-chest-xray = Isto não parece uma radiografia do tórax. Envie uma foto do filme frontal inteiro, sem muito à volta.
refusal-not-an-x-ray = Segundo o ficheiro, este é outro tipo de exame, como uma tomografia ou uma ecografia. Envie uma radiografia frontal do tórax.
refusal-not-frontal = Isto parece uma incidência de perfil. Envie a frontal.
refusal-blurred = A foto está desfocada. Segure o telefone parado, espere ficar nítida e envie uma nova foto.
refusal-too-dark = A foto está escura demais. Ponha um negatoscópio ou uma janela clara atrás do filme e envie uma nova foto.
refusal-too-bright = A foto está clara demais. Desligue o flash, reduza a luz e envie uma nova foto.
refusal-cropped = Uma parte do tórax está cortada. Envie uma foto que mostre o filme inteiro.
refusal-glare = Há luz refletida no filme. Desligue o flash e a luz da sala e envie uma nova foto.
refusal-expired = Esta foto esperou demais e foi apagada sem ser lida. Envie-a de novo.
refusal-unavailable = O aplicativo de mensagens já não tem esta foto. Envie-a de novo.
refusal-unprocessable = Não foi possível ler esta foto após três tentativas. Fotografe o filme de novo e envie a nova foto.

## Not sure: read, but nothing is claimed

unsure-result = ❓ O programa não tem certeza sobre este filme e não indica nenhum achado. Isto não exclui doença. Pergunte a um radiologista, ou ao clínico mais próximo que leia radiografias.
unsure-why-unlike-training = Porquê: este filme é diferente daqueles com que o programa aprendeu.
unsure-why-unsteady = Porquê: a resposta mudou quando a imagem foi espelhada ou deslocada um pouco.
unsure-photo = Uma foto melhor pode ajudar: o filme inteiro, plano, nítido e sem flash, num negatoscópio ou numa janela clara.
admin-unsure = Destas sem certeza: { $count } hoje, { $week } em 7 dias

## Result

report-starter = ⚠️ Modelo de teste: para conhecer o serviço, não para pacientes.
report-late = Sobre a sua foto de { $time }:
report-act-now = 🚨 AJA AGORA: sinais que podem corresponder a { $findings }. Veja o paciente e peça ajuda já.
report-signs = O programa vê sinais que podem corresponder a:
report-finding = { $rank }. { $finding }: { $band }
report-finding-weak = { $rank }. { $finding }: { $band } (evidência fraca)
report-more-signs = … e mais { $count }.
report-no-sign = Nenhum sinal acima do nível de alerta. Isto não exclui doença.
report-order-only = Os resultados deste modelo não estão comprovados. Só a ordem, não serve para decidir: { $findings }.
report-tuberculosis = A tuberculose não está entre os 14 achados.
report-only = Único achado procurado: { $finding }. Nada mais foi avaliado, nem a tuberculose.
report-only-unproven = Os resultados deste modelo não estão comprovados: não dá resposta.
report-quality = Qualidade da foto: { $grade }. A resposta é menos confiável.
report-quality-notes = Qualidade da foto: { $grade } ({ $notes }). A resposta é menos confiável.
report-danger = Sinais de perigo (não consegue falar, lábios azuis, oxigênio baixo, muita sonolência): encaminhe já, não espere por este serviço.
report-next-signs = A seguir: examine o paciente e mostre o filme a um clínico hoje.
report-next-no-sign = A seguir: se os sintomas continuarem ou piorarem, um clínico deve ver o paciente e o filme.
report-confirm = Um clínico capacitado deve confirmar. Não inicie nem pare um tratamento só por esta mensagem. Só adultos.
report-not-assessed = Não avaliado: { $findings }.
report-not-assessed-count = Não avaliado: { $count } dos 14 achados.
report-unproven = Não comprovado com este modelo, não informado: { $findings }.
report-unproven-count = Não comprovado com este modelo, não informado: { $count } dos 14 achados.
report-footer = { $model } · { $code }
refusal-footer = Caso { $code }

## Bands and photo quality

band-likely = provável
band-possible = possível
band-unlikely = abaixo do nível de alerta
quality-grade-good = boa
quality-grade-fair = razoável
quality-grade-poor = ruim
quality-note-low-resolution = poucos pixels
quality-note-blurred = desfocada
quality-note-low-contrast = pouco contraste
quality-note-dark = escura
quality-note-bright = clara
quality-note-colour-cast = cor alterada
report-corrected-straightened = A foto foi tirada de lado: o filme foi endireitado antes da leitura. Tirada bem de frente, a resposta é mais segura.
report-corrected-turned = A foto estava deitada ou de cabeça para baixo: foi virada antes da leitura.
report-corrected-inverted = A foto é um negativo: o preto e o branco foram trocados antes da leitura.
report-corrected-check-sides = Verifique a esquerda e a direita: o coração parece estar no lado menos habitual, ou a foto está espelhada.
quality-note-glare = reflexo
quality-note-cropped-maybe = pulmões talvez cortados
quality-note-stripes = riscas do ecrã
quality-note-shadow = uma barra ou sombra por cima

## Pictures

picture-film = O seu filme
picture-map = { $finding }: { $band }
picture-map-weak = { $finding }: { $band } (evidência fraca)
picture-map-below = { $finding }: abaixo do nível de alerta
picture-map-unproven = { $finding }: sem prova neste modelo
picture-explained = As cores mostram onde o programa olhou, não onde está a doença.
picture-starter = Modelo de teste, não para pacientes.
picture-footer = Caso { $code } · { $model }
picture-gone = Esta imagem foi apagada. Envie a foto de novo se precisar dela.

## Feedback on a result

feedback-agreed = Anotado: concorda com este resultado. Obrigado.
feedback-disagreed = Anotado: não concorda com este resultado. Obrigado. Quando um clínico confirmar o que é, diga-nos também.
feedback-which = Quais dos 14 achados um clínico confirmou? Escolha-os um a um.
feedback-chosen = Anotado como confirmado por um clínico: { $findings }. Escolha mais, ou escolha um de novo para o retirar.
feedback-confirmed = Anotado, obrigado. Confirmado por um clínico: { $findings }.
feedback-none = Anotado, obrigado: um clínico não confirmou nenhum dos 14 achados.
feedback-closed = Já não é possível opinar sobre este resultado: pode fazê-lo durante { $caseDays } dias.

## Photos given for improving the program

give-ask =
    Podemos guardar as fotos que enviar a partir de agora, para melhorar o programa? É uma pergunta à parte: o serviço funciona da mesma forma se disser não.

    Uma foto doada fica guardada cifrada, sem o seu nome nem número, e é apagada após { $caseDays } dias. Se nos disser o que um clínico confirmou, é guardada { $keptDays } dias, e quem treina o programa pode vê-la. O que já foi entregue para treino não pode ser recuperado.

    /donate muda a sua resposta a qualquer momento.
give-on = Obrigado. As fotos que enviar são agora guardadas para melhorar o programa: { $caseDays } dias, ou { $keptDays } dias se nos disser o que um clínico confirmou. /donate termina isso.
give-off = As suas fotos não são guardadas. As que doou foram apagadas; o que já foi entregue para treino não pode ser recuperado.

## Findings

finding-Atelectasis = Atelectasia
finding-Cardiomegaly = Cardiomegalia
finding-Effusion = Derrame pleural
finding-Infiltration = Infiltrado
finding-Mass = Massa
finding-Nodule = Nódulo
finding-Pneumonia = Pneumonia
finding-Pneumothorax = Pneumotórax
finding-Consolidation = Consolidação
finding-Edema = Edema pulmonar
finding-Emphysema = Enfisema
finding-Fibrosis = Fibrose
finding-Pleural_Thickening = Espessamento pleural
finding-Hernia = Hérnia

## Buttons

button-agree = Concordo
button-more = Saber mais
button-decline = Não
button-next = Seguinte
button-back = Voltar
button-picture = Ver a imagem
button-picture-below = Ver onde o programa olhou
button-how-to = Como fotografar
button-forget = Apagar
button-keep = Manter
button-choose = Escolher
button-feedback-agree = 👍 Concordo
button-feedback-disagree = 👎 Discordo
button-feedback-confirmed = Confirmado: …
button-feedback-none = Nenhum destes
button-feedback-done = Pronto
button-give = Sim, guardar
button-give-not = Não guardar
button-give-no-more = Não guardar mais fotos

## Commands, as the messenger lists them

command-start = começar, ou ler os termos de novo
command-language = mudar o idioma
command-help = como fotografar e o que pode enviar
command-lowdata = respostas só em texto, ligar ou desligar
command-stop = deixar de usar este serviço
command-forget = apagar o que está guardado sobre você
command-about = o que é este serviço
command-donate = doar fotos para melhorar o programa, ou deixar de doar

## Answers to commands

help =
    Envie uma foto de uma radiografia frontal do tórax. A resposta chega em texto e depois numa imagem pequena.

    /language muda o idioma
    /lowdata passa para só texto, e volta
    /about diz o que é este serviço
    /donate doa fotos para melhorar o programa, ou deixa de doar
    /stop termina, /forget apaga o que está guardado sobre você
about =
    O Roentgram procura 14 achados em radiografias frontais do tórax: { $findings }.

    Só adultos. A tuberculose não está entre os 14. Não exclui doença, e um clínico capacitado deve confirmar cada resposta. O modelo e a sua versão estão no fim de cada resposta.
lowdata-on = Poupança de dados ligada: as respostas chegam em texto, e a imagem só se a pedir por baixo da resposta. /lowdata desliga-a.
lowdata-off = Poupança de dados desligada: as respostas chegam em texto e depois uma imagem pequena. /lowdata liga-a.
stop-done = Você parou: nenhuma foto nova será lida, e as fotos que doou foram apagadas. As respostas às fotos já enviadas ainda chegam. /start recomeça, /forget apaga o que está guardado sobre você.
stopped = Você parou este serviço: as fotos não são lidas. /start recomeça.
forget-ask = Apagar o seu idioma, o seu acordo, as suas opiniões e as fotos que ainda esperam ou que doou? As fotos que já estão sendo lidas ainda podem ter resposta.
forget-ask-invited = Apagar o seu idioma, o seu acordo, as suas opiniões, o seu convite e as fotos que ainda esperam ou que doou? As fotos que já estão sendo lidas ainda podem ter resposta. Para voltar precisará de um novo código.
forget-done = Apagados agora: o seu idioma, acordo, ajustes e opiniões, e as suas fotos e imagens. Desaparecem por si a contagem das suas fotos, numa hora, e marcas técnicas sem conteúdo, em { $days } dias. As mensagens desta conversa ficam até você as apagar. /start recomeça.
forget-kept = Nada foi apagado.

## Access

invite-needed = Este serviço é para pessoas convidadas. Envie o seu código de convite.
invite-accepted = O seu código foi aceito. Bem-vindo.
invite-wrong = Este código não é válido ou já foi usado. Verifique-o, ou pergunte a quem cuida do serviço.
invite-wait = Demasiados códigos errados. Tente mais tarde.
blocked = Este serviço não está aberto para você por agora, e nada é lido. Se for um engano, pergunte a quem cuida do serviço. Se um paciente está em perigo, encaminhe já. /forget apaga o que está guardado sobre você.
rate-limited =
    Você atingiu o número de fotos por hora. Envie esta foto de novo em { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }. Se o paciente está em perigo, encaminhe já.
private-only = Escreva-me numa conversa privada: fotos de pacientes não devem estar num grupo.

## Everything else that may arrive

unknown-text = Leio fotos de radiografias do tórax. Envie uma, ou /help.
unknown-command = Não conheço este comando. /help mostra a lista.
unknown-sticker = Não leio figurinhas. Envie uma foto de uma radiografia frontal do tórax, ou /help.
unknown-voice = Não ouço mensagens de voz. Envie uma foto de uma radiografia frontal do tórax, ou /help.
unknown-video = Não leio vídeos. Envie uma única foto do filme.
unknown-message = Não leio este tipo de mensagem. Envie uma foto de uma radiografia frontal do tórax, ou /help.
choose-number = Responda com um destes números: { $numbers }.
button-outdated = Esta opção já não está aberta. /help diz o que pode fazer.
answers-waited = O WhatsApp só me deixa escrever-lhe nas 24 horas seguintes à sua última mensagem. Eis o que estava à sua espera.
picture-unsure = A imagem pode não ter chegado até si. Pode pedi-la aqui.
error-try-again = Algo falhou do nosso lado. Envie de novo daqui a alguns minutos.
error-busy = O serviço está fora por um momento. A sua foto não se perdeu: será lida assim que ele voltar.

## For admins: the answer to /status, and alerts. The line after an alert's first says what to do.

admin-well = Tudo está a funcionar.
admin-channels = Canais: { $channels }
admin-workers = Processos de leitura: { $count }
admin-waiting = Em espera: { $count }; falhadas: { $failed }
admin-answered = Fotos respondidas: { $count } hoje, { $week } em 7 dias
admin-refused = Destas recusadas: { $count } hoje, { $week } em 7 dias
admin-people = Pessoas: { $count }; aceitaram os termos: { $agreed }; ativas em 24 horas: { $active }; convidadas: { $invited }; bloqueadas: { $blocked }
admin-memory = Memória do Redis: { $used } de { $limit } MB
admin-disk = Disco livre: { $free } GB
alert-queue =
    A tarefa mais antiga em “{ $queue }” espera há { $minutes } min.
    Inicie mais processos de leitura ou veja os seus registos.
alert-channel-down =
    O canal { $channel } não está a funcionar.
    Inicie-o e veja o seu registo.
alert-channel-trouble =
    O canal { $channel } perdeu a ligação.
    Veja a página de administração e o seu registo.
alert-channel-link =
    O canal { $channel } espera ser ligado ao telefone.
    Leia o código na página de administração: WhatsApp, Aparelhos conectados.
alert-no-worker =
    Nenhum processo de leitura está a funcionar: as fotos são recebidas, mas não são lidas.
    Inicie um e veja o seu registo.
alert-disk =
    Resta pouco espaço em disco em { $host }: { $free } GB.
    Liberte espaço.
alert-memory =
    O Redis está quase cheio: { $used } de { $limit } MB.
    Dê-lhe mais memória ou inicie mais processos de leitura.
alert-over = Terminado: { $alert }

## The web page. What stands under web-<key> takes the place of <key> there.

web-tagline = Um segundo olhar sobre a radiografia do tórax
web-heading-code = Código de convite
web-heading-terms = Antes de começar
web-heading-photo = Enviar uma radiografia do tórax
web-heading-waiting = A sua foto chegou
web-heading-answer = Resposta
web-heading-notice = Atenção
web-choose-photo = Escolha ou tire uma foto
web-send = Enviar
web-sending = A enviar a foto. Deixe esta página aberta.
web-refreshes = Esta página procura a resposta sozinha. Pode fechá-la e voltar.
web-look-again = Ver agora
web-link-expires = Esta página é apagada em { $time }. Quem tiver o endereço pode vê-la.
web-another = Enviar outra foto
web-delete = Apagar esta resposta
web-photos = As suas fotos
web-photo-answered = Caso { $code }: ver a resposta
web-photo-waiting = Caso { $code }: ainda sem resposta
web-picture = O seu filme, e ao lado onde o programa olhou
web-menu = Mais opções
web-home = Continuar
web-form-refused = Esta página ficou aberta tempo demais, ou o seu navegador não guarda cookies. Comece de novo; a página precisa de um cookie.
web-not-found = Essa página não existe.
web-gone = Esta resposta já não está aqui: o prazo acabou ou foi apagada. Envie a foto de novo se precisar.
web-upload-broken = A foto não chegou inteira. Envie-a de novo.
web-photo-missing = Nenhuma foto foi escolhida. Escolha ou tire uma.
web-too-many =
    Foi enviado demais a partir da sua conexão. Tente de novo em { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }. Se o paciente está em perigo, encaminhe já.
web-error-busy = O serviço está fora por um momento. A sua foto não foi recebida. Envie-a de novo daqui a um minuto.
web-refusal-too-large = A imagem é grande demais. Escolha uma menor, ou ponha a câmera em menos megapixels.
web-forget-done = Apagado, com todas as suas respostas nesta página.
web-more-data =
    O que guardam?
    O seu idioma, o seu acordo e um código ao acaso num cookie deste navegador. De cada foto: horários, qualidade e resultado, sem a imagem.
web-more-who =
    Quem pode ver a minha foto?
    Nenhuma pessoa a vê. Vai para o computador deste serviço, onde fica cifrada. A resposta tem um endereço que não se pode adivinhar; quem tiver esse endereço pode ver a resposta e a imagem até serem apagadas.
web-how-to-photograph =
    Como fotografar uma radiografia frontal do tórax:

    1. Ponha o filme num negatoscópio ou contra uma janela clara. Apague a luz atrás de você e o flash.
    2. Segure o telefone paralelo ao filme, sem inclinar nem fazer sombra.
    3. Mostre o filme inteiro, enchendo a imagem.
    4. Tape o nome e o número do paciente.
