import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createFileDialogs } from '../../../scripts/preview/file-dialogs.ts';

/** Somebody who answers so, one after the other; what they were asked is kept. */
function answering(...answers: (string | null)[]) {
  const asked: string[] = [];
  const dialogs = createFileDialogs(async (message, suggestion) => {
    asked.push(`${message} [${suggestion}]`);
    return answers.shift() ?? null;
  });
  return { dialogs, asked };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'reslot-dialogs-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

it('asks again until there is such a folder', async () => {
  const there = folder();
  const { dialogs, asked } = answering('paper', join(there, 'none'), there);
  expect(
    await dialogs.showOpenDialog({ title: 'Folder', defaultPath: '/srv', properties: ['openDirectory'] }),
  ).toEqual({ canceled: false, filePaths: [there] });
  expect(asked).toEqual([
    'Folder [/srv]',
    'Enter a whole path.\n\nFolder [paper]',
    `There is no such folder.\n\nFolder [${join(there, 'none')}]`,
  ]);
});

it('writes over nothing', async () => {
  const there = folder();
  const taken = join(there, 'a.pdf');
  writeFileSync(taken, '');
  const free = join(there, 'b.pdf');
  const { dialogs, asked } = answering(join(there, 'none', 'a.pdf'), taken, free);
  expect(await dialogs.showSaveDialog({}, { title: 'Save', defaultPath: taken })).toEqual({
    canceled: false,
    filePath: free,
  });
  expect(asked.slice(1)).toEqual([
    `There is no such folder.\n\nSave [${join(there, 'none', 'a.pdf')}]`,
    `That file exists already: choose another name.\n\nSave [${taken}]`,
  ]);
});

it('is cancelled by no answer and by an empty one', async () => {
  for (const answer of [null, '']) {
    const { dialogs } = answering(answer);
    expect(await dialogs.showSaveDialog({ defaultPath: 'a.pdf' })).toEqual({ canceled: true, filePath: '' });
    expect(await dialogs.showOpenDialog({ properties: ['openDirectory'] })).toEqual({
      canceled: true,
      filePaths: [],
    });
  }
});
