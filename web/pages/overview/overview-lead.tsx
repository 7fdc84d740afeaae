// The sentence that says where the gap is, and the four figures beside it.

import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { daysBetween, type Day } from '../../../src/core/day.ts';
import type { Reply } from '../../../src/contracts/contract.ts';
import type { getWaiting } from '../../../src/contracts/overview.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { Figure, FigureRow } from '../../ui/figure.tsx';
import { groupDigits } from '../../ui/quantity.ts';
import { Lead } from '../../ui/sheet.tsx';
import styles from './overview.module.css';
import { bySize, mostShort, percentOf, rateOf, statesOf, totalOf, type Row } from './read.ts';
import { useTownName } from './use-overview.ts';

type Props = {
  readonly rows: readonly Row[];
  readonly waiting: Reply<typeof getWaiting>;
  readonly asOf: string;
  readonly year: number | undefined;
};

export function OverviewLead(props: Props) {
  const { t } = useTranslation('district');
  const { rows, waiting, year, asOf } = props;
  const total = totalOf(bySize(rows));
  const filters = year === undefined ? {} : { year: String(year) };
  const paid = statesOf(rows).paid ?? 0;
  const over = waiting.rows.reduce((sum, { overCount }) => sum + overCount, 0);
  const oldest = waiting.rows.map(({ oldestOn }) => oldestOn).toSorted()[0];
  const longest = oldest === undefined ? 0 : daysBetween(oldest as Day, asOf as Day);
  const overDays = daysBetween(waiting.overSince as Day, asOf as Day);
  return (
    <Lead sentence={<Sentence {...props} />}>
      <FigureRow>
        <Figure
          label={t('rate')}
          value={rateOf(total.installed, total.target)}
          unit="%"
          note={<Link to={paths.ledger(filters)}>{t('rate.note', numbers(total))}</Link>}
        />
        <Figure
          label={t('proven')}
          value={total.proven}
          unit="户"
          note={t('proven.note', { percent: rateOf(total.proven, total.target) })}
        />
        <Figure
          label={t('paid')}
          value={paid}
          unit="户"
          note={
            <Link to={paths.ledger({ ...filters, state: 'paid' })}>
              {t('paid.note', { percent: percentOf(paid, total.proven) })}
            </Link>
          }
        />
        <Figure
          label={t('over', { days: overDays })}
          value={over}
          unit="户"
          tone={over > 0 ? 'err' : 'plain'}
          note={<a href="#stuck">{t('over.note', { days: groupDigits(longest) })}</a>}
        />
      </FigureRow>
    </Lead>
  );
}

const numbers = (total: { installed: number; target: number }) => ({
  installed: groupDigits(total.installed),
  target: groupDigits(total.target),
});

function Sentence({ rows, year }: Props) {
  const { t } = useTranslation('district');
  const townName = useTownName();
  const isChinese = useLanguage() === 'zh';
  const progress = bySize(rows);
  const total = totalOf(progress);
  const { keys, percent } = mostShort(progress);
  const given = {
    ...numbers(total),
    gap: groupDigits(total.gap),
    what: year === undefined ? t('lead.all') : t('lead.year', { year }),
  };
  const parts = { strong: <strong /> };
  if (total.target === 0)
    return <Trans t={t} i18nKey="lead.noTarget" values={given} components={parts} />;
  if (total.gap === 0) return <Trans t={t} i18nKey="lead.done" values={given} components={parts} />;
  return (
    <span className={styles.sentence}>
      <Trans t={t} i18nKey="lead.gap" values={given} components={parts} />{' '}
      {keys.length > 0 && (
        <Trans
          t={t}
          i18nKey="lead.where"
          values={{ percent, towns: keys.map(townName).join(isChinese ? '、' : ', ') }}
          components={parts}
        />
      )}
    </span>
  );
}
