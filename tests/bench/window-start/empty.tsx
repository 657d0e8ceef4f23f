import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

/** As much as a window needs to show anything. */
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <article>Ready</article>
    </StrictMode>,
  );
