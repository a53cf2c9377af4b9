import { createRandom, type Random } from "../../core/random.ts";
import { drawAirways, drawLungVessels } from "./airways.ts";
import { type Box, createBoxGatherer } from "./box.ts";
import { type Canvas, createCanvas, enlarge, fillCanvas } from "./canvas.ts";
import { chord } from "./ellipsoid.ts";
import { type PhantomFinding, relief, type Severity, type Side, traceLung } from "./findings.ts";
import { MATTER } from "./matter.ts";
import { type Organs, organsOf } from "./organs.ts";
import { createPose, type Person, type Pose } from "./person.ts";
import { blockExcess, drawBones } from "./skeleton.ts";
import { torsoDepth } from "./torso.ts";

/** Where things lie on the film, in pixels. */
export type Anatomy = {
  readonly heart: Box;
  readonly lungs: { readonly right: Box; readonly left: Box };
  readonly findings: readonly { readonly finding: PhantomFinding; readonly box: Box }[];
};

export type Projection = { readonly attenuation: Canvas; readonly anatomy: Anatomy };

const SIDES = ["right", "left"] as const;

/**
 * Line integrals of attenuation through a person's chest.
 *
 * @param size pixels each way, even
 * @param side where the findings of one lung lie
 */
export function projectChest(
  person: Person,
  size: number,
  findings: ReadonlySet<PhantomFinding>,
  side: Side,
  random: Random,
): Projection {
  const pose = createPose(person);
  const organs = organsOf(person, findings.has("enlarged-heart") ? 1.32 + 0.12 * random.next() : 1);
  const severity = drawSeverity(side, random);
  const { flesh, air, anatomy } = projectOrgans({ person, pose, organs, findings, side, severity }, size / 2);
  const attenuation = enlarge(flesh, 2);
  const lungs = enlarge(air, 2);
  const vessels = createCanvas(size, size, person.field);
  drawLungVessels(vessels, pose, createRandom(random.integer(2 ** 31)));
  for (let at = 0; at < attenuation.values.length; at += 1) {
    const share = Math.min(1, lungs.values[at]! / 60);
    attenuation.values[at] = attenuation.values[at]! + vessels.values[at]! * share;
  }
  drawAirways(attenuation, person, pose);
  drawBones(attenuation, person, pose);
  return { attenuation, anatomy };
}

type Scene = {
  readonly person: Person;
  readonly pose: Pose;
  readonly organs: Organs;
  readonly findings: ReadonlySet<PhantomFinding>;
  readonly side: Side;
  readonly severity: Severity;
};

/** Everything but bones and vessels, at half the resolution: organs have no fine detail. */
function projectOrgans({ person, pose, organs, findings, side, severity }: Scene, half: number) {
  const flesh = createCanvas(half, half, person.field);
  const air = createCanvas(half, half, person.field);
  const none: ReadonlySet<PhantomFinding> = new Set();
  const heart = createBoxGatherer();
  const lungs = { right: createBoxGatherer(), left: createBoxGatherer() };
  const seen = {
    effusion: createBoxGatherer(),
    mass: createBoxGatherer(),
    pneumothorax: createBoxGatherer(),
  };
  fillCanvas(flesh, (filmX, filmY, at) => {
    const column = at % half;
    const row = Math.floor(at / half);
    const { x, y } = pose.toBody(filmX, filmY);
    let attenuation = torsoDepth(x, y) * MATTER.soft + blockExcess(x, y);
    for (const breast of organs.breasts)
      attenuation += (chord(breast, x, y) ** 2 / (2 * breast.c)) * MATTER.soft;
    if (organs.stomachAir) attenuation -= chord(organs.stomachAir, x, y) * MATTER.soft;
    if (organs.heart.some((part) => chord(part, x, y) > 0)) heart.add(column, row);
    for (const each of SIDES) {
      const ray = traceLung(each, organs, each === side ? findings : none, severity, x, y);
      attenuation -= relief(ray);
      air.values[at] = air.values[at]! + ray.lung;
      if (ray.lung + ray.air + ray.fluid > 20) lungs[each].add(column, row);
      if (ray.fluid > 12) seen.effusion.add(column, row);
      if (ray.mass > 0) seen.mass.add(column, row);
      if (ray.air > 14) seen.pneumothorax.add(column, row);
    }
    return attenuation * person.deep;
  });
  const whole = heart.box(2)!;
  return {
    flesh,
    air,
    anatomy: {
      heart: whole,
      lungs: { right: lungs.right.box(2)!, left: lungs.left.box(2)! },
      findings: [...findings].flatMap((finding) => {
        const box = finding === "enlarged-heart" ? whole : seen[finding].box(2);
        return box ? [{ finding, box }] : [];
      }),
    },
  };
}

function drawSeverity(side: Side, random: Random): Severity {
  const radius = 15 + 9 * random.next();
  const away = side === "right" ? -1 : 1;
  return {
    mass: {
      x: away * (66 + 34 * random.next()),
      y: -70 + 110 * random.next(),
      a: radius,
      b: radius * 0.92,
      c: radius,
    },
    fluid: 0.75 + 0.6 * random.next(),
    collapse: 0.66 + 0.14 * random.next(),
  };
}
