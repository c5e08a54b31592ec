import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Old office machines run Chromium 100; what is newer must not be taken for granted.
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: { target: 'chrome100', outDir: 'dist', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1500 },
  server: { proxy: { '/api': 'http://localhost:8080', '/media': 'http://localhost:8080' } },
})
