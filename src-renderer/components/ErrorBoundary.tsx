import { Component, type ErrorInfo, type ReactNode } from 'react';
import { t } from '../../src-shared/text/text.ts';
import { invoke } from '../api/client.ts';
import { CrashNotice } from './CrashNotice.tsx';

interface Props {
  /** Names the part of the window, for the log. */
  readonly where: string;
  readonly children: ReactNode;
}

/** Catches what a part of the window throws while drawing, reports it to the log and offers **Reload**. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    // The message of an error may quote what is on the screen; the stack without it names no patient.
    const stack =
      error instanceof Error ? (error.stack ?? '').replace(error.message, error.name) : typeof error;
    void invoke('app.reportCrash', {
      where: this.props.where,
      stack: `${stack}\n${info.componentStack ?? ''}`.slice(0, 10_000),
    });
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <CrashNotice
        title={t.common.common.crashTitle}
        body={t.common.common.crashBody}
        action={t.common.common.reload}
        onAction={() => window.location.reload()}
      />
    );
  }
}
