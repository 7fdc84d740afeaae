// The words of the trade for the methods of heating, by the method's id in a programme. 煤改电 and
// 煤改气 name a family of methods and are none.

import type { Cell } from '../../office/workbook.ts';
import { choices, type Reading } from './reading.ts';
import { plainText } from './text.ts';

const WORDS: Readonly<Record<string, readonly string[]>> = {
  'air-heater': [
    '热风机',
    '空气源热风机',
    '空气能热风机',
    '热泵热风机',
    '空气源热泵热风机',
    '空气能热泵热风机',
    '低温空气源热风机',
    '低环境温度空气源热泵热风机',
    '热风机+电直热',
  ],
  'air-water': [
    '空气源热泵热水机',
    '空气源热水机',
    '空气能热水机',
    '空气源热泵',
    '空气能热泵',
    '低温空气源热泵',
    '热泵热水机',
  ],
  'electric-storage': [
    '电蓄热',
    '蓄热式电暖器',
    '电蓄热电暖器',
    '蓄热电暖器',
    '蓄热式电锅炉',
    '电蓄热锅炉',
  ],
  'gas-boiler': ['燃气壁挂炉', '天然气壁挂炉', '壁挂炉', '燃气采暖热水炉', '燃气炉'],
  'solar-hybrid': [
    '太阳能',
    '太阳能+辅助热源',
    '太阳能+电辅热',
    '太阳能+多种辅助能源',
    '太阳能光热',
  ],
  'waste-heat': ['电厂余热', '余热', '集中供热', '集中供暖', '热电联产'],
  biomass: ['生物质', '生物质炉', '生物质锅炉', '生物质炉具', '生物质颗粒炉'],
};

/** A method of the programme as its folder names it. */
export type ProgrammeMethod = { readonly id: string; readonly name: string };

/** Words a cell may hold → the id of the method. */
export type MethodWords = ReadonlyMap<string, string>;

/** The dictionary of a programme: its own names and the words of the trade for what it offers. */
export function methodWords(methods: readonly ProgrammeMethod[]): MethodWords {
  const words = new Map<string, string>();
  for (const { id } of methods) for (const word of WORDS[id] ?? []) words.set(plain(word), id);
  for (const { id, name } of methods) words.set(plain(name), id);
  return words;
}

function plain(word: string): string {
  const text = word.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  return text.replace(/(?:供暖|取暖|采暖)?(?:方式|改造)?$/, '').replace(/\+光伏$/, '');
}

/** Reads a method of heating. */
export function readMethod(
  cell: Cell,
  words: MethodWords,
  methods: readonly ProgrammeMethod[],
): Reading<string> {
  const id = words.get(plain(plainText(cell)));
  if (id !== undefined) return { value: id };
  return {
    fault: 'method.unknown',
    details: { choices: choices(methods.map(({ name }) => name)) },
  };
}
