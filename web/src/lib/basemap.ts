/** The shipped base map, the reader's own tiles, and how both are drawn. */
import type { FeatureCollection, GeoJsonProperties, Geometry } from "geojson";
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Settings } from "./settings.svelte";

export const FONT = ["Noto Sans Regular"];
export const BOLD = ["Noto Sans Bold"];
type Shapes = FeatureCollection<Geometry, GeoJsonProperties>;
const NAMES = ["land", "coast", "borders", "disputed", "provinces", "countryNames", "provinceNames"] as const;
type Name = (typeof NAMES)[number];

let world: Promise<Record<Name, Shapes>> | null = null;

async function read(): Promise<Record<Name, Shapes>> {
  const answer = await fetch("/map/world.json");
  const topology = (await answer.json()) as Topology<Record<Name, GeometryCollection>>;
  const shape = (name: Name): Shapes => {
    const found = feature(topology, topology.objects[name]) as Shapes | { type: "Feature"; geometry: Geometry; properties: GeoJsonProperties };
    return found.type === "FeatureCollection" ? found : { type: "FeatureCollection", features: [found] };
  };
  return Object.fromEntries(NAMES.map((name) => [name, shape(name)])) as Record<Name, Shapes>;
}
export const basemap = (): Promise<Record<Name, Shapes>> => (world ??= read());

function graticule(step: number): Shapes {
  const lines: [number, number][][] = [];
  for (let x = -180; x <= 180; x += step) lines.push(Array.from({ length: 33 }, (_, i) => [x, -80 + i * 5] as [number, number]));
  for (let y = -80; y <= 80; y += step) lines.push([[-180, y], [180, y]]);
  return { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates: lines } }] };
}

const COLOURS = {
  light: { sea: "#e9eef0", land: "#f6f3ec", border: "#8f9499", province: "#cfcbc0", text: "#565d64", halo: "#f6f3ec", grid: "#d4dcdf" },
  dark: { sea: "#10161a", land: "#22282d", border: "#6d757c", province: "#3a4248", text: "#a4abb1", halo: "#1a1f23", grid: "#263037" },
};

function outlines(dark: boolean, base: Settings["base"]): LayerSpecification[] {
  const c = dark ? COLOURS.dark : COLOURS.light;
  const name = (id: string, source: string, size: number, minzoom: number): LayerSpecification => ({
    id, type: "symbol", source, minzoom,
    layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": size, "text-max-width": 8, "symbol-sort-key": ["-", 0, ["coalesce", ["get", "size"], 0]] },
    paint: { "text-color": c.text, "text-halo-color": c.halo, "text-halo-width": 1.5 },
  });
  const grid: LayerSpecification[] = base === "graticule"
    ? [{ id: "grid", type: "line", source: "grid", paint: { "line-color": c.grid, "line-width": 0.7 } }] : [];
  return [
    { id: "land", type: "fill", source: "land", paint: { "fill-color": c.land } },
    ...grid,
    { id: "coast", type: "line", source: "coast", paint: { "line-color": c.border, "line-width": 0.6 } },
    { id: "provinces", type: "line", source: "provinces", minzoom: 3.5, paint: { "line-color": c.province, "line-width": 0.7 } },
    { id: "borders", type: "line", source: "borders", paint: { "line-color": c.border, "line-width": 1 } },
    { id: "disputed", type: "line", source: "disputed", paint: { "line-color": c.border, "line-width": 1.1, "line-dasharray": [3, 2.5] } },
    name("countryNames", "countryNames", 12, 1.5),
    name("provinceNames", "provinceNames", 11, 5.2),
  ];
}

/** Style of the chosen base. Own tiles are pictures (``{z}/{x}/{y}`` or ``pmtiles://``) below borders and names. */
export async function styleOf(base: Settings["base"], tiles: string, dark: boolean): Promise<StyleSpecification> {
  const c = dark ? COLOURS.dark : COLOURS.light;
  const sea: LayerSpecification = { id: "sea", type: "background", paint: { "background-color": c.sea } };
  if (base === "none" && !tiles) return { version: 8, sources: {}, layers: [sea] };
  const shapes = await basemap();
  const sources: StyleSpecification["sources"] = { grid: { type: "geojson", data: graticule(10) } };
  for (const name of NAMES) sources[name] = { type: "geojson", data: shapes[name], tolerance: 0.2, maxzoom: 9, attribution: name === "borders" ? "Borders: Natural Earth; they take no position." : "" };
  const layers = outlines(dark, base);
  if (!tiles) return { version: 8, sources, layers: [sea, ...layers] };
  const kept = layers.filter((l) => !["land", "coast", "grid"].includes(l.id));
  const own = ownLayers(tiles, dark);
  return { version: 8, sources: { ...sources, own: own.source }, layers: [sea, ...own.layers, ...kept] };
}

/** Pictures as they are; the layers of vector tiles, whatever their scheme, as quiet areas and lines. */
function ownLayers(tiles: string, dark: boolean): { source: StyleSpecification["sources"][string]; layers: LayerSpecification[] } {
  const c = dark ? COLOURS.dark : COLOURS.light;
  const [url = "", names] = tiles.split("#");
  if (names === undefined) {
    const where = url.startsWith("pmtiles://") ? { url } : { tiles: [url.startsWith("/") ? location.origin + url : url] };
    return { source: { type: "raster", tileSize: 256, ...where }, layers: [{ id: "own", type: "raster", source: "own" }] };
  }
  const layers = names.split(",").flatMap((name): LayerSpecification[] => [
    { id: `own-${name}-areas`, type: "fill", source: "own", "source-layer": name, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": /water|ocean|sea/.test(name) ? c.sea : c.land, "fill-opacity": 0.7 } },
    { id: `own-${name}-lines`, type: "line", source: "own", "source-layer": name, filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": c.border, "line-width": 0.7 } },
  ]);
  return { source: { type: "vector", url }, layers };
}
