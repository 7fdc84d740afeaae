// The cell styles of the workbooks we write: every kind of column in every colour, headings and
// titles. The table is the same in all of them, so a style is a number known beforehand.

import { columnKinds, tones, type ColumnKind, type Tone } from './sheet.ts';

type Look = {
  readonly format: number;
  readonly font: number;
  readonly fill: number;
  readonly border: number;
  readonly alignment: string;
};

/** Number formats: built-in ones, and ours from 164 on. */
const FORMATS: Readonly<Record<ColumnKind, number>> = {
  text: 49,
  wrapped: 49,
  number: 0,
  integer: 3,
  money: 4,
  day: 164,
};
const OWN_FORMATS = { 164: 'yyyy\\-mm\\-dd' } as const;

const FONTS = {
  plain: 0,
  heading: 1,
  title: 2,
  muted: 3,
  required: 4,
  remark: 5,
  link: 6,
} as const;
const FONT_XML = [
  '<sz val="11"/>',
  '<b/><sz val="11"/>',
  '<b/><sz val="16"/>',
  '<sz val="11"/><color rgb="FF8C8C8C"/>',
  '<b/><sz val="11"/><color rgb="FFC00000"/>',
  '<sz val="11"/><color rgb="FF595959"/>',
  '<u/><sz val="11"/><color rgb="FF0563C1"/>',
].map((inner) => `<font>${inner}<name val="宋体"/><charset val="134"/></font>`);

/** The first two fills are the workbook's own and cannot be changed. */
const FILLS = { none: 0, heading: 2, error: 3, warning: 4, good: 5 } as const;
const FILL_COLOURS = ['FFE8EEF4', 'FFFFC7CE', 'FFFFEB9C', 'FFC6EFCE'];

function alignmentOf(kind: ColumnKind): string {
  if (kind === 'wrapped') return '<alignment vertical="center" wrapText="1"/>';
  return '<alignment vertical="center"/>';
}

function lookOf(kind: ColumnKind, tone: Tone | undefined): Look {
  return {
    format: FORMATS[kind],
    font: tone === 'muted' || tone === 'link' ? FONTS[tone] : FONTS.plain,
    fill: tone !== undefined && tone in FILLS ? FILLS[tone as keyof typeof FILLS] : FILLS.none,
    border: 1,
    alignment: alignmentOf(kind),
  };
}

const CENTRED = '<alignment horizontal="center" vertical="center" wrapText="1"/>';
const SPECIAL = {
  heading: { format: 49, font: FONTS.heading, fill: FILLS.heading, border: 1, alignment: CENTRED },
  required: {
    format: 49,
    font: FONTS.required,
    fill: FILLS.heading,
    border: 1,
    alignment: CENTRED,
  },
  title: { format: 49, font: FONTS.title, fill: FILLS.none, border: 0, alignment: CENTRED },
  remark: {
    format: 49,
    font: FONTS.remark,
    fill: FILLS.none,
    border: 0,
    alignment: '<alignment vertical="center" wrapText="1"/>',
  },
} as const satisfies Record<string, Look>;
export type SpecialStyle = keyof typeof SPECIAL;

const looks: Look[] = [{ format: 0, font: 0, fill: 0, border: 0, alignment: '' }];
const indexes = new Map<string, number>();
for (const kind of columnKinds) {
  for (const tone of [undefined, ...tones]) {
    indexes.set(`${kind} ${tone ?? ''}`, looks.push(lookOf(kind, tone)) - 1);
  }
}
for (const [name, look] of Object.entries(SPECIAL)) indexes.set(name, looks.push(look) - 1);

/** The style of a cell. */
export function styleOf(kind: ColumnKind, tone?: Tone): number {
  return indexes.get(`${kind} ${tone ?? ''}`) ?? 0;
}

/** The style of headings, titles and remarks. */
export function specialStyle(name: SpecialStyle): number {
  return indexes.get(name) ?? 0;
}

const EDGE = '<color rgb="FFBFBFBF"/>';
const BORDERS = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom']
    .map((side) => `<${side} style="thin">${EDGE}</${side}>`)
    .join('')}<diagonal/></border>`,
];

function list(name: string, items: readonly string[]): string {
  return `<${name} count="${items.length}">${items.join('')}</${name}>`;
}

const FILL_XML = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  ...FILL_COLOURS.map(
    (colour) =>
      `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/>` +
      '<bgColor indexed="64"/></patternFill></fill>',
  ),
];

/** How many fonts, fills and borders a workbook has before ours. */
export type StyleBases = Readonly<Record<'fonts' | 'fills' | 'borders', number>>;

const OWN_BASES: StyleBases = { fonts: 0, fills: 0, borders: 0 };
/** The day format that every workbook has. */
const BUILT_IN_DAY = 14;

/** The elements of our styles, to stand behind others: see `bases`. */
export function styleElements(bases: StyleBases = OWN_BASES) {
  const isBehind = bases !== OWN_BASES;
  const styles = looks.map(({ format, font, fill, border, alignment }) => {
    const shown = isBehind && format in OWN_FORMATS ? BUILT_IN_DAY : format;
    const ids =
      `numFmtId="${shown}" fontId="${font + bases.fonts}" ` +
      `fillId="${fill + bases.fills}" borderId="${border + bases.borders}"`;
    return (
      `<xf ${ids} xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" ` +
      `applyBorder="1" applyAlignment="1">${alignment}</xf>`
    );
  });
  return { fonts: FONT_XML, fills: FILL_XML, borders: BORDERS, cellXfs: styles };
}

/** Which of our fills marks a cell. */
export const toneFill = { error: FILLS.error, warning: FILLS.warning } as const;

/** The part `xl/styles.xml`. */
export function stylesXml(): string {
  const formats = Object.entries(OWN_FORMATS).map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`,
  );
  const { fonts, fills, borders, cellXfs } = styleElements();
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    list('numFmts', formats) +
    list('fonts', fonts) +
    list('fills', fills) +
    list('borders', borders) +
    list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
    list('cellXfs', cellXfs) +
    list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
    '</styleSheet>'
  );
}
