// A form for any action: its fields, the refusal in place with its next step and clause, one
// idempotency key an attempt, and both sides when somebody else was quicker. Knows no addresses of
// the server: `act` does the call. In a drawer it is ActionDrawer.

import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../../src/contracts/call.ts';
import { FieldControl } from './action-form-controls.tsx';
import {
  rawOf,
  readField,
  type Fault,
  type Fields,
  type Raw,
  type Values,
} from './action-form-fields.ts';
import { fieldFaultsOf, Refusal } from './action-form-refusal.tsx';
import { Stale, type Fact } from './action-form-stale.tsx';
import styles from './action-form.module.css';

/** To be passed on with the act. */
export type Attempt = {
  /** The same as long as the same thing is sent, so that a second send does nothing. */
  readonly key: string;
  /** The version the person saw; left out where the thing has none. */
  readonly expectedVersion?: number;
};

export type ActionFormProps<F extends Fields, Reply> = {
  readonly fields: F;
  /** Verb first: 核准, 提交验收. */
  readonly submitLabel: string;
  /** What this does, with its clause; above the fields. */
  readonly intro?: ReactNode;
  readonly act: (values: Values<F>, attempt: Attempt) => Promise<Reply>;
  readonly onDone?: (reply: Reply) => void;
  /** Shown in place of the form when it is done, such as a number to be written down. */
  readonly done?: (reply: Reply) => ReactNode;
  /** The version of the thing as it is now, as the page has read it. */
  readonly version?: number | undefined;
  /** What the person decides on, in words; compared when somebody else has changed it. */
  readonly facts?: readonly Fact[];
  /** Reads the thing again. */
  readonly onStale?: () => void;
  /** Takes something away that is not got back: the button is red. */
  readonly isDanger?: boolean;
  /** The page has another primary button: this one is plain. */
  readonly isQuiet?: boolean;
  /** Below the fields: what follows from what has been filled in so far. */
  readonly preview?: (values: Partial<Values<F>>) => ReactNode;
};

type Raws = Readonly<Record<string, Raw>>;

export function ActionForm<const F extends Fields, Reply>(props: ActionFormProps<F, Reply>) {
  const { fields, facts = [] } = props;
  const formId = useId();
  const { raws, faults, sending, seen, form, change, accept, submit } = useForm(props);
  if (sending.isSuccess && props.done) return <>{props.done(sending.data)}</>;
  const refused = fieldFaultsOf(sending.error);
  return (
    <form ref={form} onSubmit={submit} noValidate className={styles.form}>
      {props.intro && <div className={styles.intro}>{props.intro}</div>}
      {isStale(sending.error) ? (
        <Stale seen={seen.facts} now={facts} onAccept={accept} />
      ) : (
        sending.isError && <Refusal error={sending.error} known={Object.keys(fields)} />
      )}
      {Object.entries(fields).map(([name, spec]) => (
        <FieldControl
          key={name}
          id={`${formId}-${name}`}
          name={name}
          spec={spec}
          raw={raws[name]}
          fault={faults[name]}
          refused={refused[name]}
          onChange={(raw) => change(name, raw)}
        />
      ))}
      {props.preview?.(readAll(fields, raws).values as Partial<Values<F>>)}
      <SubmitButton
        label={props.submitLabel}
        isDanger={props.isDanger === true}
        isQuiet={props.isQuiet === true}
        isSending={sending.isPending}
        error={sending.error}
      />
    </form>
  );
}

/** What has been typed so far, what is wrong with it, and sending it. */
function useForm<F extends Fields, Reply>(props: ActionFormProps<F, Reply>) {
  const { fields, version, facts = [] } = props;
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState<Raws>({});
  const [faults, setFaults] = useState<Readonly<Record<string, Fault>>>({});
  // Frozen when the form is opened: what the page reads meanwhile is not what the person saw.
  const [seen, setSeen] = useState({ version, facts });
  const nextKey = useAttemptKey();
  const sending = useMutation({
    mutationFn: ({ values, attempt }: { values: Values<F>; attempt: Attempt }) =>
      props.act(values, attempt),
    onSuccess: (reply) => props.onDone?.(reply),
    onError: (error) => {
      if (isStale(error)) props.onStale?.();
    },
  });
  const raws: Raws = Object.fromEntries(
    Object.entries(fields).map(([name, spec]) => [name, name in typed ? typed[name] : rawOf(spec)]),
  );
  const change = (name: string, raw: Raw) => {
    setTyped((before) => ({ ...before, [name]: raw }));
    setFaults(({ [name]: _mended, ...others }) => others);
  };
  const accept = () => {
    setSeen({ version, facts });
    sending.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sending.isPending) return;
    const { values, faults: found } = readAll(fields, raws);
    setFaults(found);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus();
      return;
    }
    const key = nextKey([seen.version, raws]);
    const attempt = { key, ...(seen.version !== undefined && { expectedVersion: seen.version }) };
    sending.mutate({ values: values as Values<F>, attempt });
  };
  return { raws, faults, sending, seen, form, change, accept, submit };
}

function SubmitButton(props: {
  label: string;
  isDanger: boolean;
  isQuiet: boolean;
  isSending: boolean;
  error: unknown;
}) {
  const { t } = useTranslation('form');
  const wasLost = props.error instanceof CallError && props.error.status === 0;
  return (
    <div className={styles.buttons}>
      <Button
        type={props.isQuiet ? 'default' : 'primary'}
        htmlType="submit"
        danger={props.isDanger}
        loading={props.isSending}
        disabled={isStale(props.error)}
      >
        {wasLost ? t('sendAgain') : props.label}
      </Button>
    </div>
  );
}

function readAll(fields: Fields, raws: Raws) {
  const values: Record<string, unknown> = {};
  const faults: Record<string, Fault> = {};
  for (const [name, spec] of Object.entries(fields)) {
    const read = readField(spec, raws[name]);
    if ('fault' in read) faults[name] = read.fault;
    else values[name] = read.value;
  }
  return { values, faults };
}

const isStale = (error: unknown) =>
  error instanceof CallError && error.problem.code === 'action.stale-version';

/**
 * Gives the key of an attempt: the same while the same thing is sent again, as after a lost
 * connection; a fresh one for anything else.
 */
export function useAttemptKey(): (given: unknown) => string {
  const last = useRef({ stamp: '', key: '' });
  return (given) => {
    const stamp = JSON.stringify(given, (_, value: unknown) =>
      value instanceof File ? [value.name, value.size, value.lastModified] : value,
    );
    if (stamp !== last.current.stamp) last.current = { stamp, key: crypto.randomUUID() };
    return last.current.key;
  };
}
