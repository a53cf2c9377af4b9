### Bahasa Indonesia.
### Awaits review by a clinician who speaks this language (menunggu tinjauan klinisi penutur bahasa Indonesia).
### Wording rules: docs/clinical-safety.md. Numbers, times and lists arrive formatted for the language.

## Languages

language-name = Bahasa Indonesia
language-choose = Silakan pilih bahasa Anda.
language-changed = Mulai sekarang saya menulis dalam bahasa Indonesia.

## Terms

terms =
    Mohon baca ini dulu.

    • Program ini mencari 14 temuan pada rontgen dada frontal orang dewasa. Hanya untuk dewasa.
    • Tuberkulosis (TBC) tidak termasuk dalam 14 temuan itu.
    • Program ini bisa keliru dan tidak menyingkirkan penyakit. Klinisi terlatih harus memastikan setiap jawaban.
    • Foto Anda disimpan terenkripsi. Foto dihapus setelah jawaban Anda terima, paling lama setelah { $hours } jam.
    • Kami menyimpan jumlah, waktu, hasil dan pendapat Anda di bawah sebuah kode, tanpa nama, nomor telepon atau gambar. Foto hanya disimpan jika nanti Anda menjawab ya pada pertanyaan terpisah.
    • Anda berhak mengirim gambar ini, dan tidak ada nama yang terlihat.

    Apakah Anda setuju?
terms-agreed = Terima kasih. Anda bisa berhenti kapan saja dengan /stop.
terms-declined = Kami menghormatinya. Tanpa persetujuan Anda tidak ada yang dibaca. Kirim /start jika berubah pikiran.
terms-first = Mohon jawab dulu pertanyaan tentang ketentuan: /start menampilkannya lagi.

## More about the terms, one page each

more-what =
    Apa ini?
    Program komputer yang mencari 14 temuan pada rontgen dada dan menjawab dengan teks serta satu gambar kecil. Program ini tidak menggantikan klinisi.
more-limits =
    Apa yang tidak bisa dilakukannya?
    Tidak bisa menyingkirkan penyakit. Tidak mencari tuberkulosis, patah tulang atau selang. Bukan untuk anak.
more-data =
    Apa yang disimpan?
    Bahasa Anda, persetujuan Anda, hari pesan pertama dan terakhir Anda, dan kode dari akun Anda. Dari setiap foto: waktu, mutu, umur pasien jika disebut, hasil dan pendapat Anda, tanpa gambarnya. Foto hanya disimpan jika Anda menjawab ya pada pertanyaan terpisah: /donate.
more-who =
    Siapa yang bisa melihat foto saya?
    Tidak ada orang yang melihatnya, kecuali Anda memberikannya untuk memperbaiki program. Foto melewati server aplikasi pesan ke komputer layanan ini, dan disimpan terenkripsi di sana.
more-how-long =
    Berapa lama?
    Foto dihapus setelah jawaban Anda terima, paling lama setelah { $hours } jam. Pendapat tentang hasil bisa diberikan selama { $caseDays } hari; pendapat disimpan { $keptDays } hari. /forget menghapus yang kami simpan tentang Anda.

## How to photograph

how-to-photograph =
    Kirim foto rontgen dada frontal:

    1. Gantung film di kotak lampu atau di depan jendela yang terang. Matikan lampu ruangan di belakang Anda dan lampu kilat.
    2. Pegang ponsel sejajar dengan film, tanpa miring atau bayangan.
    3. Tampilkan seluruh film hingga memenuhi gambar.
    4. Tutupi nama dan nomor pasien.
    5. Jika bisa, kirim sebagai file: lebih tajam.

## Photos and receipts

