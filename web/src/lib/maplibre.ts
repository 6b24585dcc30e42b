/** The map library with its worker as a file of our own; loaded only by pages with a map. */
import * as library from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { FileSource, PMTiles, Protocol, TileType } from "pmtiles";

library.setWorkerUrl(new URL(workerUrl, location.href).href);
const protocol = new Protocol();
library.addProtocol("pmtiles", protocol.tile);

/** Makes a file of the reader's own a base layer; gives its address. Vector tiles have their layers' names behind ``#``. */
export async function openTiles(file: File): Promise<string> {
  const archive = new PMTiles(new FileSource(file));
  const header = await archive.getHeader();
  protocol.add(archive);
  if (header.tileType !== TileType.Mvt) return `pmtiles://${file.name}`;
  const about = (await archive.getMetadata()) as { vector_layers?: { id: string }[] };
  return `pmtiles://${file.name}#${(about.vector_layers ?? []).map((l) => l.id).join(",")}`;
}

export { library };
