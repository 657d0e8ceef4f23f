// Before any schema is made.
import './api/schemas-without-eval.ts';
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { cspNonce } from './api/csp-nonce.ts';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { speakAsBefore } from './spoken.ts';
import { paintAsBefore } from './theme/appearance.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const nonce = cspNonce();
const cache = createCache({ key: 'rs', ...(nonce === null ? {} : { nonce }) });

// The settings come only after the first picture.
paintAsBefore();

// The file of a language needs this one to have run: it cannot be waited for here. Without it there are English words.
void speakAsBefore().finally(() => {
  createRoot(root).render(
    <StrictMode>
      <CacheProvider value={cache}>
        <ErrorBoundary where="window">
          <App />
        </ErrorBoundary>
      </CacheProvider>
    </StrictMode>,
  );
});