receipt = Foto diterima, kasus { $code }. Jawaban datang di sini.
receipt-queued = Foto diterima, kasus { $code }. { $ahead } foto dibaca lebih dulu. Jawaban datang di sini.
receipt-album = { $count } foto diterima. Setiap foto dibaca sendiri dan mendapat jawabannya. Kasus: { $codes }.
receipt-album-queued = { $count } foto diterima. Setiap foto dibaca sendiri dan mendapat jawabannya. { $ahead } foto lain dibaca lebih dulu. Kasus: { $codes }.
photo-held = Foto Anda disimpan terenkripsi selama satu jam. Foto dibaca begitu Anda menyetujui ketentuan.
photo-held-new-terms = Ketentuan telah berubah. Foto Anda disimpan terenkripsi selama satu jam. Foto dibaca begitu Anda menyetujui ketentuan baru.
photo-held-full = Mohon setujui ketentuan dulu, lalu kirim foto ini lagi.
photo-held-expired = Satu jam sudah lewat dan foto dihapus. Mohon kirim lagi.
photos-released = Terima kasih. { $count } foto Anda sedang dibaca.

## Age of the patient

receipt-age = Berapa umur pasien? Jika tidak dijawab, film dibaca sebagai film orang dewasa.
button-age-under-5 = Di bawah 5 tahun
button-age-5-14 = 5–14 tahun
button-age-adult = Dewasa
report-child = ⚠️ ANAK: program belajar dari orang dewasa. Untuk anak seumur ini jawabannya tidak dapat diandalkan.
report-age-unknown = Dibaca sebagai film orang dewasa: umur tidak disebut.
age-warning = ⚠️ Kasus { $codes }: program belajar dari orang dewasa. Untuk anak seumur ini jawabannya tidak dapat diandalkan. Tunjukkan pasien dan film kepada klinisi.
age-noted = Dicatat: { $age }.
age-corrected = Dicatat: dewasa. Peringatan tentang anak tidak berlaku lagi untuk kasus { $codes }.
age-closed = Umur untuk foto ini tidak dapat disebut lagi. Jika pasien berumur di bawah { $years } tahun, jangan andalkan jawabannya.
web-choose-age = Umur pasien
web-age-none = Tanpa jawaban: dibaca sebagai dewasa

## Photos of one patient

button-join = Pasien sama: { $code }
button-part = Bukan pasien yang sama
report-joint = Jawaban gabungan { $count } foto satu pasien: { $codes }.
report-joint-valid = Jawaban tiap foto tetap berlaku.
join-withdrawn = Jawaban gabungan { $codes } ditarik: jangan dipakai. Jawaban tiap foto tetap berlaku.
join-apart = Foto ini tidak digabung dengan yang lain. Jawabannya tetap berlaku.
join-closed = Foto-foto ini tidak (lagi) dapat digabung: itu mungkin selama { $caseDays } hari, untuk foto yang terbaca.
join-full = Paling banyak { $count } foto dapat digabung. Tidak ada yang berubah.
join-other-model = Foto-foto ini dibaca oleh model berbeda dan tidak dapat digabung. Jawaban tiap foto tetap berlaku.

## Refusals: what is wrong and how to mend it

refusal-unreadable = File ini tidak bisa dibuka sebagai gambar. Mohon foto film itu lagi dan kirim foto yang baru.
refusal-unsupported-format =
    { $format ->
        [heic] Ini gambar HEIC, yang tidak bisa dibaca di sini. Kirim sebagai foto, bukan file, atau atur kamera ke “Paling Kompatibel” (JPEG).
        [pdf] Ini PDF. Mohon foto film atau layarnya, atau kirim gambarnya sebagai JPEG atau PNG.
        [dicom] File DICOM ini jenis yang tidak dapat dibaca di sini, misalnya berisi beberapa gambar atau memakai kompresi yang jarang. Mohon kirim gambar frontal saja, sebagai foto layar atau sebagai JPEG atau PNG.
        [svg] Ini gambar garis, bukan foto. Mohon kirim rontgen sebagai JPEG atau PNG.
        [bmp] Ini gambar BMP. Mohon kirim sebagai JPEG atau PNG.
       *[other] Jenis file ini tidak bisa dibaca di sini. Mohon kirim rontgen sebagai foto, atau file JPEG atau PNG.
    }
