/**
 * Depth of the reference adult's trunk, neck, shoulders and arms at a point of the film, millimetres of soft tissue
 * with everything inside counted as such. 220 mm at the chest (ICRP 89: 200 to 240).
 */
export function torsoDepth(x: number, y: number): number {
  const side = Math.abs(x);
  // The trapezius falls from the neck to the shoulder; above it is air.
  const slope =
    -218 + 100 * (1 - Math.exp(-Math.max(0, side - 48) / 62)) + 0.0012 * Math.max(0, side - 150) ** 2;
  const above = (y - slope) / 105;
  const chest = (110 + 26 * smoothstep((y - 70) / 90)) * roundness(side / chestWidth(y), 2.7) * fade(above);
  const shoulder = 58 * roundness(side / 262, 4) * fade((y - slope) / 40) * fade((20 - y) / 120);
  const neck = 58 * roundness(side / (56 + Math.max(0, y + 200) * 0.3), 2.2) * fade((-40 - y) / 140);
  const arm = 46 * roundness(Math.abs(side - armAxis(y)) / 46, 2) * fade((y + 105) / 60);
  return 2 * Math.max(Math.cbrt(chest ** 3 + shoulder ** 3 + neck ** 3), arm);
}

/** Half-width of the trunk: widest under the armpits. */
function chestWidth(y: number): number {
  const armpit = 30 * Math.exp(-(((y + 70) / 60) ** 2));
  return 160 + armpit + Math.max(0, y - 40) * 0.05;
}

/** How far to the side the upper arm hangs. */
function armAxis(y: number): number {
  return 206 + 0.16 * (y + 90);
}

function roundness(share: number, power: number): number {
  return share >= 1 ? 0 : Math.sqrt(1 - share ** power);
}

function smoothstep(share: number): number {
  const t = Math.min(Math.max(share, 0), 1);
  return t * t * (3 - 2 * t);
}

/** 0 below 0, 1 above 1, and like the edge of a ball between. */
function fade(share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  return Math.sqrt(1 - (1 - share) ** 2);
}
