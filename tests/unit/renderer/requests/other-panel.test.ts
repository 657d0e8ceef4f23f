import { afterEach, describe, expect, it } from 'vitest';
import { closeOtherPanel } from '../../../../src-renderer/features/requests/row/other-panel.ts';
import { useAppointments } from '../../../../src-renderer/stores/appointments.ts';
import { appointmentView, NOW, requestRow } from './rows.ts';

const { open, closePanel } = useAppointments.getState();
const openId = () => useAppointments.getState().openId;
afterEach(closePanel);

describe('a panel left open', () => {
  it('is closed beside another patient’s request', () => {
    open('appointment-9');
    closeOtherPanel(requestRow());
    expect(openId()).toBeNull();
  });

  it('stays beside the request about its own appointment, and beside the one that proposes it', () => {
    open('appointment-1');
    closeOtherPanel(requestRow());
    expect(openId()).toBe('appointment-1');
    open('tentative-1');
    const appointment = appointmentView({ id: 'tentative-1', status: 'tentative' });
    const proposal = { appointments: [appointment], sentAt: NOW, expiresAt: NOW, reason: '', message: '' };
    closeOtherPanel(requestRow({ state: 'awaiting-patient', proposal }));
    expect(openId()).toBe('tentative-1');
  });
});
