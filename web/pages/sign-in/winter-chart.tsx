// One winter, day by day: the cold outside, and the warmth a clean stove has to keep inside. The
// days are a synthetic year and say so; nothing here is measured.

import { useTranslation } from 'react-i18next';
import { addDays, daysBetween, type Day } from '../../../src/core/day.ts';
import styles from './sign-in.module.css';
import winter from './winter.json' with { type: 'json' };

const size = { width: 780, height: 270, left: 0, top: 14, bottom: 34 };
const scale = { from: -16, to: 22 };
/** The season is drawn in a year without a leap day; only months and days matter. */
const firstDay = `2022-${winter.firstDay}` as Day;

const x = (day: number) => (size.width * day) / (winter.outdoorC.length - 1);
const y = (celsius: number) =>
  size.top +
  ((size.height - size.top - size.bottom) * (scale.to - celsius)) / (scale.to - scale.from);
const dayOf = (monthDay: string) => {
  const year = monthDay < winter.firstDay ? 2023 : 2022;
  return daysBetween(firstDay, `${year}-${monthDay}` as Day);
};
const outdoor = winter.outdoorC
  .map((celsius, day) => `${day === 0 ? 'M' : 'L'}${x(day).toFixed(1)} ${y(celsius).toFixed(1)}`)
  .join('');
const months = ['11-01', '12-01', '01-01', '02-01', '03-01', '04-01'];

export function WinterChart() {
  const { t, i18n } = useTranslation('session');
  const season = [dayOf(winter.seasonFrom), dayOf(winter.seasonTo)] as const;
  const text = { className: styles.label ?? '', fill: 'var(--ink2)' };
  const source = i18n.language === 'zh' ? winter.source.zh : winter.source.en;
  return (
    <figure>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={t('winter.label')}>
        {[18, 0, -12].map((celsius) => (
          <g key={celsius}>
            <line x1="0" x2={size.width} y1={y(celsius)} y2={y(celsius)} stroke="var(--line)" />
            <text x="0" y={y(celsius) - 5} {...text}>
              {String(celsius).replace('-', '−')} °C
            </text>
          </g>
        ))}
        {season.map((day) => (
          <line
            key={day}
            x1={x(day)}
            x2={x(day)}
            y1={4}
            y2={size.height - size.bottom + 8}
            stroke="var(--control)"
            strokeDasharray="3 3"
          />
        ))}
        <text x={x(season[0]) + 6} y={y(18) - 5} {...text}>
          {t('winter.season')}
        </text>
        <path d={outdoor} fill="none" stroke="var(--prog)" strokeWidth="1.6" />
        <text x={x(96)} y={y(-13.2)} className={styles.label} fill="var(--qing)">
          {t('winter.outdoor')}
        </text>
        <line
          x1={x(season[0])}
          x2={x(season[1])}
          y1={y(18)}
          y2={y(18)}
          stroke="var(--ember)"
          strokeWidth="2.4"
        />
        <text
          x={x(season[1]) - 4}
          y={y(18) - 6}
          className={styles.label}
          fill="var(--ember-text)"
          textAnchor="end"
        >
          {t('winter.indoor')}
        </text>
        {months.map((month) => (
          <text key={month} x={x(dayOf(month))} y={size.height - 4} textAnchor="middle" {...text}>
            {t('winter.month', { month: Number(month.slice(0, 2)), day: monthDate(month) })}
          </text>
        ))}
      </svg>
      <figcaption className={`note ${styles.caption}`}>
        {t('winter.caption')}
        {source}
      </figcaption>
    </figure>
  );
}

/** A date the catalogues can write the month of: the English one uses its short name. */
function monthDate(monthDay: string): string {
  const day = addDays(firstDay, dayOf(monthDay));
  return new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }).format(Date.parse(day));
}
