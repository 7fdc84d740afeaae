// What comes out for one household: what it gets, what it pays, who bears the rest, and every step
// of the working with its clause.

import { useTranslation } from 'react-i18next';
import type { BenefitResult, ProgrammeData } from '../../../src/rules/types.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { Bar, type BarFill, type BarPart } from '../../ui/bar.tsx';
import { ClauseChip } from '../../ui/chips.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Money } from '../../ui/figure.tsx';
import { formatYuan } from '../../../src/core/money.ts';
import css from './benefit-page.module.css';

type Props = { readonly data: ProgrammeData; readonly result: BenefitResult };

export function BenefitAnswer({ data, result }: Props) {
  const { t } = useTranslation('benefit');
  const text = useText();
  const names = new Map(data.benefit.inputs.map((input) => [input.id, input.name]));
  const hasRunning = data.benefit.items.some((item) => item.kind === 'running');
  const list = new Intl.ListFormat(useLanguage() === 'zh' ? 'zh-CN' : 'en-GB');
  const missing = result.missing.flatMap((id) => {
    const name = names.get(id);
    return name ? [text(name)] : [];
  });
  return (
    <div aria-live="polite">
      <div className={css['figures']}>
        <Answer label={t('youGet')} fen={result.totalFen} isMain />
        <Answer label={t('youPay')} fen={result.householdFen} />
        {hasRunning && <Answer label={t('running')} fen={result.runningFen} />}
      </div>
      {missing.length > 0 && (
        <p className={css['missing']}>{t('missing', { names: list.format(missing) })}</p>
      )}
      {result.warnings.map((warning) => (
        <p key={warning.id} className={css['warning']}>
          {text(warning.text)} <ClauseChip clause={warning.clause} />
        </p>
      ))}
      <Shares data={data} result={result} />
      <Instalments result={result} />
    </div>
  );
}

function Answer(props: { label: string; fen: number | null; isMain?: boolean }) {
  const { t } = useTranslation('benefit');
  return (
    <div className={css['answer']} data-main={props.isMain === true}>
      <div>{props.label}</div>
      <div>{props.fen === null ? <span>{t('unknown')}</span> : <Money fen={props.fen} />}</div>
    </div>
  );
}

const FILLS: readonly BarFill[] = ['qing', 'prog', 'pale', 'hatch'];

/** Who bears the cost, as one bar; its words stand under it, each with its sum. */
function Shares({ data, result }: Props) {
  const { t } = useTranslation('benefit');
  const text = useText();
  const funds = Object.entries(result.shares);
  if (funds.length === 0) return null;
  const parts: BarPart[] = funds.map(([fund, fen], index) => ({
    key: fund,
    label: text(data.funds.sources.find((it) => it.id === fund)?.name ?? { zh: fund, en: fund }),
    value: fen,
    fill: FILLS[Math.min(index, FILLS.length - 1)] ?? 'hatch',
  }));
  if (result.householdFen !== null && result.householdFen > 0) {
    parts.push({ key: '', label: t('self'), value: result.householdFen, fill: 'outline' });
  }
  const whole = parts.reduce((sum, part) => sum + part.value, 0);
  const shown = parts.map((part) => ({ ...part, label: `${part.label} ${formatYuan(part.value)}` }));
  return (
    <figure className={css['shares']}>
      <figcaption className="visually-hidden">{t('whoBears')}</figcaption>
      <Bar parts={shown.map((part) => ({ ...part }))} whole={whole} />
      <ul>
        {parts.map((part) => (
          <li key={part.key}>
            <span className={css['key']} data-fill={part.fill} aria-hidden="true" />
            {part.label} <Money fen={part.value} />
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Instalments({ result }: { result: BenefitResult }) {
  const { t } = useTranslation('benefit');
  const text = useText();
  const items = result.items.filter((item) => item.instalments.length > 0);
  if (items.length === 0) return null;
  return (
    <div className={css['instalments']}>
      <h3>{t('instalments')}</h3>
      <ul>
        {items.flatMap((item) =>
          item.instalments.map((part) => (
            <li key={`${item.id} ${part.id}`}>
              <span>
                {items.length > 1 && `${text(item.name)} `}
                {text(part.when)}
              </span>
              <Money fen={part.amountFen} />
            </li>
          )),
        )}
      </ul>
    </div>
  );
}

type Step = BenefitResult['explanation'][number] & { readonly place: number };

/** The working, step by step, with the notice's own words. */
export function BenefitSteps({ result }: { result: BenefitResult }) {
  const { t } = useTranslation('benefit');
  const text = useText();
  const steps = result.explanation.map((step, place) => ({ ...step, place }));
  const columns: Array<Column<Step>> = [
    { key: 'text', title: t('step'), cell: (step) => text(step.text) },
    {
      key: 'quote',
      title: t('words'),
      cell: (step) =>
        step.quote && (
          <span className="note" lang="zh-CN">
            {step.quote}
          </span>
        ),
    },
    { key: 'clause', title: t('clause'), cell: (step) => <ClauseChip clause={step.clause} /> },
    {
      key: 'amount',
      title: t('amount'),
      isNumber: true,
      cell: (step) => <Money fen={step.amountFen} withUnit={false} />,
    },
  ];
  return (
    <DataTable
      caption={t('howWorkedOut')}
      columns={columns}
      rows={steps}
      rowKey={(step) => String(step.place)}
      empty={t('noSteps')}
      isPlain
    />
  );
}
