// A refusal inside a form: what is wrong, what to do next, the clause that says so, the code in
// grey. Faults of single fields are shown at the fields where the form has them.

import { z } from 'zod';
import { CallError } from '../../src/contracts/call.ts';
import { FieldFault } from '../../src/contracts/contract.ts';
import type { Text } from '../../src/core/text.ts';
import { useText } from '../i18n/i18n.ts';
import styles from './action-form.module.css';
import { ClauseChip } from './chips.tsx';
import { ErrorLine } from './states.tsx';

const Faults = z.object({ fields: z.array(FieldFault) });

function listFaults(error: unknown): readonly FieldFault[] {
  if (!(error instanceof CallError)) return [];
  const read = Faults.safeParse(error.problem.details);
  return read.success ? read.data.fields : [];
}

/** `body.changes.phone` and `phone` are both the field `phone`. */
const fieldOf = (path: string) => path.split(/[.[\]]+/).findLast((part) => /^\D/.test(part));

/** What the server found wrong, by the name of the field. */
export function fieldFaultsOf(error: unknown): Readonly<Record<string, Text>> {
  return Object.fromEntries(
    listFaults(error).map(({ path, message }) => [fieldOf(path) ?? path, message]),
  );
}

/** `known`: the fields of the form, whose faults are shown at themselves. */
export function Refusal({ error, known }: { error: unknown; known?: readonly string[] }) {
  const text = useText();
  if (!(error instanceof CallError)) return <ErrorLine error={error} />;
  const { message, next, clause, code, requestId } = error.problem;
  const others = listFaults(error).filter(({ path }) => !known?.includes(fieldOf(path) ?? path));
  return (
    <div className={styles.refusal} role="alert">
      <strong>{text(message)}</strong> <ClauseChip clause={clause} />
      <p>{text(next)}</p>
      {others.length > 0 && (
        <ul>
          {others.map((fault) => (
            <li key={fault.path}>
              {fault.path}: {text(fault.message)}
            </li>
          ))}
        </ul>
      )}
      <p className={styles.code}>{`${code} ${requestId}`.trim()}</p>
    </div>
  );
}
