import { Box, Button } from '@mui/material';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../src-shared/text/text.ts';

/**
 * Notices in the room of one: the first that has something to say is shown, the others once they are asked for. The most
 * important stands first. What has nothing to say draws nothing, or an empty element.
 */
export function Fold({ children }: { readonly children: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  const [all, setAll] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = (): void => setCount([...element.children].filter((child) => child.hasChildNodes()).length);
    look();
    const changes = new MutationObserver(look);
    changes.observe(element, { childList: true, subtree: true });
    return () => changes.disconnect();
  }, []);
  const more = count > 1;
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', flexShrink: 0, width: '100%' }}>
      <Box
        ref={box}
        sx={{
          flex: 1,
          minWidth: 0,
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr)',
          rowGap: 0.5,
          '& > :empty': { display: 'none' },
          '& .MuiAlert-message': { py: '2px' },
          '& .MuiAlert-icon': { py: '3px' },
          '& .MuiAlert-action': { pt: 0 },
          ...(all ? {} : { '& > :not(:empty) ~ :not(:empty)': { display: 'none' } }),
        }}
      >
        {children}
      </Box>
      <Box aria-live="polite" sx={{ flexShrink: 0 }}>
        {more ? (
          <Button
            color="inherit"
            aria-expanded={all}
            onClick={() => setAll(!all)}
            sx={{ py: 0, px: 1, minWidth: 0, lineHeight: 1.6 }}
          >
            {all ? t.common.fewerNotices : t.common.moreNotices(count - 1)}
          </Button>
        ) : null}
      </Box>
    </Box>
  );
}
