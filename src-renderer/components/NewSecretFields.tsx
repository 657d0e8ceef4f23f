import type { ReactNode } from 'react';
import { secretProblem } from '../../src-shared/domain/users.ts';
import { t } from '../../src-shared/text/text.ts';
import { PinField } from './PinField.tsx';

/** A new PIN or passphrase as typed, twice. */
export interface NewSecret {
  readonly secret: string;
  readonly again: string;
}

export const NO_SECRET: NewSecret = { secret: '', again: '' };

/** What is wrong with it for somebody of that name; `null` for both: nothing. */
function newSecretProblems(
  { secret, again }: NewSecret,
  name: string,
): { readonly secret: string | null; readonly again: string | null } {
  const weak = secretProblem(secret, name);
  return {
    secret: weak === null ? null : t.errors.ERROR_SENTENCES[weak],
    again: again === secret ? null : t.users.setUpText.differ,
  };
}

export const isUsable = (typed: NewSecret, name: string): boolean =>
  Object.values(newSecretProblems(typed, name)).every((problem) => problem === null);

interface Props {
  readonly typed: NewSecret;
  readonly onType: (typed: NewSecret) => void;
  readonly name: string;
  /** Somebody has tried to go on: what is wrong is said. */
  readonly asked: boolean;
  readonly label?: string;
  readonly autoFocus?: boolean;
  readonly size?: 'small' | 'medium';
}

/** The two fields of a new PIN or passphrase. */
export function NewSecretFields({
  typed,
  onType,
  name,
  asked,
  label,
  autoFocus = false,
  size = 'medium',
}: Props): ReactNode {
  const problems = newSecretProblems(typed, name);
  return (
    <>
      <PinField
        label={label ?? t.users.setUpText.secret}
        value={typed.secret}
        onType={(secret) => onType({ ...typed, secret })}
        problem={asked ? problems.secret : null}
        hint={t.users.setUpText.secretHint}
        autoFocus={autoFocus}
        isNew
        size={size}
      />
      <PinField
        label={t.users.setUpText.again}
        value={typed.again}
        onType={(again) => onType({ ...typed, again })}
        problem={asked ? problems.again : null}
        isNew
        size={size}
      />
    </>
  );
}
