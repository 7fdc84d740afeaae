// The as-of control: the day up to which a page counts. Its track is the data: what was done as an
// area, the target as a dashed line of steps, what lies ahead hatched. Drag, arrows, or play.

import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../src/core/day.ts';
import { useLanguage } from '../i18n/i18n.ts';
import styles from './as-of.module.css';
import { areaOf, dayAt, movedDay, shareOf, type AsOfPoint } from './as-of-scale.ts';
import { dayInWords } from './day.ts';

export type AsOfProps = {
  readonly value: Day;
  /** The last day there is; `undefined` is given back for it. */
  readonly latest: Day;
  readonly from: Day;
  /** What was done in all by the end of each of these days, in their order. */
  readonly points: readonly AsOfPoint[];
  /** What is to be done in all by each of these days. */
  readonly targets: readonly AsOfPoint[];
  readonly onChange: (day: Day | undefined) => void;
};

const height = 34;
const playEveryMs = 500;
const playStepDays = 30;
const settleMs = 200;

export function AsOf(props: AsOfProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { day, set } = useSettled(props);
  const [isPlaying, setPlaying] = usePlaying(day, set, props);
  const isLatest = day >= props.latest;
  return (
    <div className={styles.asOf}>
      <div className={styles.day}>
        <span className="note">{t('asOf')}</span>
        <strong>{dayInWords(day, language)}</strong>
      </div>
      <Button
        className="no-print"
        shape="circle"
        aria-label={t(isPlaying ? 'asOf.pause' : 'asOf.play')}
        icon={isPlaying ? <PauseOutlined /> : <CaretRightOutlined />}
        onClick={() => setPlaying(!isPlaying)}
      />
      <Track {...props} day={day} set={set} />
      <Button disabled={isLatest} onClick={() => set(props.latest)} className="no-print">
        {t('asOf.latest')}
      </Button>
    </div>
  );
}

type Moving = { readonly day: Day; readonly set: (day: Day) => void };

/** The day under the hand; what it comes to rest on is told, not every day passed over. */
function useSettled({ value, latest, onChange }: AsOfProps): Moving {
  const [moving, setMoving] = useState<Day | undefined>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = (day: Day) => {
    setMoving(day);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      onChange(day >= latest ? undefined : day);
      setMoving(undefined);
    }, settleMs);
  };
  return { day: moving ?? value, set };
}

function usePlaying(day: Day, set: (day: Day) => void, { from, latest }: AsOfProps) {
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => {
      const next = movedDay(day, playStepDays, { from, to: latest });
      set(next);
      if (next >= latest) setPlaying(false);
    }, playEveryMs);
    return () => clearTimeout(timer);
  });
  const play = (wish: boolean) => {
    if (wish && day >= latest) set(from);
    setPlaying(wish);
  };
  return [isPlaying, play] as const;
}

function Track({ day, set, from, latest, points, targets }: AsOfProps & Moving) {
  const { t } = useTranslation();
  const language = useLanguage();
  const hatchId = useId();
  const span = { from, to: latest };
  const most = Math.max(1, ...points.map((one) => one.value), ...targets.map((one) => one.value));
  const { line, area } = areaOf(points, day, span, { most, height });
  const here = 1000 * shareOf(day, span);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    const { left, width } = event.currentTarget.getBoundingClientRect();
    set(dayAt((event.clientX - left) / width, span));
  };
  const step = (event: KeyboardEvent) => {
    const next = dayByKey(event, day, span);
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };
  return (
    <div
      className={styles.track}
      role="slider"
      tabIndex={0}
      aria-label={t('asOf.slider')}
      aria-valuemin={0}
      aria-valuemax={1000}
      aria-valuenow={Math.round(here)}
      aria-valuetext={dayInWords(day, language)}
      onPointerDown={drag}
      onPointerMove={drag}
      onKeyDown={step}
    >
      <svg viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <pattern id={hatchId} width="8" height="8" patternUnits="userSpaceOnUse">
          <path d="M0 8L8 0" className={styles.hatch} />
        </pattern>
        <rect x={here} y="0" width={1000 - here} height={height} fill={`url(#${hatchId})`} />
        <path d={area} className={styles.area} />
        <path d={line} className={styles.line} />
        <path d={stepsOf(targets, span, most)} className={styles.target} />
      </svg>
      <Years from={from} to={latest} />
      <span className={styles.thumb} style={{ left: `${here / 10}%` }} />
    </div>
  );
}

function dayByKey(event: KeyboardEvent, day: Day, span: { from: Day; to: Day }) {
  const days = event.shiftKey ? 7 : 1;
  if (event.key === 'ArrowLeft') return movedDay(day, -days, span);
  if (event.key === 'ArrowRight') return movedDay(day, days, span);
  if (event.key === 'PageDown') return movedDay(day, -30, span);
  if (event.key === 'PageUp') return movedDay(day, 30, span);
  if (event.key === 'Home') return span.from;
  return event.key === 'End' ? span.to : undefined;
}

/** The target from day to day: it stands until its day, then the next one is asked for. */
function stepsOf(targets: readonly AsOfPoint[], span: { from: Day; to: Day }, most: number) {
  let x = 0;
  let path = '';
  for (const { day, value } of targets) {
    const y = height - (height * value) / most;
    const end = 1000 * shareOf(day, span);
    path += `${path === '' ? 'M' : 'L'}${x} ${y}L${end} ${y}`;
    x = end;
  }
  return path;
}

function Years(span: { from: Day; to: Day }) {
  const [first, last] = [Number(span.from.slice(0, 4)), Number(span.to.slice(0, 4))];
  const years = Array.from({ length: last - first }, (_, index) => first + 1 + index);
  return (
    <div className={styles.years} aria-hidden="true">
      {years.map((year) => (
        <span key={year} style={{ left: `${100 * shareOf(`${year}-01-01` as Day, span)}%` }}>
          {year}
        </span>
      ))}
    </div>
  );
}
