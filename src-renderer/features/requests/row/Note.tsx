import { Box, Link } from '@mui/material';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { PlainText } from '../../../components/PlainText.tsx';

/** The patient's words, two lines of them until all are asked for. */
export function Note({ text }: { readonly text: string }): ReactNode {
  const [all, setAll] = useState(false);
  const [clipped, setClipped] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text may be clipped where this one was not.
  useLayoutEffect(() => {
    const element = box.current?.firstElementChild;
    if (element && !all) setClipped(element.scrollHeight > element.clientHeight + 1);
  }, [text, all]);
  return (
    <Box
      ref={box}
      role="group"
      aria-label={t.requests.words.patientNote}
      sx={{ borderLeft: 3, borderColor: 'divider', pl: 1, py: 0.25 }}
    >
      <PlainText
        sx={
          all
            ? { maxHeight: 320, overflow: 'auto' }
            : { display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }
        }
        {...(all ? { tabIndex: 0 } : {})}
      >
        {text}
      </PlainText>
      {clipped || all ? (
        <Link
          component="button"
          type="button"
          variant="body2"
          onClick={() => setAll(!all)}
          aria-expanded={all}
        >
          {all ? t.requests.words.showLess : t.requests.words.showAll}
        </Link>
      ) : null}
    </Box>
  );
}
