// Labelled inputs for forms: one line of text, and a choice from a list.

import { Input } from 'antd';
import { useId, type ReactNode } from 'react';
import styles from './field.module.css';

type Common = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly note?: ReactNode;
  readonly isRequired?: boolean;
};

export function TextField(props: Common & { autoComplete?: string; pattern?: string }) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{props.label}</label>
      <Input
        id={id}
        required={props.isRequired !== false}
        autoComplete={props.autoComplete ?? 'off'}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        {...(props.pattern !== undefined && { pattern: props.pattern })}
      />
      {props.note && <div className="note">{props.note}</div>}
    </div>
  );
}

/** A choice; the children are the browser's own options, so that phones show their own list. */
export function ChoiceField(props: Common & { children: ReactNode }) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className={styles.select}
        required={props.isRequired !== false}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.children}
      </select>
      {props.note && <div className="note">{props.note}</div>}
    </div>
  );
}
