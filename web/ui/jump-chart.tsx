// Draws what a household pays against what the works cost: the exact line with its jumps, the
// stretch where spending more means paying less, and the household's own cost as a dot to move.

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { clipLine, scaleOf, type JumpLine, type Scale } from './jump-scale.ts';
import css from './jump.module.css';

export type JumpMark = {
  readonly at: number;
  readonly before: number;
  readonly after: number;
  /** Label at the foot, such as 6,000.00. */
  readonly label: string;
};

type Words = {
  readonly chart: string;
  readonly across: string;
  readonly up: string;
  readonly slider: string;
  readonly perverse: string;
  readonly before: string;
  readonly after: string;
};

type Props = {
  readonly line: JumpLine;
  readonly jumps: readonly JumpMark[];
  readonly perverse: ReadonlyArray<{ readonly from: number; readonly to: number | null }>;
  /** The chosen cost in fen and what the household then pays; undefined when not known. */
  readonly chosen: { readonly costFen: number; readonly paysFen: number } | undefined;
  readonly maxFen: number;
  readonly format: (fen: number) => string;
  readonly words: Words;
  readonly onChoose: (costFen: number) => void;
};

const HEIGHT = 300;
const BOX = { left: 60, right: 18, top: 30, bottom: 46 };

export function JumpChart(props: Props) {
  const { line, jumps, perverse, chosen, maxFen, words } = props;
  const [frame, width] = useWidth();
  const narrow = width < 520;
  const x = scaleOf(
    { min: 0, max: maxFen },
    { start: BOX.left, end: Math.max(BOX.left + 60, width - BOX.right) },
    narrow ? 4 : 12,
  );
  const shown = clipLine(line, 0, x.max);
  const highest = Math.max(1, ...shown.parts.flatMap((part) => [part.atFrom, part.atTo]));
  const lowest = Math.min(0, ...shown.parts.flatMap((part) => [part.atFrom, part.atTo]));
  const y = scaleOf({ min: lowest, max: highest }, { start: HEIGHT - BOX.bottom, end: BOX.top }, 5);
  return (
    <div ref={frame} className={css['chart']}>
      <svg width={width} height={HEIGHT} role="img" aria-label={words.chart}>
        <Axes x={x} y={y} words={words} />
        {perverse.map((stretch) => (
          <Perverse key={stretch.from} {...stretch} x={x} y={y} words={words} line={shown} />
        ))}
        {shown.parts.map((part) => (
          <line
            key={part.from}
            className={css['line']}
            x1={x.place(part.from)}
            y1={y.place(part.atFrom)}
            x2={x.place(part.to)}
            y2={y.place(part.atTo)}
          />
        ))}
        {jumps
          .filter((jump) => jump.at <= x.max)
          .map((jump) => (
            <JumpView key={jump.at} jump={jump} x={x} y={y} {...props} />
          ))}
      </svg>
      <Handle {...props} x={x} y={y} chosen={chosen} />
    </div>
  );
}

/** Whole yuan, for ticks. */
function whole(fen: number): string {
  return Math.round(fen / 100)
    .toLocaleString('en-US')
    .replace('-', '−');
}

function Axes({ x, y, words }: { x: Scale; y: Scale; words: Words }) {
  const foot = HEIGHT - BOX.bottom;
  const [left, right] = [x.place(x.min), x.place(x.max)];
  return (
    <g className={css['axis']} aria-hidden="true">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={y.place(tick)} y2={y.place(tick)} />
          <text x={left - 8} y={y.place(tick) + 4} textAnchor="end">
            {whole(tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text key={tick} x={x.place(tick)} y={foot + 18} textAnchor="middle">
          {whole(tick)}
        </text>
      ))}
      <text x={left - 52} y={16}>
        {words.up}
      </text>
      <text x={right} y={HEIGHT - 6} textAnchor="end">
        {words.across}
      </text>
    </g>
  );
}

type PerverseProps = {
  readonly from: number;
  readonly to: number | null;
  readonly x: Scale;
  readonly y: Scale;
  readonly words: Words;
  readonly line: JumpLine;
};

