import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { precompress } from './precompress.ts'

export default defineConfig({
  plugins: [react(), precompress()],
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
