import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
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
