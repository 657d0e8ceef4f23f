// npm run bench -- --size S --only load,decide --write: measures, prints a table, and with --write puts it into docs/performance.md.
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HEAD, type Measured, rowOf } from './report.ts';
import { choice } from './sizes.ts';

/** Each in a process of its own, with the parts that `--only` knows. */
const BENCHMARKS: Readonly<Record<string, readonly string[]>> = {
  exchange: ['load', 'decide', 'catch-up', 'poll', 'day'],
  'request-list': ['list'],
  'schedule-days': ['schedule', 'poll', 'open', 'sheet', 'backup'],
  'patient-search': ['search'],
  'next-slots': ['slots'],
  absence: ['absence'],
  encryption: ['encryption'],
  desks: ['desks'],
  'day-grid': ['grid'],
  'window-start': ['start'],
  'inbox-paint': ['inbox'],
  'decision-dialog': ['dialog'],
  'requests-report': ['report'],
  triage: ['triage'],
};

const DOCUMENT = join(import.meta.dirname, '../../docs/performance.md');
const [BEGIN, END] = ['<!-- measured -->', '<!-- /measured -->'];

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'S' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const { name: size, wants } = choice();
const given = [`--size=${size}`, ...(values.only === undefined ? [] : [`--only=${values.only}`])];

const began = performance.now();
const measured: Measured[] = [];
let failed = false;
for (const [name, parts] of Object.entries(BENCHMARKS)) {
  if (!parts.some(wants)) continue;
  const { lines, status } = await run(join(import.meta.dirname, `${name}.ts`));
  measured.push(...lines);
  failed ||= status !== 0;
}
const table = [HEAD, ...measured.map(rowOf)].join('\n');
process.stdout.write(`\n${table}\n`);
if (values.write && !failed) write(table);
process.exitCode = failed ? 1 : 0;

async function run(script: string): Promise<{ readonly lines: Measured[]; readonly status: number | null }> {
  const lines: Measured[] = [];
  // What is not needed any more can be let go before memory is looked at.
  const child = fork(script, given, { execArgv: ['--expose-gc'] });
  child.on('message', (line: Measured) => lines.push(line));
  const status = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { lines, status };
}

function write(rows: string): void {
  const document = readFileSync(DOCUMENT, 'utf8');
  const [before = '', rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`${DOCUMENT} has no place for the table`);
  const day = new Date().toLocaleDateString('en-US', { dateStyle: 'long' });
  const minutes = Math.ceil((performance.now() - began) / 60_000);
  const said =
    `Measured on ${day}, size ${size}, on ${cpus().length} processors (${cpus()[0]?.model.trim() || 'unnamed'}), ` +
    `in ${minutes} minutes.`;
  writeFileSync(DOCUMENT, `${before}${BEGIN}\n${said}\n\n${rows}\n${END}${after}`);
}
