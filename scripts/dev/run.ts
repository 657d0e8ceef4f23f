/** Builds the bundles for somebody who works on them, and again whatever has changed; `scripts/dev.mjs` is told of each. */
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build, type InlineConfig, mergeConfig, type Plugin } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const { config } = await resolveConfig({ root, logLevel: 'warn' }, 'build', 'development');
const bundles: Readonly<Record<string, InlineConfig | undefined>> = {
  main: config?.main,
  preload: config?.preload,
  // electron-vite takes it for the page of a server, which is at the root.
  renderer: { ...config?.renderer, base: './' },
  demo: { configFile: join(root, 'src-demo/vite.config.ts'), mode: 'development', logLevel: 'warn' },
};

// electron-vite 6 watches nothing when it builds: https://electron-vite.org/guide/hot-reloading
for (const [name, own] of Object.entries(bundles)) {
  const watched: InlineConfig = {
    plugins: [telling(name)],
    build: { watch: {}, minify: false, reportCompressedSize: false },
  };
  await build(mergeConfig(own ?? {}, watched));
}

/** Says of each bundle when it has been written, unless it is the one that was there, and of each that failed. */
function telling(name: string): Plugin {
  let before = '';
  return {
    name: 'telling',
    writeBundle: (_, files) => {
      const hash = createHash('sha256');
      for (const file of Object.values(files)) hash.update('code' in file ? file.code : file.source);
      const now = hash.digest('hex');
      if (now !== before) process.send?.({ built: name });
      before = now;
    },
    buildEnd: (error) => {
      if (error) process.stderr.write(`${error.message}\n`);
    },
  };
}