refusal-too-small = Gambar terlalu kecil untuk dibaca. Mohon kirim foto aslinya, atau mendekat hingga film memenuhi gambar.
refusal-too-large = Gambar terlalu besar. Mohon kirim sebagai foto, bukan file.
refusal-not-a-chest-xray = Ini tidak tampak seperti rontgen dada. Mohon kirim foto seluruh film dada frontal, tanpa banyak hal di sekitarnya.
refusal-not-an-x-ray = Menurut filenya, ini jenis pemeriksaan lain, seperti CT atau USG. Mohon kirim rontgen dada frontal.
refusal-not-frontal = Ini tampak seperti foto lateral. Mohon kirim foto frontal.
refusal-blurred = Foto buram. Pegang ponsel dengan diam, tunggu sampai tajam, lalu kirim foto baru.
refusal-too-dark = Foto terlalu gelap. Pasang kotak lampu atau jendela terang di belakang film, lalu kirim foto baru.
refusal-too-bright = Foto terlalu terang. Matikan lampu kilat, redupkan cahaya, lalu kirim foto baru.
refusal-cropped = Sebagian dada terpotong. Mohon kirim foto yang menampilkan seluruh film.
refusal-glare = Ada pantulan cahaya pada film. Matikan lampu kilat dan lampu ruangan, lalu kirim foto baru.
refusal-expired = Foto ini menunggu terlalu lama dan dihapus tanpa dibaca. Mohon kirim lagi.
refusal-unavailable = Aplikasi pesan tidak lagi menyimpan foto ini. Mohon kirim lagi.
refusal-unprocessable = Foto ini tidak bisa dibaca setelah tiga kali mencoba. Mohon foto film itu lagi dan kirim foto yang baru.

## Not sure: read, but nothing is claimed

unsure-result = ❓ Program tidak yakin tentang film ini dan tidak menyebut temuan apa pun. Ini tidak menyingkirkan penyakit. Tanyakan kepada dokter radiologi, atau tenaga medis terdekat yang membaca foto rontgen.
unsure-why-unlike-training = Sebab: film ini tidak mirip dengan film yang dipelajari program.
unsure-why-unsteady = Sebab: jawabannya berubah ketika gambar dicerminkan atau digeser sedikit.
unsure-photo = Foto yang lebih baik dapat membantu: seluruh film, rata, tajam dan tanpa lampu kilat, pada kotak lampu atau jendela yang terang.
admin-unsure = Di antaranya tidak yakin: { $count } hari ini, { $week } dalam 7 hari

## Result

report-starter = ⚠️ Model percobaan: untuk mencoba layanan, bukan untuk pasien.
report-late = Tentang foto Anda, { $time }:
report-act-now = 🚨 SEGERA BERTINDAK: tanda yang mungkin sesuai dengan { $findings }. Periksa pasien dan minta bantuan sekarang.
report-signs = Program melihat tanda yang mungkin sesuai dengan:
report-finding = { $rank }. { $finding }: { $band }
report-finding-weak = { $rank }. { $finding }: { $band } (bukti lemah)
report-more-signs = … dan { $count } lagi.
report-no-sign = Tidak ada tanda di atas batas waspada. Ini tidak menyingkirkan penyakit.
report-order-only = Hasil model ini belum terbukti. Hanya urutan, bukan untuk mengambil keputusan: { $findings }.
report-tuberculosis = Tuberkulosis (TBC) tidak termasuk dalam 14 temuan.
report-only = Satu-satunya temuan yang dicari: { $finding }. Tidak ada hal lain yang dinilai, termasuk tuberkulosis (TBC).
report-only-unproven = Hasil model ini belum terbukti: tidak ada jawaban yang diberikan.
report-quality = Mutu foto: { $grade }. Jawaban kurang dapat diandalkan.
report-quality-notes = Mutu foto: { $grade } ({ $notes }). Jawaban kurang dapat diandalkan.
report-danger = Tanda bahaya (tidak bisa bicara, bibir biru, oksigen rendah, sangat mengantuk): rujuk sekarang, jangan tunggu layanan ini.
report-next-signs = Berikutnya: periksa pasien dan tunjukkan film kepada klinisi hari ini.
report-next-no-sign = Berikutnya: jika gejala menetap atau memburuk, bawa pasien dan film ke klinisi.
report-confirm = Klinisi terlatih harus memastikan. Jangan mulai atau hentikan pengobatan hanya karena pesan ini. Hanya dewasa.
report-not-assessed = Tidak dinilai: { $findings }.
report-not-assessed-count = Tidak dinilai: { $count } dari 14 temuan.
report-unproven = Belum terbukti pada model ini, tidak dilaporkan: { $findings }.
report-unproven-count = Belum terbukti pada model ini, tidak dilaporkan: { $count } dari 14 temuan.
report-footer = { $model } · { $code }
refusal-footer = Kasus { $code }

