/** The patient's age as people choose it, the youngest first. */
export const AGE_GROUPS = ["under-5", "5-14", "adult"] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

/** In years. The networks have learnt from adults' films; below this their answers are not to be relied on. */
export const AGE_LIMIT = 15;

/** The oldest of each group, in years. */
const OLDEST: Readonly<Record<AgeGroup, number>> = {
  "under-5": 4,
  "5-14": 14,
  adult: Number.POSITIVE_INFINITY,
};

/** Whether everybody in the group is too young for an answer to be relied on. */
export function isBelowAgeLimit(age: AgeGroup): boolean {
  return OLDEST[age] < AGE_LIMIT;
}

export function isAgeGroup(text: string): text is AgeGroup {
  return (AGE_GROUPS as readonly string[]).includes(text);
}
