import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig, loadEnv } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => {
  const { SERVER_URL = 'http://localhost:3000', CLIENT_PORT = '5173' } = loadEnv(mode, at('..'), [
    'SERVER_URL',
    'CLIENT_PORT',
  ]);
  return {
    root: at('.'),
    plugins: [react()],
    resolve: { alias: { '@domain': at('../libs/domain/src'), '@contracts': at('../libs/contracts/src') } },
    server: {
      port: Number(CLIENT_PORT),
      strictPort: true,
      proxy: { '/api': { target: SERVER_URL, changeOrigin: false, ws: true } },
    },
    build: { outDir: at('../dist/client'), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1200 },
  };
});
