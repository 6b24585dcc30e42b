/** Event symbols, drawn when the map asks for them: shape by family, letter by type, edge by precision, badge by dispute. */
import { FAMILIES, isUnknownSide, kindOf, type Family } from "./kinds";
import { sideColour, sideLetters } from "./sides";

export interface Drawn { width: number; height: number; data: Uint8ClampedArray }
const RATIO = 2;
const ORDER = Object.keys(FAMILIES) as Family[];

export const colourOf = (family: Family, dark: boolean): string => (dark ? FAMILIES[family].dark : FAMILIES[family].light);

function canvas(size: number): CanvasRenderingContext2D {
  const sheet = document.createElement("canvas");
  sheet.width = sheet.height = size * RATIO;
  const pen = sheet.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  pen.scale(RATIO, RATIO);
  return pen;
}

function polygon(pen: CanvasRenderingContext2D, middle: number, radius: number, corners: number, turn: number): void {
  for (let i = 0; i < corners; i++) {
    const angle = turn + (i * 2 * Math.PI) / corners;
    pen.lineTo(middle + radius * Math.cos(angle), middle + radius * Math.sin(angle));
  }
  pen.closePath();
}

function outline(pen: CanvasRenderingContext2D, family: Family, middle: number, radius: number): void {
  pen.beginPath();
  if (family === "fighting") polygon(pen, middle, radius * 1.2, 4, Math.PI / 4);
  else if (family === "remote") polygon(pen, middle + radius * 0.08, radius * 1.35, 3, -Math.PI / 2);
  else if (family === "control") polygon(pen, middle, radius * 1.12, 6, 0);
  else if (family === "civilians") polygon(pen, middle, radius * 1.3, 4, 0);
  else pen.arc(middle, middle, radius, 0, 2 * Math.PI);
}

function hatch(pen: CanvasRenderingContext2D, size: number, colour: string): void {
  pen.save();
  pen.clip();
  pen.strokeStyle = colour;
  pen.globalAlpha = 0.45;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let x = -size; x < size; x += 4) {
    pen.moveTo(x, size);
    pen.lineTo(x + size, 0);
  }
  pen.stroke();
  pen.restore();
}

function letter(pen: CanvasRenderingContext2D, text: string, middle: number, colour: string, halo: string | null): void {
  pen.font = "700 10px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  if (halo) {
    pen.strokeStyle = halo;
    pen.lineWidth = 3;
    pen.strokeText(text, middle, middle + 0.5);
  }
  pen.fillStyle = colour;
  pen.fillText(text, middle, middle + 0.5);
}

function badge(pen: CanvasRenderingContext2D, size: number, dark: boolean): void {
  pen.beginPath();
  pen.arc(size - 7, 7, 5.5, 0, 2 * Math.PI);
  pen.fillStyle = dark ? "#14171a" : "#fff";
  pen.fill();
  pen.strokeStyle = dark ? "#e8e6e1" : "#1c1f22";
  pen.lineWidth = 1;
  pen.stroke();
  pen.font = "700 9px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = dark ? "#e8e6e1" : "#1c1f22";
  pen.fillText("≠", size - 7, 7.5);
}

/** ``paint`` on the sheet: exact places filled, near ones in a soft ring, areas hollow, hatched and dashed. */
function paint(pen: CanvasRenderingContext2D, size: number, type: string, precision: number, contested: boolean, dark: boolean): void {
  const kind = type ? kindOf(type) : { family: "talks" as const, letter: "" };
  const colour = colourOf(kind.family, dark);
  const paper = dark ? "#14171a" : "#fff";
  const middle = size / 2;
  if (precision === 2) {
    pen.beginPath();
    pen.arc(middle, middle, middle - 1, 0, 2 * Math.PI);
    pen.fillStyle = colour;
    pen.globalAlpha = 0.22;
    pen.fill();
    pen.globalAlpha = 1;
  }
  outline(pen, kind.family, middle, precision === 2 ? 8 : 9);
  if (precision <= 2) {
    pen.fillStyle = colour;
    pen.fill();
    pen.strokeStyle = paper;
    pen.lineWidth = 1.5;
    pen.stroke();
    letter(pen, kind.letter, middle, paper, null);
  } else {
    pen.fillStyle = paper;
    pen.globalAlpha = 0.8;
    pen.fill();
    pen.globalAlpha = 1;
    hatch(pen, size, colour);
    outline(pen, kind.family, middle, 9);
    pen.setLineDash([3, 2]);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.8;
    pen.stroke();
    pen.setLineDash([]);
    letter(pen, kind.letter, middle, dark ? "#e8e6e1" : "#1c1f22", paper);
  }
  if (contested) badge(pen, size, dark);
}

function finished(pen: CanvasRenderingContext2D, size: number): Drawn {
  const { data } = pen.getImageData(0, 0, size * RATIO, size * RATIO);
  return { width: size * RATIO, height: size * RATIO, data };
}

const SYMBOL = 34;
const SMALL = 26;
export const symbolId = (type: string, precision: number | null, contested: boolean): string =>
  `e:${type}:${Math.min(3, precision ?? 3)}:${contested ? 1 : 0}`;

