// The controls of a form: each with its label above, its note and what is wrong with it below.

import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../src/core/text.ts';
import { useText } from '../i18n/i18n.ts';
import { FileControl } from './action-form-file.tsx';
import type { Fault, FieldSpec, Option, Raw } from './action-form-fields.ts';
import styles from './action-form.module.css';

export type ControlProps<Spec extends FieldSpec = FieldSpec> = {
  readonly id: string;
  readonly name: string;
  readonly spec: Spec;
  readonly raw: Raw;
  readonly onChange: (raw: Raw) => void;
};

type FieldProps = ControlProps & {
  readonly fault: Fault | undefined;
  /** What the server found wrong with it. */
  readonly refused: Text | undefined;
};

export function FieldControl(props: FieldProps) {
  const { id, spec } = props;
  const { t } = useTranslation('form');
  const label = (
    <>
      {spec.label}
      {spec.isOptional && <span className={styles.optional}>{t('optional')}</span>}
    </>
  );
  const isGroup = spec.kind === 'several' || isSegments(spec);
  return (
    <div className={styles.field}>
      {isGroup ? (
        <fieldset aria-describedby={`${id}-below`}>
          <legend>{label}</legend>
          <Control {...props} />
        </fieldset>
      ) : (
        <>
          {spec.kind !== 'tick' && <label htmlFor={id}>{label}</label>}
          <Control {...props} />
        </>
      )}
      <Below {...props} />
    </div>
  );
}

function Below({ id, spec, fault, refused }: FieldProps) {
  const { t } = useTranslation('form');
  const text = useText();
  const limits = spec.kind === 'number' ? { min: spec.min ?? '', max: spec.max ?? '' } : {};
  return (
    <div id={`${id}-below`}>
      {fault && <div className={styles.fault}>{t(`fault.${fault}`, limits)}</div>}
      {!fault && refused && <div className={styles.fault}>{text(refused)}</div>}
      {spec.note && <div className="note">{spec.note}</div>}
    </div>
  );
}

const isSegments = (spec: FieldSpec): boolean =>
  spec.kind === 'choice' &&
  spec.options.length >= 2 &&
  spec.options.length <= 4 &&
  spec.options.reduce((sum, { label }) => sum + label.length, 0) <= 24;

function Control(props: FieldProps) {
  const { id, name, spec, raw, onChange, fault, refused } = props;
  const value = typeof raw === 'string' ? raw : '';
  const common = {
    id,
    'data-field': name,
    'aria-describedby': `${id}-below`,
    'aria-invalid': fault !== undefined || refused !== undefined,
    'aria-required': !spec.isOptional,
  };
  switch (spec.kind) {
    case 'text':
      return spec.isLong ? (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 3, maxRows: 10 }}
          value={value}
          maxLength={spec.maxLength}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Typed {...common} value={value} maxLength={spec.maxLength} onChange={onChange} />
      );
    case 'day':
      return <Typed {...common} type="date" value={value} onChange={onChange} />;
    case 'money':
      return <Unit unit="money" {...common} value={value} onChange={onChange} />;
    case 'number':
      return <Unit unit={spec.unit} {...common} value={value} onChange={onChange} />;
    case 'choice':
      return isSegments(spec) ? (
        <Segments {...common} options={spec.options} value={value} onChange={onChange} />
      ) : (
        <Choice {...common} spec={spec} value={value} onChange={onChange} />
      );
    case 'several':
      return <Several {...props} spec={spec} />;
    case 'tick':
      return (
        <label className={styles.tick}>
          <input
            {...common}
            type="checkbox"
            checked={raw === true}
            onChange={(event) => onChange(event.target.checked)}
          />
          {spec.label}
        </label>
      );
    case 'file':
      return <FileControl {...props} spec={spec} common={common} />;
  }
}

type Common = {
  readonly id: string;
  readonly 'data-field': string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-required': boolean;
};
type Line = Common & { readonly value: string; readonly onChange: (value: string) => void };

function Typed({
  onChange,
  maxLength,
  ...rest
}: Line & { type?: string; maxLength?: number | undefined; inputMode?: 'decimal' }) {
  return (
    <Input
      {...rest}
      autoComplete="off"
      {...(maxLength !== undefined && { maxLength })}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** A number with its unit behind it. */
function Unit({ unit, ...rest }: Line & { unit: string | undefined }) {
  const { t } = useTranslation('form');
  return (
    <span className={styles.unit}>
      <Typed {...rest} inputMode="decimal" />
      <span>{unit === 'money' ? t('yuan') : unit}</span>
    </span>
  );
}

/** The browser's own list, so that phones show theirs. */
function Choice({ spec, onChange, ...rest }: Line & { spec: FieldSpec & { kind: 'choice' } }) {
  const { t } = useTranslation('form');
  const groups = Map.groupBy(spec.options, ({ group }) => group);
  return (
    <select {...rest} className={styles.select} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t(spec.isOptional ? 'none' : 'choose')}</option>
      {[...groups].map(([group, options]) =>
        group === undefined ? (
          options.map(asOption)
        ) : (
          <optgroup key={group} label={group}>
            {options.map(asOption)}
          </optgroup>
        ),
      )}
    </select>
  );
}

const asOption = ({ value, label }: Option): ReactNode => (
  <option key={value} value={value}>
    {label}
  </option>
);

/** Two to four short choices side by side. */
function Segments({
  options,
  id,
  value,
  onChange,
  ...rest
}: Line & { options: readonly Option[] }) {
  return (
    <div className={styles.segments}>
      {options.map((option, at) => (
        <label key={option.value} className={option.value === value ? styles.chosen : undefined}>
          <input
            type="radio"
            name={id}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            aria-describedby={rest['aria-describedby']}
            {...(at === 0 && { 'data-field': rest['data-field'] })}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}

function Several(props: ControlProps<FieldSpec & { kind: 'several' }>) {
  const { spec, raw, onChange, name } = props;
  const chosen = Array.isArray(raw) ? (raw as readonly string[]) : [];
  return (
    <div className={styles.several}>
      {spec.options.map(({ value, label }, at) => (
        <label key={value} className={styles.tick}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            {...(at === 0 && { 'data-field': name })}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value),
              )
            }
          />
          {label}
        </label>
      ))}
    </div>
  );
}
