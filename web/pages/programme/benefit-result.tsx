// What comes out for one household: what it gets, what it pays, who bears the rest, and every step
// of the working with its clause.

import { useTranslation } from 'react-i18next';
import type { BenefitResult, ProgrammeData } from '../../../src/rules/types.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { Bar, type BarPart } from '../../ui/bar.tsx';
import { ClauseChip } from '../../ui/chips.tsx';
import { Money } from '../../ui/figure.tsx';
import css from './benefit-page.module.css';
import { fillsOf } from './fund-fills.ts';

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
      <div>
        {props.fen === null ? (
          <span className={css['unknown']}>{t('unknown')}</span>
        ) : (
          <Money fen={props.fen} />
        )}
      </div>
    </div>
  );
}

/** Who bears the cost, as one bar; its words stand under it, each with its sum. */
function Shares({ data, result }: Props) {
  const { t } = useTranslation('benefit');
  const text = useText();
  const funds = Object.entries(result.shares);
  if (funds.length === 0) return null;
  const fills = fillsOf(data.funds.sources);
  const parts: Array<Omit<BarPart, 'value'> & { amountFen: number }> = funds.map(
    ([fund, amountFen]) => ({
      key: fund,
      label: text(data.funds.sources.find((it) => it.id === fund)?.name ?? { zh: fund, en: fund }),
      amountFen,
      fill: fills[fund] ?? 'hatch',
    }),
  );
  if (result.householdFen !== null && result.householdFen > 0) {
    parts.push({ key: '', label: t('self'), amountFen: result.householdFen, fill: 'outline' });
  }
  const wholeFen = parts.reduce((sum, part) => sum + part.amountFen, 0);
  return (
    <figure className={css['shares']}>
      <figcaption className="visually-hidden">{t('whoBears')}</figcaption>
      <Bar
        parts={parts.map(({ amountFen, ...part }) => ({ ...part, value: amountFen / 100 }))}
        whole={wholeFen / 100}
      />
      <ul>
        {parts.map((part) => (
          <li key={part.key}>
            <span className={css['key']} data-fill={part.fill} aria-hidden="true" />
            {part.label} <Money fen={part.amountFen} />
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

/** The working, step by step, with the notice's own words. */
export function BenefitSteps({ result }: { result: BenefitResult }) {
  const { t } = useTranslation('benefit');
  const text = useText();
  if (result.explanation.length === 0) return <p>{t('noSteps')}</p>;
  return (
    <ol className={css['steps']}>
      {result.explanation.map((step) => (
        <li key={step.step}>
          <span>{text(step.text)}</span>
          <span className={css['ground']}>
            <span className="note" lang="zh-CN">
              {step.quote}
            </span>{' '}
            <ClauseChip clause={step.clause} />
          </span>
          <Money fen={step.amountFen} withUnit={false} />
        </li>
      ))}
    </ol>
  );
}