function symbol(type: string, precision: number, contested: boolean, dark: boolean): Drawn {
  const pen = canvas(SYMBOL);
  paint(pen, SYMBOL, type, precision, contested, dark);
  return finished(pen, SYMBOL);
}

/** A ring of five parts (eighths by family) around a paper middle; the number is written by the map. */
function ring(parts: readonly number[], size: number, hollow: boolean, dark: boolean): Drawn {
  const pen = canvas(size);
  const middle = size / 2;
  const total = parts.reduce((a, b) => a + b, 0) || 1;
  pen.beginPath();
  pen.arc(middle, middle, middle - 1, 0, 2 * Math.PI);
  pen.fillStyle = dark ? "#1b1f23" : "#fff";
  pen.fill();
  let from = -Math.PI / 2;
  pen.lineWidth = hollow ? 2.5 : 5;
  if (hollow) pen.setLineDash([4, 3]);
  parts.forEach((part, i) => {
    if (!part) return;
    const to = from + (part / total) * 2 * Math.PI;
    pen.beginPath();
    pen.arc(middle, middle, middle - 4, from, to);
    pen.strokeStyle = colourOf(ORDER[i] as Family, dark);
    pen.stroke();
    from = to;
  });
  if (hollow) {
    pen.beginPath();
    pen.arc(middle, middle, middle - 6, 0, 2 * Math.PI);
    hatch(pen, size, dark ? "#6d757c" : "#b9bec3");
  }
  return finished(pen, size);
}

export const HELD = 28;
/** A place on the control map: a disc in the colour and letters of who is said to hold it; hatched, parted or hollow where that is in doubt. */
function held(sides: readonly string[], state: string, dark: boolean): Drawn {
  const pen = canvas(HELD);
  const middle = HELD / 2;
  const paper = dark ? "#14171a" : "#fff";
  const whole = 2 * Math.PI;
  sides.forEach((side, i) => {
    pen.beginPath();
    pen.moveTo(middle, middle);
    pen.arc(middle, middle, 10, -Math.PI / 2 + (i * whole) / sides.length, -Math.PI / 2 + ((i + 1) * whole) / sides.length);
    pen.closePath();
    pen.fillStyle = sideColour(side, dark);
    pen.globalAlpha = state === "uncertain" ? 0.25 : 1;
    pen.fill();
    pen.globalAlpha = 1;
  });
  pen.beginPath();
  pen.arc(middle, middle, 10, 0, whole);
  pen.strokeStyle = state === "held" ? paper : dark ? "#e8e6e1" : "#1c1f22";
  pen.lineWidth = state === "held" ? 1.5 : 2;
  if (state === "uncertain") pen.setLineDash([3, 2]);
  pen.stroke();
  pen.setLineDash([]);
  const text = state === "contested" ? "≠" : sideLetters(sides[0]);
  letter(pen, text, middle, state === "uncertain" ? (dark ? "#e8e6e1" : "#1c1f22") : paper, null);
  return finished(pen, HELD);
}

const drawnSide = (side: string | null): string => (side === null || isUnknownSide(side) ? "unknown" : side);
export const heldId = (sides: readonly (string | null)[], state: string): string => `p|${state}|${sides.map(drawnSide).join("|")}`;

export function heldPicture(sides: readonly (string | null)[], state: string, dark: boolean): string {
  const key = `${heldId(sides, state)}:${dark}`;
  const known = pictures.get(key);
  if (known) return known;
  const image = held(sides.map(drawnSide), state, dark);
  const pen = canvas(HELD);
  pen.putImageData(new ImageData(new Uint8ClampedArray(image.data), image.width, image.height), 0, 0);
  const url = pen.canvas.toDataURL();
  pictures.set(key, url);
  return url;
}

function dot(dark: boolean): Drawn {
  const pen = canvas(20);
  pen.beginPath();
  pen.arc(10, 10, 6, 0, 2 * Math.PI);
  pen.fillStyle = dark ? "#8cc4d4" : "#1f5a6b";
  pen.fill();
  pen.strokeStyle = dark ? "#14171a" : "#fff";
  pen.lineWidth = 2;
  pen.stroke();
  return finished(pen, 20);
}

/** The picture that an id of the map asks for; null when the id is none of ours. */
export function drawn(id: string, dark: boolean): Drawn | null {
  if (id.startsWith("p|")) {
    const [, state, ...sides] = id.split("|");
    return held(sides, state ?? "held", dark);
  }
  if (id === "dot") return dot(dark);
  const [kind, ...rest] = id.split(":");
  if (kind === "e") return symbol(rest[0] ?? "other", Number(rest[1]), rest[2] === "1", dark);
  if (kind === "c" || kind === "h") return ring(rest.slice(1).map(Number), Number(rest[0]), kind === "h", dark);
  return null;
}

/** The same symbol as a picture for lists and legends. */
const pictures = new Map<string, string>();
export function picture(type: string, precision: number | null, contested: boolean, dark: boolean): string {
  const key = `${symbolId(type, precision, contested)}:${dark}`;
  let url = pictures.get(key);
  if (!url) {
    const pen = canvas(SMALL);
    paint(pen, SMALL, type, Math.min(3, precision ?? 3), contested, dark);
    url = pen.canvas.toDataURL();
    pictures.set(key, url);
  }
  return url;
}