## Bands and photo quality

band-likely = sangat mungkin
band-possible = mungkin
band-unlikely = di bawah batas waspada
quality-grade-good = baik
quality-grade-fair = sedang
quality-grade-poor = buruk
quality-note-low-resolution = piksel sedikit
quality-note-blurred = buram
quality-note-low-contrast = kontras rendah
quality-note-dark = gelap
quality-note-bright = terlalu terang
quality-note-colour-cast = warna menyimpang
report-corrected-straightened = Foto diambil dari samping: film diluruskan sebelum dibaca. Bila diambil tepat dari depan, jawabannya lebih pasti.
report-corrected-turned = Foto rebah atau terbalik: foto diputar sebelum dibaca.
report-corrected-inverted = Foto ini negatif: hitam dan putih ditukar sebelum dibaca.
report-corrected-check-sides = Periksa kiri dan kanan: jantung tampak di sisi yang jarang, atau foto tercermin.
quality-note-glare = pantulan cahaya
quality-note-cropped-maybe = paru mungkin terpotong
quality-note-stripes = garis-garis layar
quality-note-shadow = bayangan atau palang melintang

## Pictures

picture-film = Film Anda
picture-map = { $finding }: { $band }
picture-map-weak = { $finding }: { $band } (bukti lemah)
picture-map-below = { $finding }: di bawah batas waspada
picture-map-unproven = { $finding }: belum terbukti pada model ini
picture-explained = Warna menunjukkan di mana program melihat, bukan di mana penyakitnya.
picture-starter = Model percobaan, bukan untuk pasien.
picture-footer = Kasus { $code } · { $model }
picture-gone = Gambar ini sudah dihapus. Kirim fotonya lagi jika diperlukan.

## Feedback on a result

feedback-agreed = Dicatat: Anda setuju dengan hasil ini. Terima kasih.
feedback-disagreed = Dicatat: Anda tidak setuju dengan hasil ini. Terima kasih. Setelah klinisi memastikan apa temuannya, mohon beri tahu kami juga.
feedback-which = Mana dari 14 temuan yang dipastikan oleh klinisi? Pilih satu per satu.
feedback-chosen = Dicatat sebagai dipastikan oleh klinisi: { $findings }. Pilih lagi yang lain, atau pilih ulang untuk menghapusnya.
feedback-confirmed = Dicatat, terima kasih. Dipastikan oleh klinisi: { $findings }.
feedback-none = Dicatat, terima kasih: klinisi tidak memastikan satu pun dari 14 temuan.
feedback-closed = Hasil ini tidak bisa lagi diberi pendapat: batasnya { $caseDays } hari.

## Photos given for improving the program

give-ask =
    Bolehkah kami menyimpan foto yang Anda kirim mulai sekarang, untuk memperbaiki program? Ini pertanyaan terpisah: layanan tetap sama jika Anda menjawab tidak.

    Foto yang Anda berikan disimpan terenkripsi, tanpa nama atau nomor Anda, dan dihapus setelah { $caseDays } hari. Jika Anda memberi tahu apa yang dipastikan klinisi, foto disimpan { $keptDays } hari, dan orang yang melatih program dapat melihatnya. Yang sudah diserahkan untuk pelatihan tidak bisa ditarik kembali.

    /donate mengubah jawaban Anda kapan saja.
