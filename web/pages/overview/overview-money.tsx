// The money by its source: what is adopted, what has been appropriated, what is paid.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../src/core/day.ts';
import { useReconciliation } from '../../api/funds.ts';
import { paths } from '../../paths.ts';
import { groupDigits } from '../../ui/quantity.ts';
import { SheetSection } from '../../ui/sheet.tsx';
import { ErrorLine } from '../../ui/states.tsx';
import { useSourceName } from '../funds/names.ts';
import styles from './overview.module.css';

type Sums = { budget: number; appropriated: number; paid: number };

export function OverviewMoney({ asOf }: { asOf: Day | undefined }) {
  const { t } = useTranslation('district');
  const sourceName = useSourceName();
  const { data, error } = useReconciliation(asOf);
  const bySource = new Map<string, Sums>();
  for (const { source, figures } of data?.lines ?? []) {
    const sums = bySource.get(source) ?? { budget: 0, appropriated: 0, paid: 0 };
    sums.budget += figures.budget;
    sums.appropriated += figures.appropriated;
    sums.paid += figures.paid - figures.clawedBack;
    bySource.set(source, sums);
  }
  const rows = [...bySource];
  const most = Math.max(1, ...rows.map(([, { budget }]) => budget));
  const total = (name: keyof Sums) => rows.reduce((sum, [, sums]) => sum + sums[name], 0);
  return (
    <SheetSection title={t('money')} aside={<Link to={paths.funds()}>{t('money.unit')}</Link>}>
      {error && <ErrorLine error={error} />}
      <table className={`${styles.rows} ${styles.money}`}>
        <caption className="visually-hidden">{t('money')}</caption>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t('money.source')}
            </th>
            <th scope="col">{t('money.budget')}</th>
            <th scope="col">{t('money.appropriated')}</th>
            <th scope="col">{t('money.paid')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([source, sums]) => (
            <tr key={source}>
              <th scope="row">{sourceName(source)}</th>
              <td className={styles.wide}>
                <MoneyBar sums={sums} most={most} />
              </td>
              <td>{inWan(sums.budget)}</td>
              <td>{inWan(sums.appropriated)}</td>
              <td>{inWan(sums.paid)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('money.total')}
            </th>
            <td>{inWan(total('budget'))}</td>
            <td>{inWan(total('appropriated'))}</td>
            <td>{inWan(total('paid'))}</td>
          </tr>
        </tfoot>
      </table>
    </SheetSection>
  );
}

/** Whole 万元 for a look; the exact sums are on the page of funds. */
const inWan = (fen: number) => groupDigits(Math.round(fen / 1_000_000));

function MoneyBar({ sums, most }: { sums: Sums; most: number }) {
  const width = (fen: number) => `${(100 * fen) / most}%`;
  return (
    <div className={styles.bar} aria-hidden="true">
      <span className={styles.outline} style={{ width: width(sums.budget) }}>
        <span
          className={styles.provenFill}
          style={{ width: `${(100 * sums.paid) / (sums.budget || 1)}%` }}
        />
        <span
          className={styles.progFill}
          style={{
            width: `${(100 * Math.max(0, sums.appropriated - sums.paid)) / (sums.budget || 1)}%`,
          }}
        />
      </span>
    </div>
  );
}
