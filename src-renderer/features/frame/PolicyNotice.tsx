import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { useClinic } from '../../stores/clinic.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { sectionsInQuestion } from '../settings/sections-in-question.ts';
import { useSettings } from '../settings/settings-store.ts';

/** Says that the policy somebody saved here does not count, or that the practice's cannot be read: it decides about visits. */
export function PolicyNotice(): ReactNode {
  const { sharing } = useClinic();
  if (!sectionsInQuestion(sharing).includes('policy')) return null;
  return (
    <Alert
      severity="warning"
      square
      action={
        <Button color="inherit" onClick={openPolicy}>
          {t.sharedSettings.sharedText.openSettings}
        </Button>
      }
    >
      {sharing.sections.policy.unreadable === null
        ? t.sharedSettings.sharedText.policyNotice
        : t.sharedSettings.sharedText.policyUnreadable}
    </Alert>
  );
}

function openPolicy(): void {
  useSettings.getState().open('policy');
  useNavigation.getState().go({ screen: 'settings' });
}
