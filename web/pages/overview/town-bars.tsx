// Town by town: what is accepted, what is installed, and the target as a tick.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { groupDigits } from '../../ui/quantity.ts';
import { SheetSection } from '../../ui/sheet.tsx';
import styles from './overview.module.css';
import { percentOf, rateOf, type Progress } from './read.ts';
import { useTownName } from './use-overview.ts';

/** Below this share of its target a town is behind, and its gap is shown as such. */
const latePercent = 90;
export const isLate = ({ installed, target }: Progress) =>
  target > 0 && percentOf(installed, target) < latePercent;

export function TownBars(props: {
  progress: readonly Progress[];
  year: number | undefined;
  isNow: boolean;
}) {
  const { t } = useTranslation('district');
  const townName = useTownName();
  const most = Math.max(1, ...props.progress.map((one) => Math.max(one.target, one.installed)));
  const filters = props.year === undefined ? {} : { year: String(props.year) };
  return (
    <SheetSection title={t('towns')} aside={<Legend />}>
      <table className={styles.rows}>
        <caption className="visually-hidden">{t('towns')}</caption>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t('town')}
            </th>
            <th scope="col">{t('installedOfTarget')}</th>
            <th scope="col">{t('ofTarget')}</th>
            <th scope="col">{t('gap')}</th>
          </tr>
        </thead>
        <tbody>
          {props.progress.map((one) => (
            <tr key={one.key}>
              <th scope="row">
                <Link to={paths.ledger({ under: one.key, ...filters })}>{townName(one.key)}</Link>
              </th>
              <td className={styles.wide}>
                <TownBar progress={one} most={most} />
              </td>
              <td>
                {groupDigits(one.installed)}
                <span className={styles.of}> / {groupDigits(one.target)}</span>
              </td>
              <td>{rateOf(one.installed, one.target)}%</td>
              <td className={isLate(one) ? styles.short : undefined}>{groupDigits(one.gap)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SheetSection>
  );
}

function TownBar({ progress, most }: { progress: Progress; most: number }) {
  const { t } = useTranslation('district');
  const { proven, installed, target } = progress;
  const at = (count: number) => `${(100 * count) / most}%`;
  return (
    <div
      className={styles.bar}
      role="img"
      aria-label={t('bar', { proven, waiting: installed - proven, target })}
    >
      <span className={styles.provenFill} style={{ width: at(proven) }} />
      <span className={styles.progFill} style={{ width: at(installed - proven) }} />
      {target > 0 && <span className={styles.tick} style={{ left: at(target) }} />}
    </div>
  );
}

function Legend() {
  const { t } = useTranslation('district');
  return (
    <span className={styles.legend}>
      <span>
        <i className={styles.provenFill} /> {t('legend.proven')}
      </span>
      <span>
        <i className={styles.progFill} /> {t('legend.installed')}
      </span>
      <span>
        <i className={styles.tickKey} /> {t('legend.target')}
      </span>
    </span>
  );
}
