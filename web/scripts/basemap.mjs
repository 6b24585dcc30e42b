// Makes public/map/world.json: land, borders, disputed borders, provinces and names, all Natural Earth (public domain).
// node scripts/basemap.mjs
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { feature, mesh, quantize } from "topojson-client";
import { topology } from "topojson-server";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf-8"));
const atlas = read("../node_modules/world-atlas/countries-50m.json");
const brief = read("../../src/khabar/briefs/data/basemap.json");

const DISPUTED = [
  ["Morocco", "W. Sahara"], ["Serbia", "Kosovo"], ["Cyprus", "N. Cyprus"], ["Somalia", "Somaliland"],
  ["Israel", "Palestine"], ["Israel", "Syria"], ["Jordan", "Palestine"], ["Egypt", "Palestine"], ["Sudan", "S. Sudan"],
  ["India", "Siachen Glacier"], ["Pakistan", "Siachen Glacier"], ["China", "Siachen Glacier"],
];
// Stretches of a border that are disputed: west, south, east, north.
const STRETCHES = [
  { pair: ["Russia", "Ukraine"], box: [32, 44, 36, 46.6] },
  { pair: ["India", "Pakistan"], box: [73, 32.4, 78, 37] },
  { pair: ["China", "India"], box: [77, 32, 81, 36.5] },
  { pair: ["China", "India"], box: [91.4, 26.4, 98, 29.8] },
  { pair: ["China", "Pakistan"], box: [74, 34.5, 78, 37.5] },
  { pair: ["Egypt", "Sudan"], box: [33, 21.5, 38, 23.5] },
  { pair: ["Ethiopia", "Eritrea"], box: [36, 12, 43, 15] },
];
const name = (shape) => shape.properties.name;
const matches = (pair, a, b) => pair.includes(name(a)) && pair.includes(name(b));
const always = (a, b) => DISPUTED.some((pair) => matches(pair, a, b));
const partly = (a, b) => STRETCHES.filter((s) => matches(s.pair, a, b)).map((s) => s.box);
const inside = ([x, y], [w, s, e, n]) => x >= w && x <= e && y >= s && y <= n;

/** Cuts lines into those in one of the boxes and those outside. */
function cut(lines, boxes) {
  const parts = { within: [], without: [] };
  for (const line of lines) {
    let part = [line[0]];
    let kind = null;
    for (let i = 1; i < line.length; i++) {
      const now = boxes.some((b) => inside(line[i - 1], b) && inside(line[i], b)) ? "within" : "without";
      if (kind && now !== kind) {
        parts[kind].push(part);
        part = [line[i - 1]];
      }
      kind = now;
      part.push(line[i]);
    }
    if (kind) parts[kind].push(part);
  }
  return parts;
}

const countries = atlas.objects.countries;
const solid = mesh(atlas, countries, (a, b) => a !== b && !always(a, b) && !partly(a, b).length).coordinates;
const dashed = mesh(atlas, countries, (a, b) => a !== b && always(a, b)).coordinates;
for (const pair of new Set(STRETCHES.map((s) => s.pair.join()))) {
  const names = pair.split(",");
  const lines = mesh(atlas, countries, (a, b) => a !== b && matches(names, a, b)).coordinates;
  const { within, without } = cut(lines, STRETCHES.filter((s) => s.pair.join() === pair).map((s) => s.box));
  dashed.push(...within);
  solid.push(...without);
}

const crosses = (line) => line.some(([x], i) => i > 0 && Math.abs(x - line[i - 1][0]) > 180);
const polygons = ({ geometry }) => (!geometry ? [] : geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);
const eastward = (ring) => ring.map(([x, y]) => [x < 0 ? x + 360 : x, y]);
const land = feature(atlas, countries).features.filter((f) => name(f) !== "Antarctica").flatMap(polygons)
  .map((polygon) => (crosses(polygon[0]) ? polygon.map(eastward) : polygon));
const shore = mesh(atlas, countries, (a, b) => a === b).coordinates;
const isSeam = ([x, y]) => Math.abs(x) > 179.99 || y < -89.9;
const coast = shore.flatMap((line) => {
  const parts = [[]];
  line.forEach((point, i) => {
    const before = line[i - 1];
    if (before && (Math.abs(point[0] - before[0]) > 180 || (isSeam(point) && isSeam(before)))) parts.push([]);
    parts[parts.length - 1].push(point);
  });
  return parts.filter((part) => part.length > 1);
});

const unpack = (ring) => {
  const points = [];
  for (let i = 0, x = 0, y = 0; i < ring.length; i += 2) points.push([(x += ring[i]) / 100, (y += ring[i + 1]) / 100]);
  return points;
};
const provinces = brief.provinces.flatMap((p) => p.rings.map(unpack));

function area(ring) {
  return Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - y * ring[(i + 1) % ring.length][0], 0) / 2);
}
function label(shape) {
  const polygons = shape.geometry.type === "Polygon" ? [shape.geometry.coordinates] : shape.geometry.coordinates;
  const ring = polygons.map((p) => (crosses(p[0]) ? eastward(p[0]) : p[0])).sort((a, b) => area(b) - area(a))[0];
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  const middle = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  return { type: "Feature", properties: { name: name(shape), size: Math.round(area(ring)) }, geometry: { type: "Point", coordinates: middle } };
}
const UNNAMED = new Set(["Antarctica", "Siachen Glacier"]);
const countryNames = feature(atlas, countries).features.filter((f) => f.geometry && !UNNAMED.has(name(f))).map(label).filter((f) => f.properties.size > 0);
const provinceNames = brief.provinces.map((p) => ({
  type: "Feature", properties: { name: p.name }, geometry: { type: "Point", coordinates: [p.lon, p.lat] },
}));

const world = topology(
  {
    land: { type: "MultiPolygon", coordinates: land },
    coast: { type: "MultiLineString", coordinates: coast },
    borders: { type: "MultiLineString", coordinates: solid },
    disputed: { type: "MultiLineString", coordinates: dashed },
    provinces: { type: "MultiLineString", coordinates: provinces },
    countryNames: { type: "FeatureCollection", features: countryNames },
    provinceNames: { type: "FeatureCollection", features: provinceNames },
  },
);
mkdirSync(new URL("../public/map", import.meta.url), { recursive: true });
const text = JSON.stringify(quantize(world, 60000));
writeFileSync(new URL("../public/map/world.json", import.meta.url), text + "\n");
console.log(`world.json: ${text.length.toLocaleString("en")} bytes`);
