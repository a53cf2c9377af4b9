import { LANGUAGES, type Language } from "../i18n/languages.ts";

/** The commands that people write as a word of their language. */
const MEANINGS = ["stop", "start", "help"] as const;
type Meaning = (typeof MEANINGS)[number];

/**
 * Words people write instead of a command, as they are commonly spelled, romanised too. Case, punctuation and
 * diacritics do not matter (see {@link fold}).
 */
export const WORDS: Readonly<Record<Language, Readonly<Record<Meaning, readonly string[]>>>> = {
  en: {
    stop: ["stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit"],
    start: ["start", "unstop", "begin", "restart"],
    help: ["help", "info"],
  },
  fr: {
    stop: ["stop", "arrêt", "arrêter", "arrêtez", "arrête", "stopper", "annuler", "désabonner", "fin"],
    start: ["commencer", "commencez", "démarrer", "démarrez", "début", "reprendre"],
    help: ["aide", "aidez-moi", "aide-moi", "à l’aide"],
  },
  ar: {
    stop: ["توقف", "توقّف", "إيقاف", "أوقف", "قف", "إلغاء", "إنهاء", "ستوب"],
    start: ["ابدأ", "ابدئي", "بدء", "البدء", "ستارت"],
    help: ["مساعدة", "المساعدة", "ساعدني", "ساعدوني"],
  },
  hi: {
    stop: [
      "रुको",
      "रुकें",
      "रुकिए",
      "रोको",
      "रोकें",
      "बंद",
      "बन्द",
      "बंद करो",
      "बंद करें",
      "बन्द करें",
      "स्टॉप",
      "स्टाप",
      "ruko",
      "band karo",
    ],
    start: ["शुरू", "शुरु", "शुरू करो", "शुरू करें", "शुरु करें", "आरंभ", "स्टार्ट", "shuru", "shuru karo"],
    help: ["मदद", "मदद करें", "मदद करो", "सहायता", "हेल्प", "madad"],
  },
  es: {
    stop: ["alto", "parar", "pare", "detener", "deténgase", "cancelar", "salir", "baja"],
    start: ["empezar", "empiece", "comenzar", "iniciar", "inicio"],
    help: ["ayuda", "ayúdame", "ayúdeme"],
  },
  pt: {
    stop: ["parar", "pare", "para", "cancelar", "sair", "encerrar"],
    start: ["começar", "comece", "iniciar", "início", "recomeçar"],
    help: ["ajuda", "ajude-me", "me ajude", "socorro"],
  },
  sw: {
    stop: ["acha", "simama", "simamisha", "sitisha", "komesha", "ondoka"],
    start: ["anza", "anzisha", "kuanza"],
    help: ["msaada", "nisaidie", "usaidizi"],
  },
  bn: {
    stop: ["থামুন", "থামো", "থামান", "থামাও", "বন্ধ", "বন্ধ করুন", "বন্ধ করো", "স্টপ", "thamun", "bondho"],
    start: ["শুরু", "শুরু করুন", "শুরু করো", "স্টার্ট", "shuru korun"],
    help: ["সাহায্য", "সাহায্য করুন", "সহায়তা", "হেল্প", "shahajjo"],
  },
  am: {
    stop: ["አቁም", "አቁሚ", "አቁሙ", "ያቁሙ", "ይቁም", "ማቆም", "ስቶፕ"],
    start: ["ጀምር", "ጀምሪ", "ጀምሩ", "ይጀምሩ", "መጀመር", "ስታርት"],
    help: ["እርዳታ", "እገዛ", "እርዱኝ", "ይርዱኝ", "እርዳኝ"],
  },
  ha: {
    stop: ["tsaya", "tsayawa", "tsayar", "dakata", "dakatar", "dakatarwa", "daina", "ɗaina"],
    start: ["fara", "farawa", "a fara"],
    help: ["taimako", "taimaka", "taimaka min", "taimake ni"],
  },
  ur: {
    stop: ["رکو", "رکیں", "رک جائیں", "روکو", "روکیں", "بند", "بند کرو", "بند کریں", "اسٹاپ", "سٹاپ"],
    start: ["شروع", "شروع کرو", "شروع کریں", "اسٹارٹ"],
    help: ["مدد", "مدد کرو", "مدد کریں", "ہیلپ"],
  },
  id: {
    stop: ["berhenti", "henti", "hentikan", "setop", "batal", "keluar"],
    start: ["mulai", "mulailah"],
    help: ["bantuan", "bantu", "tolong"],
  },
};

/** Letters that keyboards without them write otherwise: Hausa's hooks, Arabic's alefs and their Urdu kin. */
const PLAIN: Readonly<Record<string, string>> = {
  ɓ: "b",
  ɗ: "d",
  ƙ: "k",
  ƴ: "y",
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
  ى: "ي",
  ی: "ي",
  ک: "ك",
  ة: "ه",
  ہ: "ه",
  ھ: "ه",
  "’": "'",
};
/** Latin accents, Arabic vowel marks and tatweel, the dots of Devanagari and Bengali; no vowel sign. */
const MARKS = /[\u0300-\u036f\u064b-\u0655\u0670\u0640\u093c\u09bc]/g;
const EDGES = /^[\p{P}\p{S}\p{Cf}\s]+|[\p{P}\p{S}\p{Cf}\s]+$/gu;

/** A message as it is compared: without case, marks, punctuation around it, or invisible signs. */
function fold(text: string): string {
  const letters = [...text.normalize("NFC").toLowerCase()].map((sign) => PLAIN[sign] ?? sign);
  return letters
    .join("")
    .normalize("NFD")
    .replace(MARKS, "")
    .replace(EDGES, "")
    .replace(/\p{Cf}/gu, "")
    .replace(/[\s-]+/g, " ")
    .normalize("NFC");
}

type Word = { readonly name: Meaning; readonly languages: Set<Language> };

const FOLDED = new Map<string, Word>();
for (const language of LANGUAGES) {
  for (const name of MEANINGS) {
    for (const word of WORDS[language][name]) {
      const known = FOLDED.get(fold(word)) ?? { name, languages: new Set() };
      if (known.name !== name) throw new Error(`'${word}' means both ${known.name} and ${name}`);
      known.languages.add(language);
      FOLDED.set(fold(word), known);
    }
  }
}

/**
 * The command a whole message stands for, if any: "stop the pain" is none.
 *
 * @returns `language` where the word belongs to one alone
 */
export function wordMeans(text: string): { name: Meaning; language: Language | undefined } | undefined {
  const found = FOLDED.get(fold(text));
  if (!found) return undefined;
  const [first, ...others] = found.languages;
  return { name: found.name, language: others.length === 0 ? first : undefined };
}
