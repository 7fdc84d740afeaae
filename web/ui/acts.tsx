// What may be done with a thing: a button each; one that cannot be used stays, greyed, with the
// reason and its clause beside it. Knows no roles and no states: `refusal` is the reason.

import { Button } from 'antd';
import { useId, type ReactNode } from 'react';
import { ClauseChip } from './chips.tsx';
import styles from './acts.module.css';

export type Act = {
  readonly key: string;
  readonly label: string;
  readonly onOpen: () => void;
  /** Why it cannot be done now; undefined when it can. */
  readonly refusal?: ReactNode;
  readonly clause?: string | undefined;
  readonly isPrimary?: boolean;
};

/** One under the other, those that can be done first. */
export function Acts({ acts }: { acts: readonly Act[] }) {
  const sorted = acts.toSorted((a, b) => Number(!!a.refusal) - Number(!!b.refusal));
  return (
    <ul className={`${styles.acts} no-print`}>
      {sorted.map((act) => (
        <li key={act.key}>
          <ActButton act={act} />
        </li>
      ))}
    </ul>
  );
}

export function ActButton({ act }: { act: Act }) {
  const id = useId();
  if (!act.refusal) {
    return (
      <Button
        className={styles.open ?? ''}
        type={act.isPrimary ? 'primary' : 'default'}
        onClick={act.onOpen}
      >
        {act.label}
      </Button>
    );
  }
  return (
    <>
      <button type="button" className={styles.greyed} aria-disabled="true" aria-describedby={id}>
        {act.label}
      </button>
      <span id={id} className={styles.reason}>
        {act.refusal} <ClauseChip clause={act.clause} />
      </span>
    </>
  );
}