give-on = Terima kasih. Foto yang Anda kirim kini disimpan untuk memperbaiki program: { $caseDays } hari, atau { $keptDays } hari jika Anda memberi tahu apa yang dipastikan klinisi. /donate mengakhirinya.
give-off = Foto Anda tidak disimpan. Foto yang pernah Anda berikan sudah dihapus; yang sudah diserahkan untuk pelatihan tidak bisa ditarik kembali.

## Findings

finding-Atelectasis = Atelektasis
finding-Cardiomegaly = Kardiomegali
finding-Effusion = Efusi pleura
finding-Infiltration = Infiltrat
finding-Mass = Massa
finding-Nodule = Nodul
finding-Pneumonia = Pneumonia
finding-Pneumothorax = Pneumotoraks
finding-Consolidation = Konsolidasi
finding-Edema = Edema paru
finding-Emphysema = Emfisema
finding-Fibrosis = Fibrosis
finding-Pleural_Thickening = Penebalan pleura
finding-Hernia = Hernia

## Buttons

button-agree = Setuju
button-more = Info lebih lanjut
button-decline = Tidak
button-next = Berikutnya
button-back = Kembali
button-picture = Lihat gambar
button-picture-below = Lihat di mana program melihat
button-how-to = Cara memotret
button-forget = Hapus
button-keep = Simpan
button-choose = Pilih
button-feedback-agree = 👍 Setuju
button-feedback-disagree = 👎 Tidak setuju
button-feedback-confirmed = Dipastikan: …
button-feedback-none = Tidak satu pun
button-feedback-done = Selesai
button-give = Ya, simpan
button-give-not = Tidak, jangan simpan
button-give-no-more = Jangan simpan foto lagi

## Commands, as the messenger lists them

command-start = mulai, atau baca ketentuan lagi
command-language = ganti bahasa
command-help = cara memotret dan apa yang bisa dikirim
command-lowdata = jawaban hanya teks, nyala atau mati
command-stop = berhenti memakai layanan ini
command-forget = hapus yang disimpan tentang Anda
command-about = apa layanan ini
command-donate = memberikan foto untuk memperbaiki program, atau mengakhirinya

## Answers to commands

help =
    Kirim foto rontgen dada frontal. Jawaban datang sebagai teks, lalu satu gambar kecil.

    /language mengganti bahasa
    /lowdata beralih ke teks saja dan kembali
    /about menjelaskan layanan ini
    /donate memberikan foto untuk memperbaiki program, atau mengakhirinya
    /stop mengakhirinya, /forget menghapus yang disimpan tentang Anda
about =
    Roentgram mencari 14 temuan pada rontgen dada frontal: { $findings }.

    Hanya untuk dewasa. Tuberkulosis (TBC) tidak termasuk. Layanan ini tidak menyingkirkan penyakit, dan klinisi terlatih harus memastikan setiap jawaban. Model dan versinya tertulis di akhir setiap jawaban.
lowdata-on = Hemat data menyala: jawaban datang sebagai teks, dan gambar hanya bila Anda memintanya di bawah jawaban. /lowdata mematikannya.
lowdata-off = Hemat data mati: jawaban datang sebagai teks, lalu satu gambar kecil. /lowdata menyalakannya.
stop-done = Anda telah berhenti: tidak ada foto baru yang dibaca, dan foto yang Anda berikan sudah dihapus. Jawaban untuk foto yang sudah dikirim tetap datang. /start memulai lagi, /forget menghapus yang disimpan tentang Anda.
stopped = Anda telah menghentikan layanan ini: foto tidak dibaca. /start memulai lagi.
forget-ask = Hapus bahasa Anda, persetujuan Anda, pendapat Anda dan foto yang masih menunggu atau yang Anda berikan? Foto yang sedang dibaca mungkin masih dijawab.
forget-ask-invited = Hapus bahasa Anda, persetujuan Anda, pendapat Anda, undangan Anda dan foto yang masih menunggu atau yang Anda berikan? Foto yang sedang dibaca mungkin masih dijawab. Untuk kembali Anda perlu kode undangan baru.
forget-done = Sudah dihapus: bahasa, persetujuan, pengaturan dan pendapat Anda, serta foto dan gambar Anda. Yang hilang sendiri: hitungan foto Anda dalam satu jam, dan tanda teknis tanpa isi dalam { $days } hari. Pesan di obrolan ini tetap ada sampai Anda menghapusnya. /start memulai lagi.
forget-kept = Tidak ada yang dihapus.

