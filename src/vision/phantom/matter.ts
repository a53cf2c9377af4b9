/**
 * Linear attenuation per millimetre at 60 keV, near the mean energy of a 120 kV chest exposure: mass attenuation of
 * NIST XCOM/XAAMDI (water 0.206, ICRU-44 lung 0.205, ICRU-44 cortical bone 0.315 cm2/g) times density (1.0, 0.26
 * inflated, 1.92 g/cm3). Spongy bone is taken as a third of the way from soft tissue to cortical bone.
 */
export const MATTER = { soft: 0.0206, lung: 0.0053, cortical: 0.0604, spongy: 0.034, air: 0 } as const;
