import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeEmail } from '../../../src-main/mail/compose.ts';
import { inSentence, manyLines, oneLine } from '../../../src-main/mail/plain-text.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { emailContext, intentOf } from '../../support/mail.ts';
import { elements, visibleText } from '../../support/visible-text.ts';

function withMessage(message: string) {
  return composeEmail(
    intentOf('denied', { words: { reasonCode: 'other', reasonText: 'Other', message } }),
    emailContext(),
  );
}

function withNames(name: string) {
  const context = emailContext();
  return composeEmail(
    intentOf('approved', { words: { reasonCode: 'other', reasonText: name, message: name } }),
    emailContext({
      patient: { ...context.patient, name },
      practitioner: { id: 'p', name, active: true },
      location: { id: 'l', name, active: true, address: name },
      rules: { ...context.rules, practice: { ...context.rules.practice, name, phone: name } },
    }),
  );
}

describe('text cleaned of what no mail program should be given', () => {
  it.each([
    ['a\r\nb\rc\u2028d\u2029e\u0085f\vg', 'a\nb\nc\nd\ne\nf\ng'],
    ['a\u0000b\u0007c\u001b[31md\u007fe\u009ff', 'abc[31mdef'],
    ['safe \u202Egpj.exe\u202C \u2066x\u2069', 'safe gpj.exe x'],
    ['a\tb', 'a b'],
    ['  a  \n\n\n\n  b  \n', 'a\n\n  b'],
    ['broken \ud83d half', 'broken \ufffd half'],
  ])('%j becomes %j', (typed, clean) => {
    expect(manyLines(typed)).toBe(clean);
  });

  it('makes one line of many', () => {
    expect(oneLine('a\r\nBcc: b@example.org\n\nc')).toBe('a Bcc: b@example.org c');
  });

  it('isolates words written from right to left, and those alone', () => {
    expect(inSentence('דנה לוי')).toBe('\u2068דנה לוי\u2069');
    expect(inSentence('Łukasz Żak 🙂')).toBe('Łukasz Żak 🙂');
  });
});

it('shows markup in a message as text and keeps its lines', () => {
  const email = withMessage('<img src=x onerror=alert(1)>\n</div><b>"bold"</b> & \'more\'');
  expect(email.text).toContain(
    'Message from the practice:\n<img src=x onerror=alert(1)>\n</div><b>"bold"</b> & \'more\'\n',
  );
  expect(visibleText(email.html).lines).toEqual(email.text.split('\n').filter((line) => line !== ''));
  expect(elements(email.html).map((element) => element.name)).not.toContain('img');
});

it('cannot be given a header by a name', () => {
  expect(withNames('Clinic\r\nBcc: spy@example.org').subject).toBe(
    'Your appointment is confirmed for the new time - Clinic Bcc: spy@example.org',
  );
});

const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      '\r',
      '\n',
      '\u202e',
      '\u2066',
      'א',
      ';',
      ',',
      '\\',
      '^',
      ':',
      ' ',
      '🙂',
      'x',
    ),
    maxLength: 300,
  }),
);

describe('whatever is typed', () => {
  it('never changes the structure of the HTML, and is seen as the text says it', () => {
    fc.assert(
      fc.property(anyText, (message) => {
        const email = withMessage(message);
        const plain = withMessage('x');
        const structure = (html: string) => elements(html).filter((element) => element.name !== 'br');
        const expected = manyLines(message) === '' ? structure(withMessage('').html) : structure(plain.html);
        expect(structure(email.html)).toEqual(expected);
        const seen = visibleText(email.html);
        const trimmed = email.text.split('\n').map((line) => line.trim());
        expect(seen.lines).toEqual(trimmed.filter((line) => line !== ''));
      }),
    );
  });

  it('never leaves a control or bidirectional control in an e-mail, except balanced isolates of ours', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const email = withNames(name);
        expect(email.subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066\u2067]/u);
        for (const part of [email.text, email.html]) {
          expect(part.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066\u2067]/u);
          for (const line of part.split('\n'))
            expect(line.split('\u2068').length).toBe(line.split('\u2069').length);
        }
        expect(email.text.isWellFormed()).toBe(true);
      }),
    );
  });
});
