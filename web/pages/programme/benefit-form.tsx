// The calculator's questions, built from what the programme declares: money in yuan, quantities in
// their unit, choices, years and yes or no. A question that is needed and open says so.

import { Input as TextInput, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { ClauseChip } from '../../ui/chips.tsx';
import { unitName } from '../../ui/quantity.ts';
import { fieldText, parseField, type Input, type Typed } from './benefit-inputs.ts';
import css from './benefit-page.module.css';

type Props = {
  readonly inputs: readonly Input[];
  readonly typed: Typed;
  readonly missing: readonly string[];
  readonly years: readonly number[];
  readonly onChange: (id: string, value: string | undefined) => void;
};

export function BenefitForm({ inputs, typed, missing, years, onChange }: Props) {
  return (
    <div className={css['form']}>
      {inputs.map((input) => (
        <Field
          key={input.id}
          input={input}
          value={typed[input.id]}
          isMissing={missing.includes(input.id)}
          years={years}
          onChange={(value) => onChange(input.id, value)}
        />
      ))}
    </div>
  );
}

type FieldProps = {
  readonly input: Input;
  readonly value: string | undefined;
  readonly isMissing: boolean;
  readonly years: readonly number[];
  readonly onChange: (value: string | undefined) => void;
};

function Field(props: FieldProps) {
  const { input, isMissing } = props;
  const { t } = useTranslation('benefit');
  const text = useText();
  const id = `input-${input.id}`;
  const name = text(input.name);
  const isNumber = input.type === 'money' || input.type === 'quantity';
  const asked = input.type === 'flag' ? t('questionFlag', { name }) : t('questionChoice', { name });
  const question = isNumber ? t('question', { name }) : asked;
  return (
    <div className={css['field']}>
      <label htmlFor={id} id={`${id}-label`}>
        {text(input.name)} <ClauseChip clause={input.clause} />
        {!input.required && <span className="note"> {t('optional')}</span>}
      </label>
      {input.type === 'money' || input.type === 'quantity' ? (
        <NumberField {...props} input={input} id={id} />
      ) : (
        <ChoiceField {...props} id={id} />
      )}
      {isMissing && <p className={css['question']}>{question}</p>}
    </div>
  );
}

type NumberProps = FieldProps & {
  readonly input: Extract<Input, { type: 'money' | 'quantity' }>;
  readonly id: string;
};

function NumberField({ input, value, onChange, id }: NumberProps) {
  const { t } = useTranslation('benefit');
  const language = useLanguage();
  // What is being typed; given up as soon as the address holds something else, as the slider does.
  const [draft, setDraft] = useState<{ text: string; means: string | undefined }>();
  const isCurrent = draft !== undefined && draft.means === value;
  const text = isCurrent ? draft.text : fieldText(input, value);
  const isWrong = isCurrent && draft.text !== '' && draft.means === undefined;
  const unit = input.type === 'money' ? '元' : input.unit;
  return (
    <>
      <TextInput
        id={id}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        status={isWrong ? 'error' : ''}
        suffix={unitName(unit, language)}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={(event) => {
          const means = parseField(input, event.target.value);
          setDraft({ text: event.target.value, means });
          onChange(means);
        }}
      />
      {isWrong && (
        <p id={`${id}-wrong`} className={css['wrong']} role="alert">
          {input.type === 'money' ? t('wrongMoney') : t('wrongQuantity')}
        </p>
      )}
    </>
  );
}

function ChoiceField({ input, value, years, onChange, id }: FieldProps & { readonly id: string }) {
  const { t } = useTranslation('benefit');
  const text = useText();
  const options =
    input.type === 'choice'
      ? input.options.map((option) => ({ value: option.id, label: text(option.name) }))
      : input.type === 'flag'
        ? [
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]
        : years.map((year) => ({ value: String(year), label: String(year) }));
  const isShort = options.length <= 4 && options.every((option) => option.label.length <= 12);
  if (isShort) {
    return (
      <Segmented
        aria-labelledby={`${id}-label`}
        options={[...options, ...(input.required ? [] : [{ value: '', label: t('notKnown') }])]}
        value={value ?? ''}
        onChange={(chosen) => onChange(chosen === '' ? undefined : chosen)}
      />
    );
  }
  return (
    <Select
      id={id}
      options={options}
      value={value ?? null}
      allowClear
      placeholder={t('choose')}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
    />
  );
}
