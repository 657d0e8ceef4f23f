import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyNotSigned } from '../../../src-main/adapters/signature-answer.ts';
import { failingClosed } from '../../../src-main/adapters/update-signature.ts';

const FILE = 'C:\\Users\\rosa\\AppData\\Local\\reslot-updater\\pending\\temp-setup.exe';
const SUBJECT = 'CN="Müller, Sons ""Ltd""", O=Example Ltd, S=Illinois, C=US, 2.5.4.5=12-7';
const GOOD = { Status: 0, Path: FILE, Subject: SUBJECT };
const AS_CN = 'Müller, Sons "Ltd"';
const UNSAID = 'Windows did not say whether the file is signed.';

const why = (told: unknown, publishers: readonly string[] = [AS_CN]): string | null =>
  whyNotSigned(JSON.stringify(told), publishers, FILE);

describe('a file is taken as signed', () => {
  it.each([[AS_CN], ['CN="Müller, Sons ""Ltd""", C=US'], [SUBJECT]])(
    'by a publisher that the package names as %s',
    (publisher) => {
      expect(why(GOOD, ['Somebody Else', publisher])).toBeNull();
    },
  );

  it('whichever way Windows writes its path', () => {
    expect(why({ ...GOOD, Path: FILE.replace('rosa', 'rosa\\.') })).toBeNull();
  });
});

describe('a file is refused', () => {
  it.each<[string, unknown, string]>([
    ['nothing is said', null, UNSAID],
    ['nobody signed it', { ...GOOD, Status: 2, Subject: null }, UNSAID],
    ['nobody is named', { ...GOOD, Subject: '' }, 'The name of who signed cannot be read.'],
    ['its path is not said', { Status: 0, Subject: SUBJECT }, UNSAID],
    ['the signature is of other bytes', { ...GOOD, Status: 3 }, 'The signature is not valid.'],
    [
      'the answer is another file’s',
      { ...GOOD, Path: 'C:\\other.exe' },
      'Windows answered about another file.',
    ],
    ['two answers come', [GOOD, GOOD], UNSAID],
    ['it has two names', { ...GOOD, Subject: `CN=x, ${SUBJECT}` }, 'The name of who signed cannot be read.'],
    ['somebody else signed', { ...GOOD, Subject: 'CN=Somebody, O=Example Ltd' }, 'Somebody else signed it.'],
    [
      'the publisher’s name only stands within somebody’s',
      { ...GOOD, Subject: 'O="x, CN=Example Ltd", CN=Somebody' },
      'Somebody else signed it.',
    ],
  ])('when %s', (_when, told, sentence) => {
    expect(why(told, [AS_CN, 'Example Ltd'])).toBe(sentence);
  });

  it.each([[[]], [['']], [['CN=']], [['O=Example Ltd, CN=Somebody']]])('for publishers %j', (publishers) => {
    expect(why(GOOD, publishers)).toBe('Somebody else signed it.');
  });

  it('whatever is printed that is no such answer', () => {
    for (const anything of [fc.string(), fc.json()])
      fc.assert(fc.property(anything, (printed) => whyNotSigned(printed, [AS_CN], FILE) !== null));
  });
});

describe('the verification of an update', () => {
  const verify = (library: string | null, ask: () => Promise<string>) => {
    const asked: string[] = [];
    const verified = failingClosed(async (_publishers, file) => {
      asked.push(file);
      return library;
    }, ask)([AS_CN], FILE);
    return { asked, verified };
  };

  it('asks Windows, and then the library', async () => {
    const { verified, asked } = verify(null, async () => JSON.stringify(GOOD));
    expect([await verified, asked]).toEqual([null, [FILE]]);
    expect(await verify('not signed', async () => JSON.stringify(GOOD)).verified).toBe('not signed');
  });

  it('refuses where PowerShell cannot be run, and does not ask the library, which would take the file', async () => {
    const { verified, asked } = verify(null, async () => {
      throw new Error('powershell.exe is blocked by your administrator');
    });
    expect([await verified, asked]).toEqual(['Windows could not be asked whether the file is signed.', []]);
  });

  it('refuses what Windows does not vouch for', async () => {
    const { verified, asked } = verify(null, async () => JSON.stringify({ ...GOOD, Status: 1 }));
    expect([await verified, asked]).toEqual(['The signature is not valid.', []]);
  });
});
