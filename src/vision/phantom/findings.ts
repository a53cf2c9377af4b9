import { chord, chordOutside, type Ellipsoid } from "./ellipsoid.ts";
import { MATTER } from "./matter.ts";
import type { Organs } from "./organs.ts";

/** What a phantom can show, each at a place that is known. */
export const PHANTOM_FINDINGS = ["effusion", "enlarged-heart", "mass", "pneumothorax"] as const;
export type PhantomFinding = (typeof PHANTOM_FINDINGS)[number];

/** The patient's own side; their left is on the right of the film. */
export type Side = "left" | "right";

/** How large the findings are: grown by chance between clearly visible and severe. */
export type Severity = { readonly mass: Ellipsoid; readonly fluid: number; readonly collapse: number };

/** What one ray meets in one lung. */
export type LungRay = {
  /** Millimetres of aerated lung. */
  readonly lung: number;
  /** Millimetres of free air in the pleural space. */
  readonly air: number;
  /** Millimetres that a finding has put in the place of lung. */
  readonly fluid: number;
  readonly mass: number;
  /** Millimetres of visceral pleura seen edge on. */
  readonly pleura: number;
};

/** Follows a ray through one lung with the findings that lie in it. */
export function traceLung(
  side: Side,
  organs: Organs,
  findings: ReadonlySet<PhantomFinding>,
  severity: Severity,
  x: number,
  y: number,
): LungRay {
  const solid = [...organs.solid, organs.domes[side]];
  const whole = chordOutside(organs[side], solid, x, y);
  if (whole === 0) return { lung: 0, air: 0, fluid: 0, mass: 0, pleura: 0 };
  let lung = whole;
  let air = 0;
  let pleura = 0;
  if (findings.has("pneumothorax")) {
    const collapsed = shrink(organs[side], side, severity.collapse);
    lung = chordOutside(collapsed, solid, x, y);
    air = Math.max(0, whole - lung);
    const inner = { ...collapsed, a: collapsed.a - 1.3, b: collapsed.b - 1.3 };
    pleura = air > 0 ? Math.max(0, chord(collapsed, x, y) - chord(inner, x, y)) * 0.5 : 0;
  }
  const mass = findings.has("mass") ? Math.min(lung, chord(severity.mass, x, y)) : 0;
  lung -= mass;
  let fluid = 0;
  if (findings.has("effusion")) {
    const drowned = smoothstep((y - waterline(Math.abs(x), severity.fluid)) / 14);
    fluid = (lung + air) * drowned;
    lung *= 1 - drowned;
    air *= 1 - drowned;
  }
  return { lung, air, fluid, mass, pleura };
}

/** How much less a ray is attenuated than by flesh alone. */
export function relief({ lung, air, pleura }: LungRay): number {
  return lung * (MATTER.soft - MATTER.lung) + air * (MATTER.soft - MATTER.air) - pleura * MATTER.soft;
}

/** A lung that has drawn back towards its hilum; air fills what it leaves. */
function shrink(lung: Ellipsoid, side: Side, share: number): Ellipsoid {
  const hilum = { x: side === "right" ? -30 : 30, y: 10 };
  return {
    ...lung,
    x: hilum.x + (lung.x - hilum.x) * share,
    y: hilum.y + (lung.y - hilum.y) * share,
    a: lung.a * share,
    b: lung.b * share,
    c: lung.c * share,
  };
}

/** Height of the fluid's edge: a meniscus that climbs along the chest's side. */
function waterline(side: number, amount: number): number {
  const share = Math.min(Math.max((side - 25) / 112, 0), 1);
  return 96 - amount * (22 + 52 * share ** 2.2);
}

function smoothstep(share: number): number {
  const t = Math.min(Math.max(share, 0), 1);
  return t * t * (3 - 2 * t);
}
