import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DeskNow,
  type Installation,
  isLater,
  looksForUpdates,
  whyNotNow,
} from '../../../src-main/shell/updates/update-rules.ts';

const SIGNED =
  'provider: generic\nurl: https://updates.clinic.example/desk\npublisherName:\n  - Example Ltd\n';
const WINDOWS: Installation = {
  packaged: true,
  platform: 'win32',
  config: SIGNED,
  bySetup: true,
  bundle: 'C:\\Users\\rosa\\AppData',
  replaceable: false,
};
const MAC: Installation = {
  ...WINDOWS,
  platform: 'darwin',
  bySetup: false,
  bundle: '/Applications/Reslot.app',
  replaceable: true,
};

describe('a program looks for newer versions of itself', () => {
  it('where its setup put it on Windows, and on macOS', () => {
    expect([looksForUpdates(WINDOWS), looksForUpdates(MAC)]).toEqual([true, true]);
    expect(
      looksForUpdates({
        ...WINDOWS,
        config: SIGNED.replace(/publisherName.*/s, 'publisherName: Example Ltd\n'),
      }),
    ).toBe(true);
  });

  it.each<[string, Installation]>([
    ['it runs in a checkout', { ...MAC, packaged: false }],
    ['nobody named an address', { ...MAC, config: null }],
    ['the address is not encrypted', { ...MAC, config: SIGNED.replace('https', 'http') }],
    ['nothing would verify the signature: Linux', { ...MAC, platform: 'linux' }],
    [
      'nothing would verify the signature: unsigned on Windows',
      { ...WINDOWS, config: SIGNED.replace(/publisherName.*/s, '') },
    ],
    [
      'the publisher is empty',
      {
        ...WINDOWS,
        config: SIGNED.replace(/publisherName.*/s, 'publisherName:\nupdaterCacheDirName: reslot\n'),
      },
    ],
    ['an administrator installed it', { ...WINDOWS, bySetup: false }],
    ['it runs from the disk image', { ...MAC, bundle: '/Volumes/Reslot 0.1.0/Reslot.app' }],
    [
      'macOS runs a copy of it',
      { ...MAC, bundle: '/private/var/folders/x/T/AppTranslocation/1F-2A/d/Reslot.app' },
    ],
    ['it cannot be replaced by whoever runs it', { ...MAC, replaceable: false }],
  ])('but not where %s', (_why, installation) => {
    expect(looksForUpdates(installation)).toBe(false);
  });
});

describe('a newer version is installed', () => {
  const quiet: DeskNow = { held: 0, inDoubt: 0, databaseBusy: false, dialogOpen: false, unsaved: false };

  it('when nothing is in the air', () => {
    expect(whyNotNow(quiet)).toBeNull();
  });

  it.each<[Partial<DeskNow>, string]>([
    [{ held: 1 }, 'update-undo-time'],
    [{ inDoubt: 1 }, 'update-being-written'],
    [{ databaseBusy: true }, 'update-being-written'],
    [{ dialogOpen: true }, 'update-dialog-open'],
    [{ unsaved: true }, 'update-unsaved'],
    [{ held: 2, inDoubt: 1 }, 'update-undo-time'],
  ])('not with %j', (now, code) => {
    expect(whyNotNow({ ...quiet, ...now })).toBe(code);
  });
});

describe('which version is the later one', () => {
  const version = fc.tuple(fc.nat(300), fc.nat(300), fc.nat(300));
  const text = (parts: readonly number[]): string => parts.join('.');

  it('counts each part as a number, from the left', () => {
    expect([isLater('0.10.0', '0.9.9'), isLater('1.0.0', '0.99.99'), isLater('0.1.1', '0.1.0')]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('no version is later than itself, and of two different ones exactly one is', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const later = [isLater(text(a), text(b)), isLater(text(b), text(a))].filter(Boolean).length;
        expect(later).toBe(text(a) === text(b) ? 0 : 1);
      }),
    );
  });

  it.each(['', 'latest', '1.2', '1.2.3-beta.1', '1.2.3.4', 'v2.0.0', '99999999999.0.0'])(
    'is never one that is no release: %s',
    (odd) => expect([isLater(odd, '0.1.0'), isLater('9.0.0', odd)]).toEqual([false, false]),
  );
});
