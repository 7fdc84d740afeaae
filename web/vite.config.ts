// Builds the office app into dist/web. In development it passes /api on to a running server.

import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [react()],
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // Antd alone is about 900 kB before compression; what counts is measured by the tests.
    chunkSizeWarningLimit: 1500,
  },
  server: {
    // Not our own modules, which stand under web/api.
    proxy: { '^/api/(?!.*\\.ts)': process.env['QINGNUAN_URL'] ?? 'http://127.0.0.1:8080' },
  },
});
