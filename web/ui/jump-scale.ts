// The plain arithmetic of the jump drawing: round axis steps and the way from amounts to pixels.

/** An exact line in parts: between breakpoints it runs straight, at a breakpoint it has a value. */
export type JumpLine = {
  /** Limits at both open ends of each straight part, in fen. */
  readonly parts: ReadonlyArray<{
    readonly from: number;
    readonly to: number;
    readonly atFrom: number;
    readonly atTo: number;
  }>;
  readonly points: ReadonlyArray<{ readonly at: number; readonly value: number }>;
};

export type Scale = {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  readonly place: (value: number) => number;
  readonly value: (place: number) => number;
};

/** A scale over [min, max] widened to round steps, laid on pixels from `start` to `end`. */
export function scaleOf(
  range: { readonly min: number; readonly max: number },
  pixels: { readonly start: number; readonly end: number },
  wantedTicks: number,
): Scale {
  const step = roundStep((range.max - range.min) / Math.max(1, wantedTicks));
  const min = Math.floor(range.min / step) * step;
  const max = Math.max(min + step, Math.ceil(range.max / step) * step);
  const ticks: number[] = [];
  for (let at = min; at <= max; at += step) ticks.push(at);
  const length = pixels.end - pixels.start;
  return {
    min,
    max,
    ticks,
    place: (value) => pixels.start + ((value - min) / (max - min)) * length,
    value: (place) => min + ((place - pixels.start) / length) * (max - min),
  };
}

/** The next of 1, 2, 5 × 10ⁿ fen that is not below `least`. */
export function roundStep(least: number): number {
  let unit = 1;
  while (unit * 10 <= least) unit *= 10;
  return [1, 2, 5, 10].map((times) => times * unit).find((step) => step >= least) ?? unit;
}

/** Cuts a line to [from, to], so that nothing is drawn outside the axis. */
export function clipLine(line: JumpLine, from: number, to: number): JumpLine {
  const parts = line.parts.flatMap((part) => {
    const left = Math.max(part.from, from);
    const right = Math.min(part.to, to);
    if (left >= right) return [];
    const slope = (part.atTo - part.atFrom) / (part.to - part.from);
    const at = (x: number) => part.atFrom + slope * (x - part.from);
    return [
      {
        from: left,
        to: right,
        atFrom: left === part.from ? part.atFrom : at(left),
        atTo: right === part.to ? part.atTo : at(right),
      },
    ];
  });
  return { parts, points: line.points.filter((point) => point.at >= from && point.at <= to) };
}
