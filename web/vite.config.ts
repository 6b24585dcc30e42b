import { existsSync, readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

const BUNDLED = ["svelte", "maplibre-gl", "pmtiles", "topojson-client", "world-atlas"];

function licence(name: string): string {
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((f) => `node_modules/${name}/${f}`).find(existsSync);
  const about = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf-8")) as { version: string; license: string };
  const text = file ? readFileSync(file, "utf-8").trim() : `${about.license}, see the package ${name} ${about.version}`;
  return `${name} ${about.version}\n\n${text}\n`;
}

/** Puts the licence texts of what is bundled beside the bundle. */
function licences(): Plugin {
  return {
    name: "licences",
    apply: "build",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "LICENSES.txt", source: BUNDLED.map(licence).join("\n---\n\n") });
    },
  };
}

export default defineConfig({
  plugins: [svelte(), licences()],
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
  build: {
    outDir: "../src/khabar/web/static",
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1300,
    rollupOptions: {
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: (asset) =>
          asset.names.some((n) => n.endsWith(".mjs")) ? "assets/[name]-[hash].js" : "assets/[name]-[hash][extname]",
      },
    },
  },
});
