// What the households of a group would like, held against what it has decided: a bar and words.

import { useTranslation } from 'react-i18next';
import type { Group } from '../../api/groups.ts';
import { Bar, type BarPart } from '../../ui/bar.tsx';
import { useMethodName } from '../programme-words.ts';
import styles from './groups.module.css';

export function Wishes({ group }: { group: Group }) {
  const { t } = useTranslation('groups');
  const methodName = useMethodName();
  const { method, wishes } = group;
  const whole = wishes.reduce((sum, { count }) => sum + count, 0);
  if (whole === 0) return <span className="note">{t('wishes.none')}</span>;
  const parts = wishes.map((wish): BarPart => ({
    key: wish.method ?? '',
    label: wish.method ? methodName(wish.method) : t('wishes.unknown'),
    value: wish.count,
    fill: wish.method === null ? 'outline' : wish.method === method ? 'qing' : 'pale',
  }));
  const others = wishes
    .filter((wish) => wish.method !== null && wish.method !== method)
    .reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={styles.wishes}>
      <Bar parts={parts} whole={whole} />
      <span className="note">
        {parts.map(({ label, value }) => `${label} ${value}`).join(' · ')}
        {method !== null && others > 0 && ` (${t('wishes.others', { count: others })})`}
      </span>
    </div>
  );
}
