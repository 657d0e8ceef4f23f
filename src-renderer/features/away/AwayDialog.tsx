import { type ReactNode, useState } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { IN_DIALOG, useTyped } from '../../stores/typed.ts';
import { ChooseAbsence } from './ChooseAbsence.tsx';
import { VisitsDialog } from './VisitsDialog.tsx';

interface Props {
  /** The absence that is shown first; `null`: one is to be chosen. */
  readonly id: string | null;
  readonly onClose: () => void;
}

/** A provider is away: whose visits are to be dealt with, and then those visits. */
export function AwayDialog({ id, onClose }: Props): ReactNode {
  const [chosen, setChosen] = useTyped(`${IN_DIALOG}away/chosen`, id);
  return chosen === null ? (
    <ChooseAbsence onChosen={setChosen} onClose={onClose} />
  ) : (
    <Chosen id={chosen} onBack={() => setChosen(null)} onClose={onClose} />
  );
}

function Chosen({
  id,
  onBack,
  onClose,
}: {
  readonly id: string;
  readonly onBack: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const [running, setRunning] = useState(false);
  // What is being done changes the list with each decision: it is read anew once that has ended.
  const { data, error, refetch } = useQuery('absences.get', running ? 'skip' : { id });
  return (
    <VisitsDialog
      id={id}
      absence={data?.id === id ? data : null}
      error={error}
      refetch={refetch}
      onRunning={setRunning}
      onBack={onBack}
      onClose={onClose}
    />
  );
}
