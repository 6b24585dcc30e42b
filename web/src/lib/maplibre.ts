/** The map library with its worker as a file of our own; loaded only by pages with a map. */
import * as library from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { FileSource, PMTiles, Protocol } from "pmtiles";

library.setWorkerUrl(new URL(workerUrl, location.href).href);
const protocol = new Protocol();
library.addProtocol("pmtiles", protocol.tile);

/** Makes a file of the reader's own a base layer; gives its address. */
export function openTiles(file: File): string {
  protocol.add(new PMTiles(new FileSource(file)));
  return `pmtiles://${file.name}`;
}

export { library };
