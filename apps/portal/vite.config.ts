import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { precompress } from './precompress.ts'

export default defineConfig({
  plugins: [withoutSummaries(), react(), precompress()],
  resolve: {
    // The server checks what comes in and what goes out; here the schemas are only types (schemas-unchecked.ts).
    alias: { zod: fileURLToPath(new URL('./src/schemas-unchecked.ts', import.meta.url)) },
  },
  build: {
    // Old WebViews of phones that are handed down (architecture, Web).
    target: ['chrome78', 'ios13.4'],
    cssTarget: ['chrome78', 'ios13.4'],
    manifest: true,
    // No data: addresses, which the content security policy would have to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})

/** What a route is for stands in the interface's document; nobody reads it in the portal. */
function withoutSummaries(): Plugin {
  return {
    name: 'without-summaries',
    enforce: 'pre',
    transform: (code, id) =>
      id.includes('/packages/contract/src/') ? code.replace(/^ {2}summary: '[^'\n]*',$/gm, '') : undefined,
  }
}
