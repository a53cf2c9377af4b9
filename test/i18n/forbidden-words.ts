import type { Language } from "../../src/i18n/languages.ts";

/** Parts of words, in lower case, that no text for a person may hold: claims that no program may make. */
export const FORBIDDEN: Readonly<Record<Language, readonly string[]>> = {
  en: ["diagnos", "normal", "healthy", "disease-free", "all clear", "nothing wrong"],
  fr: ["diagnos", "normal", "en bonne santé", " sain", "indemne", "rien à signaler"],
  ar: ["تشخيص", "شخّص", "طبيعي", "سليم", "معافى", "خالٍ من"],
  hi: ["निदान", "डायग्नो", "सामान्य", "नॉर्मल", "स्वस्थ", "निरोग"],
  es: ["diagn", "normal", " sano", " sana ", "saludable", "libre de enfermedad", "sin enfermedad"],
  pt: ["diagn", "normal", "saudáv", "sadi", "livre de doença", "sem doença"],
  sw: ["utambuzi wa", "kawaida", "mwenye afya", "afya njema", "hana ugonjwa", "diagnos"],
  bn: ["নির্ণয়", "ডায়াগ", "স্বাভাবিক", "নরমাল", "সুস্থ", "নীরোগ"].map((word) => word.normalize("NFC")),
  am: ["ዳያግኖ", "ጤናማ", "ጤነኛ", "ኖርማል", "ከበሽታ ነፃ", "የበሽታ መለየት"],
  ha: ["diagnos", "gano cuta", "normal", "lafiyayye", "lafiya lau", "da lafiya", "ba shi da ciwo"],
  ur: ["تشخیص", "ڈائیگن", "نارمل", "معمول کے مطابق", "صحت مند", "تندرست"],
  id: ["diagnos", "normal", " sehat", "bebas penyakit", "tidak ada penyakit"],
};
