import path from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** Builds the window on the worlds of `worlds.ts`, for pictures of the pages. Never shipped. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: path.join(import.meta.dirname, '../../kit/harness/public'),
  base: './',
  plugins: [vue()],
  build: {
    outDir: path.join(import.meta.dirname, '../../../../out/pictures'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