/** The shaded stretch, and the level that was already reached before it began. */
function Perverse({ from, to, x, y, words, line }: PerverseProps) {
  const end = Math.min(to ?? x.max, x.max);
  if (from >= end) return null;
  const before = line.parts.filter((part) => part.to <= from);
  const level = Math.max(0, ...before.flatMap((part) => [part.atFrom, part.atTo]));
  const middle = (x.place(from) + x.place(end)) / 2;
  return (
    <g>
      <rect
        className={css['perverse']}
        x={x.place(from)}
        width={x.place(end) - x.place(from)}
        y={BOX.top}
        height={HEIGHT - BOX.bottom - BOX.top}
      />
      <line
        className={css['level']}
        x1={x.place(from)}
        x2={x.place(end)}
        y1={y.place(level)}
        y2={y.place(level)}
      />
      <text className={css['perverseWord']} x={middle} y={BOX.top - 8} textAnchor="middle">
        {words.perverse}
      </text>
    </g>
  );
}

type JumpProps = {
  readonly jump: JumpMark;
  readonly x: Scale;
  readonly y: Scale;
  readonly format: (fen: number) => string;
  readonly words: Words;
};

/** Hollow where the line stops short, full where it goes on, with both amounts. */
function JumpView({ jump, x, y, format, words }: JumpProps) {
  const at = x.place(jump.at);
  const up = y.place(jump.before);
  const down = y.place(jump.after);
  const falls = jump.after < jump.before;
  return (
    <g className={css['jump']}>
      <line x1={at} x2={at} y1={up} y2={down} />
      <circle className={css['hollow']} cx={at} cy={up} r={4} />
      <circle className={css['full']} cx={at} cy={down} r={4} />
      <text x={at - 9} y={up + (falls ? -6 : 16)} textAnchor="end">
        {words.before} {format(jump.before)}
      </text>
      <text x={at + 9} y={down + (falls ? 18 : -8)}>
        {words.after} {format(jump.after)}
      </text>
    </g>
  );
}

type HandleProps = Props & { readonly x: Scale; readonly y: Scale };

/** The chosen cost: a slider for mouse, finger and keys. */
function Handle({ chosen, x, y, format, words, onChoose }: HandleProps) {
  const choose = (fen: number) => onChoose(Math.min(x.max, Math.max(0, Math.round(fen))));
  if (!chosen) return null;
  const place = Math.min(x.max, chosen.costFen);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyStep(event, chosen.costFen, x.max);
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
  };
  const follow = (event: PointerEvent<HTMLElement>) => {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    // A finger or mouse chooses whole tens of yuan; keys go by the yuan.
    if (frame) choose(Math.round(x.value(event.clientX - frame.left) / 1000) * 1000);
  };
  return (
    <>
      <div
        className={css['plumb']}
        style={{ left: x.place(place), top: y.place(chosen.paysFen), bottom: BOX.bottom }}
      />
      <div
        className={css['handle']}
        style={{ left: x.place(place), top: y.place(chosen.paysFen) }}
        role="slider"
        tabIndex={0}
        aria-label={words.slider}
        aria-valuemin={0}
        aria-valuemax={x.max}
        aria-valuenow={chosen.costFen}
        aria-valuetext={format(chosen.costFen)}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
        }}
      />
    </>
  );
}

const YUAN = 100;

function keyStep(event: KeyboardEvent, costFen: number, maxFen: number): number | undefined {
  const small = event.shiftKey ? 100 * YUAN : YUAN;
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return costFen + small;
    case 'ArrowLeft':
    case 'ArrowDown':
      return costFen - small;
    case 'PageUp':
      return costFen + 500 * YUAN;
    case 'PageDown':
      return costFen - 500 * YUAN;
    case 'Home':
      return 0;
    case 'End':
      return maxFen;
    default:
      return undefined;
  }
}

function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(Math.max(240, element.clientWidth)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [frame, width] as const;
}
