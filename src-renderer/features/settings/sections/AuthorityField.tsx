import { Alert, Box, Button, Typography } from '@mui/material';
import { type ChangeEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { AuthorityView } from '../../../../src-shared/ipc/settings-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useNow } from '../../../api/use-now.ts';
import { useZone } from '../../../stores/clinic.ts';
import { Field } from '../Field.tsx';
import { fieldId } from '../field-id.ts';
import { AUTHORITY_FIELD, type AuthorityForm, withAuthorities } from '../forms/authority-form.ts';
import type { Problem } from '../forms/checks.ts';
import { useSettings } from '../settings-store.ts';
import { useFocusOn } from '../use-focus-on.ts';

interface Props {
  readonly section: 'portal' | 'mail';
  readonly form: AuthorityForm;
  readonly problems: readonly Problem[];
  readonly edit: (patch: Partial<AuthorityForm>) => void;
}

type Said =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'done'; readonly words: string }
  | { readonly kind: 'refused'; readonly error: AppError };

/** As much as `settings.readAuthorities` takes. */
const LARGEST = 1_000_000;

/** The certificate authorities of a connection: named by a file or as text, shown, and removed. */
export function AuthorityField({ section, form, problems, edit }: Props): ReactNode {
  const id = useId();
  const [said, setSaid] = useState<Said>({ kind: 'nothing' });
  const [opened, setOpened] = useState(false);
  const focusOn = useFocusOn();
  const pasting = opened || form.authorityText !== '';

  const add = async (text: string): Promise<void> => {
    const read =
      text.length > LARGEST
        ? ({ ok: false, error: { code: 'authority-not-pem' } } as const)
        : await invoke('settings.readAuthorities', { text });
    if (!read.ok) return setSaid({ kind: 'refused', error: read.error });
    // Others may have been added or removed meanwhile.
    const now = useSettings.getState().loaded?.forms[section] ?? form;
    const { authorities, fresh } = withAuthorities(now.authorities, read.value);
    edit({ authorities, ...(now.authorityText === text ? { authorityText: '' } : {}) });
    setSaid({
      kind: 'done',
      words:
        fresh.length === 0
          ? t.authorities.authorityText.known
          : t.authorities.authorityText.added(fresh.map(({ name }) => name)),
    });
  };

  const remove = ({ name, fingerprint }: AuthorityView): void => {
    edit({ authorities: form.authorities.filter((one) => one.fingerprint !== fingerprint) });
    setSaid({ kind: 'done', words: t.authorities.authorityText.removed(name) });
    focusOn(fieldId('authority-file'));
  };

  return (
    <Box
      role="group"
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}hint`}
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 2 }}
    >
      <Typography id={`${id}title`} sx={{ fontWeight: 700 }}>
        {t.authorities.authorityText.title}
      </Typography>
      <Typography id={`${id}hint`} variant="body2" color="textSecondary">
        {t.authorities.authorityText.hint[section]}
      </Typography>
      {form.authorities.length === 0 ? null : (
        <Box
          component="ul"
          aria-label={t.authorities.authorityText.list}
          sx={{ listStyle: 'none', m: 0, mt: 1.5, p: 0 }}
        >
          {form.authorities.map((authority) => (
            <Authority key={authority.fingerprint} authority={authority} onRemove={() => remove(authority)} />
          ))}
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
        <FileButton onText={add} />
        {pasting ? null : (
          <Button
            variant="outlined"
            onClick={() => {
              setOpened(true);
              focusOn(fieldId(AUTHORITY_FIELD));
            }}
          >
            {t.authorities.authorityText.pasteInstead}
          </Button>
        )}
      </Box>
      {pasting ? (
        <PasteField
          text={form.authorityText}
          problems={problems}
          onText={(text) => {
            edit({ authorityText: text });
            setSaid({ kind: 'nothing' });
          }}
          onAdd={() => void add(form.authorityText)}
        />
      ) : null}
      <Outcome said={said} />
    </Box>
  );
}

/** For authorities in a file. */
function FileButton({ onText }: { readonly onText: (text: string) => Promise<void> }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const chosen = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const { target } = event;
    const file = target.files?.[0];
    if (file === undefined) return;
    // What is larger is no list of authorities: it is not read whole to find that out.
    await onText(await file.slice(0, LARGEST + 1).text());
    // The same file can be chosen again.
    target.value = '';
  };
  return (
    <>
      <Button id={fieldId('authority-file')} variant="outlined" onClick={() => input.current?.click()}>
        {t.authorities.authorityText.choose}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={t.authorities.authorityText.file}
        accept=".pem,.crt,.cer,.cert,.ca-bundle,.txt"
        onChange={(event) => void chosen(event)}
      />
    </>
  );
}

/** For authorities given as text. */
function PasteField({
  text,
  problems,
  onText,
  onAdd,
}: Pick<Props, 'problems'> & {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onAdd: () => void;
}): ReactNode {
  return (
    <>
      <Field
        field={AUTHORITY_FIELD}
        label={t.authorities.authorityText.paste}
        hint={t.authorities.authorityText.pasteHint}
        value={text}
        problems={problems}
        onText={onText}
        multiline
        minRows={2}
        maxRows={6}
        sx={{ mt: 2 }}
        slotProps={{
          htmlInput: { spellCheck: false, style: { fontFamily: 'monospace', fontSize: '0.8rem' } },
        }}
      />
      <Button variant="outlined" disabled={text.trim() === ''} onClick={onAdd} sx={{ mt: 1 }}>
        {t.authorities.authorityText.add}
      </Button>
    </>
  );
}

/** What came of adding or removing one. */
function Outcome({ said }: { readonly said: Said }): ReactNode {
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (said.kind !== 'nothing') outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [said]);
  return (
    <Box
      ref={outcome}
      role="status"
      aria-label={t.authorities.authorityText.title}
      // The line with Save lies over the end of what is scrolled.
      sx={{ scrollMarginBottom: '88px', '&:not(:empty)': { mt: 1.5 } }}
    >
      {said.kind === 'done' ? <Typography variant="body2">{said.words}</Typography> : null}
      {said.kind === 'refused' ? (
        <Alert severity="error" role="presentation">
          {t.errors.errorSentence(said.error)}
        </Alert>
      ) : null}
    </Box>
  );
}

function Authority({
  authority,
  onRemove,
}: {
  readonly authority: AuthorityView;
  readonly onRemove: () => void;
}): ReactNode {
  const zone = useZone();
  const now = useNow();
  const { name, subject, issuer, fingerprint } = authority;
  const facts: readonly (readonly [string, string])[] = [
    [t.authorities.authorityText.subject, subject],
    [t.authorities.authorityText.issuedBy, issuer === subject ? t.authorities.authorityText.itself : issuer],
    [t.authorities.authorityText.valid, t.authorities.validityWords(authority, now, zone)],
    [t.authorities.authorityText.fingerprint, fingerprint],
  ];
  return (
    <Box
      component="li"
      sx={{ display: 'flex', gap: 2, alignItems: 'start', py: 1, borderTop: 1, borderColor: 'divider' }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name}</Typography>
        <Box
          component="dl"
          sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 1.5, m: 0, mt: 0.25 }}
        >
          {facts.map(([term, fact]) => (
            <Box key={term} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="body2" color="textSecondary">
                {term}
              </Typography>
              <Typography
                component="dd"
                variant="body2"
                sx={{
                  m: 0,
                  overflowWrap: 'anywhere',
                  ...(term === t.authorities.authorityText.fingerprint
                    ? { fontFamily: 'monospace', fontSize: '0.78rem' }
                    : {}),
                  ...(term === t.authorities.authorityText.valid && t.authorities.outOfDate(authority, now)
                    ? { color: 'error.main', fontWeight: 600 }
                    : {}),
                }}
              >
                {term === t.authorities.authorityText.fingerprint ? <Fingerprint hex={fact} /> : fact}
              </Typography>
            </Box>
          ))}
        </Box>
      </Box>
      <Button
        variant="outlined"
        color="error"
        aria-label={t.authorities.authorityText.remove(name)}
        onClick={onRemove}
        sx={{ flex: 'none' }}
      >
        {t.authorities.authorityText.removeShort}
      </Button>
    </Box>
  );
}

/** Broken between bytes only; what is copied holds nothing but it. */
function Fingerprint({ hex }: { readonly hex: string }): ReactNode {
  const half = hex.length / 2;
  return (
    <>
      {hex.slice(0, half + 0.5)}
      <wbr />
      {hex.slice(half + 0.5)}
    </>
  );
}
