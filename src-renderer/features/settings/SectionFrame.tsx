import { Box, Button, Typography } from '@mui/material';
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { isPracticeSection } from '../../../src-shared/domain/practice-sections.ts';
import type { SectionId } from '../../../src-shared/text/subjects.ts';
import { t } from '../../../src-shared/text/text.ts';
import { ManagersOnly } from '../../components/ManagersOnly.tsx';
import { UNAVAILABLE } from '../../components/unavailable.ts';
import { isFocusLost } from '../../stores/drawn-anew.ts';
import { fieldId } from './field-id.ts';
import { SharedNotice } from './SharedNotice.tsx';
import { useSettings } from './settings-store.ts';

interface Props {
  readonly id: SectionId;
  readonly unsaved: boolean;
  readonly children: ReactNode;
  /** Below the buttons: what uses the entries without saving them. */
  readonly after?: ReactNode;
}

/** A section: its heading, its fields, its own Save, and a line that says how saving ended. */
export function SectionFrame({ id, unsaved, children, after }: Props): ReactNode {
  const headingId = useId();
  const state = useSettings(({ saves }) => saves[id]);
  const { save, discard } = useSettings.getState();
  const saveButton = useRef<HTMLButtonElement>(null);
  // Whoever has chosen another language here has pressed it.
  useEffect(() => {
    if (isFocusLost()) saveButton.current?.focus();
  }, []);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await save(id);
    const ended = useSettings.getState().saves[id];
    const first = ended?.kind === 'problems' ? ended.problems[0] : undefined;
    if (first !== undefined) document.getElementById(fieldId(first.field))?.focus();
  };

  const form = (
    <>
      {isPracticeSection(id) ? <SharedNotice section={id} /> : null}
      <form noValidate aria-labelledby={headingId} onSubmit={(event) => void submit(event)}>
        {children}
        <Box
          sx={{
            position: 'sticky',
            bottom: 0,
            zIndex: 2,
            mt: 3,
            py: 1.5,
            display: 'flex',
            alignItems: 'center',
            gap: 1.5,
            bgcolor: 'background.paper',
            borderTop: 1,
            borderColor: 'divider',
          }}
        >
          <Button
            ref={saveButton}
            type="submit"
            variant="contained"
            size="medium"
            // Disabled it would lose the keyboard. Pressed twice it saves once.
            aria-disabled={state?.kind === 'saving'}
            sx={UNAVAILABLE}
          >
            {state?.kind === 'saving' ? t.settings.settingsText.saving : t.common.common.save}
          </Button>
          {unsaved ? (
            <Button size="medium" onClick={() => discard(id)}>
              {t.settings.settingsText.discard}
            </Button>
          ) : null}
          <SaveLine id={id} unsaved={unsaved} />
        </Box>
      </form>
    </>
  );
  return (
    <Titled id={id} headingId={headingId}>
      {id === 'appearance' ? form : <ManagersOnly>{form}</ManagersOnly>}
      {after}
    </Titled>
  );
}

/** A section in which nothing is set: its heading and what it tells. */
export function TellingFrame({ id, children }: Pick<Props, 'id' | 'children'>): ReactNode {
  return (
    <Titled id={id} headingId={useId()}>
      {children}
    </Titled>
  );
}

function Titled({
  id,
  headingId,
  children,
}: Pick<Props, 'id' | 'children'> & { readonly headingId: string }): ReactNode {
  return (
    <Box component="section" aria-labelledby={headingId} sx={{ maxWidth: 880 }}>
      <Typography id={headingId} component="h3" variant="h2" sx={{ fontSize: '1.25rem', mb: 2 }}>
        {t.settings.SECTION_TITLES[id]}
      </Typography>
      {children}
    </Box>
  );
}

function SaveLine({ id, unsaved }: { readonly id: SectionId; readonly unsaved: boolean }): ReactNode {
  const state = useSettings(({ saves }) => saves[id]);
  const failed = state?.kind === 'failed' || state?.kind === 'problems';
  let words = '';
  if (state?.kind === 'saved') words = t.settings.settingsText.saved;
  else if (state?.kind === 'problems') words = t.settings.settingsText.fixFirst(state.problems.length);
  else if (state?.kind === 'failed') words = t.errors.errorSentence(state.error);
  else if (unsaved) words = t.settings.settingsText.unsavedHere;
  return (
    <Typography
      variant="body2"
      role={failed ? 'alert' : 'status'}
      sx={{
        color: failed ? 'error.main' : state?.kind === 'saved' ? 'success.main' : 'text.secondary',
        fontWeight: 600,
      }}
    >
      {words}
    </Typography>
  );
}

/** A heading within a section, and a line of explanation. */
export function Part({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <Box role="group" aria-labelledby={id} sx={{ mt: 3.5, '&:first-of-type': { mt: 0 } }}>
      <Typography id={id} component="h4" variant="h3" sx={{ mb: hint === undefined ? 1.5 : 0.25 }}>
        {title}
      </Typography>
      {hint === undefined ? null : (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
          {hint}
        </Typography>
      )}
      {children}
    </Box>
  );
}