## Access

invite-needed = Layanan ini untuk orang yang diundang. Mohon kirim kode undangan Anda.
invite-accepted = Kode Anda diterima. Selamat datang.
invite-wrong = Kode ini tidak berlaku atau sudah dipakai. Mohon periksa lagi, atau tanyakan kepada pengelola layanan.
invite-wait = Terlalu banyak kode salah. Mohon coba lagi nanti.
blocked = Layanan ini belum terbuka untuk Anda saat ini, dan tidak ada yang dibaca. Jika ini keliru, tanyakan kepada pengelola layanan. Jika pasien dalam bahaya, rujuk sekarang. /forget menghapus yang disimpan tentang Anda.
rate-limited = Anda sudah mencapai jumlah foto per jam. Mohon kirim foto ini lagi dalam { $minutes } menit. Jika pasien dalam bahaya, rujuk sekarang.
private-only = Tulislah kepada saya di obrolan pribadi: foto pasien tidak boleh ada di grup.

## Everything else that may arrive

unknown-text = Saya membaca foto rontgen dada. Mohon kirim satu, atau /help.
unknown-command = Saya tidak mengenal perintah ini. Daftarnya di /help.
unknown-sticker = Saya tidak bisa membaca stiker. Mohon kirim foto rontgen dada frontal, atau /help.
unknown-voice = Saya tidak bisa mendengar pesan suara. Mohon kirim foto rontgen dada frontal, atau /help.
unknown-video = Saya tidak bisa membaca video. Mohon kirim satu foto film itu.
unknown-message = Saya tidak bisa membaca jenis pesan ini. Mohon kirim foto rontgen dada frontal, atau /help.
choose-number = Mohon balas dengan salah satu nomor ini: { $numbers }.
button-outdated = Pilihan ini sudah tidak tersedia. /help menunjukkan apa yang bisa Anda lakukan.
answers-waited = WhatsApp hanya mengizinkan saya menulis kepada Anda dalam 24 jam setelah pesan terakhir Anda. Inilah yang telah menunggu Anda.
picture-unsure = Gambarnya mungkin belum sampai kepada Anda. Anda bisa memintanya di sini.
error-try-again = Ada kesalahan di pihak kami. Mohon kirim lagi beberapa menit lagi.
error-busy = Layanan sedang tidak tersedia sebentar. Foto Anda tidak hilang: akan dibaca begitu layanan kembali.

## For admins: the answer to /status, and alerts. The line after an alert's first says what to do.

admin-well = Semuanya berjalan.
admin-channels = Kanal: { $channels }
admin-workers = Proses pembaca: { $count }
admin-waiting = Menunggu: { $count }; gagal: { $failed }
admin-answered = Foto yang dijawab: { $count } hari ini, { $week } dalam 7 hari
admin-refused = Di antaranya ditolak: { $count } hari ini, { $week } dalam 7 hari
admin-people = Orang: { $count }; menyetujui ketentuan: { $agreed }; aktif dalam 24 jam: { $active }; diundang: { $invited }; diblokir: { $blocked }
admin-memory = Memori Redis: { $used } dari { $limit } MB
admin-disk = Ruang disk kosong: { $free } GB
alert-queue =
    Tugas tertua di “{ $queue }” menunggu selama { $minutes } menit.
    Jalankan lebih banyak proses pembaca, atau lihat lognya.
alert-channel-down =
    Kanal { $channel } tidak berjalan.
    Jalankan dan lihat lognya.
alert-channel-trouble =
    Kanal { $channel } kehilangan koneksi.
    Lihat halaman admin dan lognya.
