import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/latlas/explorer/static",
    emptyOutDir: true,
    sourcemap: false,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: "licences.txt" },
    // the map library and the decoder's runtime are as large as they are; nothing to warn about
    chunkSizeWarningLimit: 1500,
  },
  worker: { format: "es" },
  // a test reads the colours of the style sheet
  // busy machines take long; nothing is said of speed
  test: { css: { include: /\?raw$/ }, testTimeout: 60_000 },
});
