// A file to be sent: chosen by a button or dropped; its name and size stand where it was chosen.

import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldSpec, Raw } from './action-form-fields.ts';
import styles from './action-form.module.css';

type Props = {
  readonly spec: FieldSpec & { kind: 'file' };
  readonly raw: Raw;
  readonly onChange: (raw: Raw) => void;
  readonly common: { readonly id: string; readonly 'data-field': string };
};

export function FileControl({ spec, raw, onChange, common }: Props) {
  const { t } = useTranslation('form');
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onChange(file);
  };
  return (
    <div
      className={`${styles.file} ${isOver ? styles.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        {...common}
        type="file"
        {...(spec.accept !== undefined && { accept: spec.accept })}
        onChange={(event) => onChange(event.target.files?.[0])}
      />
      <span className="note">
        {raw instanceof File ? `${raw.name} ${sizeInWords(raw.size)}` : t('dropHere')}
      </span>
    </div>
  );
}

/** Bytes as people say them: 640 kB, 1.2 MB. */
export function sizeInWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
