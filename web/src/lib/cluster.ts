/** One GeoJSON source for each kind of symbol, made from the columns of /api/events/map. */
import type { Feature, FeatureCollection, Point } from "geojson";
import type { ExpressionSpecification, GeoJSONSourceSpecification, LayerSpecification } from "maplibre-gl";
import { BOLD } from "./basemap";
import { symbolId } from "./icons";
import { FAMILIES, kindOf, type Family } from "./kinds";
import type { Columns } from "./types";

const ORDER = Object.keys(FAMILIES) as Family[];
type Points = FeatureCollection<Point, { i: number; icon: string; f: number }>;
export interface Drawing { exact: Points; areas: Points }

export function drawing(columns: Columns): Drawing {
  const families = columns.types.map((type) => ORDER.indexOf(kindOf(type).family));
  const contested = columns.statuses.map((status) => status === "contested");
  const exact: Feature<Point, { i: number; icon: string; f: number }>[] = [];
  const areas: typeof exact = [];
  columns.ids.forEach((_, i) => {
    const type = columns.type[i] as number;
    const precision = columns.precision[i] ?? 3;
    const icon = symbolId(columns.types[type] ?? "other", precision, contested[columns.status[i] as number] ?? false);
    const point = { type: "Feature" as const, properties: { i, icon, f: families[type] ?? 4 }, geometry: { type: "Point" as const, coordinates: [columns.lon[i] as number, columns.lat[i] as number] } };
    (precision <= 2 ? exact : areas).push(point);
  });
  return { exact: { type: "FeatureCollection", features: exact }, areas: { type: "FeatureCollection", features: areas } };
}

const tally = (family: number): ExpressionSpecification => ["+", ["case", ["==", ["get", "f"], family], 1, 0]];

export function sourceOf(data: Points, radius: number): GeoJSONSourceSpecification {
  const clusterProperties = Object.fromEntries(ORDER.map((_, i) => [`f${i}`, tally(i)]));
  return { type: "geojson", data, cluster: true, clusterRadius: radius, clusterMaxZoom: 14, clusterProperties, maxzoom: 16 };
}

const eighths = (family: number): ExpressionSpecification => ["to-string", ["ceil", ["/", ["*", 8, ["get", `f${family}`]], ["get", "point_count"]]]];
const size: ExpressionSpecification = ["step", ["get", "point_count"], "30", 10, "36", 100, "44", 1000, "54"];

function ringId(hollow: boolean): ExpressionSpecification {
  const parts = ORDER.flatMap((_, i) => [":", eighths(i)]);
  return ["concat", hollow ? "h:" : "c:", size, ...parts] as ExpressionSpecification;
}

export function layersOf(source: string, hollow: boolean, ink: string, halo: string): LayerSpecification[] {
  return [
    {
      id: `${source}-clusters`, type: "symbol", source, filter: ["has", "point_count"],
      layout: {
        "icon-image": ringId(hollow), "icon-allow-overlap": true, "text-allow-overlap": true, "icon-ignore-placement": true, "text-ignore-placement": true,
        "text-field": ["get", "point_count_abbreviated"], "text-font": BOLD, "text-size": 12, "symbol-z-order": "source",
      },
      paint: { "text-color": ink, "text-halo-color": halo, "text-halo-width": 1.5 },
    },
    {
      id: `${source}-points`, type: "symbol", source, filter: ["!", ["has", "point_count"]],
      layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
  ];
}
