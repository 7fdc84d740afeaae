// Bars on a real axis of days: phases above their steps, so that overlaps are seen. A day no
// calendar has is shown as printed; single days (deadlines, the day of issue) are ticks and lines.

import type { ReactNode } from 'react';
import type { Day } from '../../src/core/day.ts';
import css from './timeline.module.css';
import { placeOf, spanOf, type Axis } from './timeline-layout.ts';

export type TimelineRow = {
  readonly id: string;
  readonly name: ReactNode;
  /** One or more stretches: a phase that comes back yearly has several. */
  readonly bars: ReadonlyArray<{ readonly from: Day; readonly to: Day; readonly words: string }>;
  readonly level: 'phase' | 'step';
  /** Single days on the row with their words. */
  readonly days: ReadonlyArray<{
    readonly day: Day;
    readonly words: string;
    readonly kind: 'due' | 'wrong';
  }>;
};

type Props = {
  readonly axis: Axis;
  readonly rows: readonly TimelineRow[];
  readonly lines: ReadonlyArray<{ readonly day: Day; readonly words: string }>;
  readonly tickWords: (day: Day, isFirst: boolean) => string;
  readonly label: string;
};

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

export function TimelineChart({ axis, rows, lines, tickWords, label }: Props) {
  return (
    <div className={css['chart']} role="group" aria-label={label}>
      <div className={css['head']} aria-hidden="true">
        <div className={css['track']}>
          {axis.ticks.map((tick, index) => (
            <span
              key={tick.day}
              className={tick.isYear ? css['yearTick'] : css['tick']}
              style={{ left: percent(tick.at) }}
            >
              {tickWords(tick.day, index === 0)}
            </span>
          ))}
        </div>
      </div>
      <div className={css['rows']}>
        {rows.map((row) => (
          <Row key={row.id} row={row} axis={axis} />
        ))}
        <div className={css['lines']} aria-hidden="true">
          <div className={css['track']}>
            {axis.ticks.map((tick) => (
              <i
                key={tick.day}
                className={tick.isYear ? css['yearLine'] : css['quarterLine']}
                style={{ left: percent(tick.at) }}
              />
            ))}
            {lines.map((line) => (
              <i
                key={line.day}
                className={css['dayLine']}
                style={{ left: percent(placeOf(axis, line.day)) }}
              />
            ))}
          </div>
        </div>
      </div>
      <div className={css['foot']}>
        <div className={css['track']}>
          {lines.map((line) => {
            const at = placeOf(axis, line.day);
            const side = at > 0.6 ? { right: percent(1 - at) } : { left: percent(at) };
            return (
              <span key={line.day} className={css['dayWords']} style={side}>
                {line.words}
              </span>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Row({ row, axis }: { row: TimelineRow; axis: Axis }) {
  return (
    <div className={`${css['row']} ${css[row.level]}`}>
      <div className={css['name']}>{row.name}</div>
      <div className={css['track']}>
        {row.bars.map((bar) => {
          const { left, width } = spanOf(axis, bar.from, bar.to);
          return (
            <div
              key={bar.from}
              className={css['bar']}
              style={{ left: percent(left), width: percent(width) }}
              role="img"
              aria-label={bar.words}
              title={bar.words}
            />
          );
        })}
        {row.days.map((day) => {
          const at = placeOf(axis, day.day);
          return (
            <div
              key={`${day.day} ${day.kind}`}
              className={`${css['day']} ${css[day.kind]} ${at > 0.6 ? css['leftwards'] : ''}`}
              style={{ left: percent(at) }}
            >
              <span>{day.words}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
