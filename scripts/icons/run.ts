/** Makes what each system needs of `resources/icon.svg` and `resources/dmg.svg`: `npm run icons`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { drawIcons } from './draw.ts';

const resources = resolve(import.meta.dirname, '../../resources');
const drawing = (name: string): string => readFileSync(join(resources, name), 'utf8');

for (const [path, content] of await drawIcons({ icon: drawing('icon.svg'), dmg: drawing('dmg.svg') })) {
  const file = join(resources, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  process.stdout.write(`${path} ${content.length}\n`);
}
