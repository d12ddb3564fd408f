import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const compressible = /\.(js|css|html|svg|json)$/

/** Writes `.br` and `.gz` beside each text file, so that the server sends them as they are. */
const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  async writeBundle({ dir }) {
    if (!dir) return
    const paths = (await readdir(dir, { recursive: true })).filter((path) => compressible.test(path))
    for (const path of paths) {
      const content = await readFile(join(dir, path))
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
      await writeFile(join(dir, `${path}.br`), brotliCompressSync(content, quality))
      await writeFile(join(dir, `${path}.gz`), gzipSync(content, { level: 9 }))
    }
  },
})

/**
 * What every page uses, with all it imports: sent once, in one piece, rather than as thirty crumbs with thirty headers.
 * Nothing here may pull a dialog or a drop-down along; `npm run bench` weighs the result.
 */
const firstPages = [
  /\/web\/main\.tsx/,
  /@mantine\/core\/esm\/components\/(Button|Input|InputBase|Loader|PasswordInput|Text|TextInput)\//,
  /\/domain\/(money|plain-date|casework\/kinds)\.ts/,
  /\/web\/(use-api\.ts|session\/(LonePage|use-attempt)\.)/,
  /\/web\/ui\/(Day|EmptyState|ErrorState|instant|Notice|Page|Section|Signal|use-on-demand|use-url-state|Waiting)\./,
]
const isOfFirstPages = (id: string) => firstPages.some((pattern) => pattern.test(id))

/** In development the browser talks to vite; the server must see its own address, or it refuses the origin. */
const server = process.env.PALIER_SERVER ?? 'http://localhost:4000'

export default defineConfig({
  root: 'web',
  plugins: [react(), precompress()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // How long our compression takes is no warning for whoever starts Palier.
      checks: { pluginTimings: false },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack)\// },
            { name: 'palier', test: isOfFirstPages },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } } } },
})