alert-channel-link =
    Kanal { $channel } menunggu ditautkan ke telepon.
    Pindai kode di halaman admin: WhatsApp, Perangkat tertaut.
alert-no-worker =
    Tidak ada proses pembaca yang berjalan: foto diterima, tetapi tidak dibaca.
    Jalankan satu dan lihat lognya.
alert-disk =
    Sisa ruang disk di { $host } tinggal sedikit: { $free } GB.
    Kosongkan ruang di sana.
alert-memory =
    Redis hampir penuh: { $used } dari { $limit } MB.
    Beri lebih banyak memori, atau jalankan lebih banyak proses pembaca.
alert-over = Selesai: { $alert }

## The web page. What stands under web-<key> takes the place of <key> there.

web-tagline = Pandangan kedua pada rontgen dada
web-heading-code = Kode undangan
web-heading-terms = Sebelum mulai
web-heading-photo = Kirim rontgen dada
web-heading-waiting = Foto Anda sudah tiba
web-heading-answer = Jawaban
web-heading-notice = Mohon perhatian
web-choose-photo = Pilih atau ambil foto
web-send = Kirim
web-sending = Foto sedang dikirim. Mohon biarkan halaman ini terbuka.
web-refreshes = Halaman ini mencari jawaban dengan sendirinya. Anda boleh menutupnya dan kembali lagi.
web-look-again = Lihat sekarang
web-link-expires = Halaman ini dihapus pada { $time }. Siapa pun yang punya alamatnya bisa melihatnya.
web-another = Kirim foto lain
web-delete = Hapus jawaban ini
web-photos = Foto Anda
web-photo-answered = Kasus { $code }: lihat jawaban
web-photo-waiting = Kasus { $code }: belum ada jawaban
web-picture = Film Anda, dan di sampingnya tempat program melihat
web-menu = Pilihan lain
web-home = Lanjut
web-form-refused = Halaman ini terbuka terlalu lama, atau peramban Anda tidak menyimpan kuki. Mohon mulai lagi; halaman ini perlu satu kuki.
web-not-found = Halaman itu tidak ada.
web-gone = Jawaban ini sudah tidak ada: waktunya habis, atau sudah dihapus. Mohon kirim fotonya lagi jika perlu.
web-upload-broken = Foto tidak tiba seutuhnya. Mohon kirim lagi.
web-photo-missing = Belum ada foto yang dipilih. Mohon pilih atau ambil satu.
web-too-many = Terlalu banyak kiriman dari sambungan Anda. Mohon coba lagi dalam { $minutes } menit. Jika pasien dalam bahaya, rujuk sekarang.
web-error-busy = Layanan sedang tidak tersedia sebentar. Foto Anda belum diterima. Mohon kirim lagi satu menit lagi.
web-refusal-too-large = Gambar terlalu besar. Mohon pilih yang lebih kecil, atau atur kamera ke megapiksel yang lebih rendah.
web-forget-done = Sudah dihapus, bersama semua jawaban Anda di halaman ini.
web-more-data =
    Apa yang disimpan?
    Bahasa Anda, persetujuan Anda dan kode acak dalam satu kuki di peramban ini. Dari setiap foto: waktu, mutu foto dan hasil, tanpa gambarnya.
web-more-who =
    Siapa yang bisa melihat foto saya?
    Tidak ada orang yang melihatnya. Foto masuk ke komputer layanan ini dan disimpan terenkripsi di sana. Jawaban punya alamat yang tidak bisa ditebak; siapa pun yang punya alamat itu bisa melihat jawaban dan gambarnya sampai dihapus.
web-how-to-photograph =
    Cara memotret rontgen dada frontal:

    1. Gantung film di kotak lampu atau di depan jendela yang terang. Matikan lampu ruangan di belakang Anda dan lampu kilat.
    2. Pegang ponsel sejajar dengan film, tanpa miring atau bayangan.
    3. Tampilkan seluruh film hingga memenuhi gambar.
    4. Tutupi nama dan nomor pasien.
