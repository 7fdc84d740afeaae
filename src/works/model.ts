// What is built into a house: devices and their serial numbers, the layers of insulation in their
// order, windows before walls, the old stove, and the enterprise's own checks. Pure.

import type { Text } from '../core/text.ts';
import type { Works } from '../households/model.ts';
import type { MayTable } from '../people/model.ts';

type Words = Readonly<Record<string, Text>>;

/** Layers of insulation from the wall outwards; each is covered only when it is proven. */
export const layers = {
  base: { zh: '基层处理', en: 'the wall prepared' },
  board: { zh: '粘贴保温板', en: 'the boards' },
  anchor: { zh: '锚固件', en: 'the anchors' },
  mesh: { zh: '钢丝网', en: 'the mesh' },
  plaster: { zh: '聚合物砂浆抹灰', en: 'the plaster' },
} as const satisfies Words;
export type Layer = keyof typeof layers;
export const layerOrder = Object.keys(layers) as readonly Layer[];

/** What was found about the windows and doors of a house before its walls. */
export const windowFindings = {
  sound: { zh: '完好，不需更换', en: 'sound' },
  bad: { zh: '不合理或破损，需先更换', en: 'bad, to be replaced first' },
  replaced: { zh: '已更换', en: 'replaced' },
} as const satisfies Words;
export type WindowFinding = keyof typeof windowFindings;

/** What became of the coal stove. */
export const oldStoveFates = {
  removed: { zh: '已拆除', en: 'removed' },
  sealed: { zh: '已封存', en: 'sealed' },
  recycled: { zh: '已回收', en: 'recycled' },
  'kept-as-backup': { zh: '暂留备用', en: 'kept as a backup for now' },
  none: { zh: '原来没有', en: 'there was none' },
} as const satisfies Words;
export type OldStoveFate = keyof typeof oldStoveFates;
/** The stove can heat the house no more: only when the new heating does (先立后破, 二2). */
export const outFates = [
  'removed',
  'sealed',
  'recycled',
] as const satisfies readonly OldStoveFate[];

export const deviceStates = {
  live: { zh: '在用', en: 'in use' },
  replaced: { zh: '已更换', en: 'replaced' },
} as const satisfies Words;
export type DeviceState = keyof typeof deviceStates;

const installers = ['enterprise', 'townClerk'] as const;

/** The actions of this capability → the roles that may perform them. */
export const worksMay = {
  'case.check-windows': installers,
  'case.prove-layer': installers,
  'case.install': installers,
  'case.commission-again': installers,
  'case.settle-old-stove': installers,
  'case.self-check': installers,
  'device.replace': installers,
} as const satisfies MayTable;

/** A serial number as compared: one form of each character, upper case, without spaces. */
export function normaliseSerial(written: string): string {
  return written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}]/gu, '');
}

/** The layer that comes next after `proven` ones; undefined when all are there. */
export function nextLayer(proven: number): Layer | undefined {
  return layerOrder[proven];
}

/** A thing of the programme with the words a refusal uses. */
export type Named = { readonly id: string } & Text;

/** What the programme asks of an installation; kept with it in the journal. */
export type InstallRules = {
  readonly works: Works;
  /** The method the rules are for; null for insulation. */
  readonly method: string | null;
  /** Kinds of devices of which the house has at least one each. */
  readonly components: Named[];
  /** Kinds that bear no serial number. */
  readonly unserialled: string[];
  /** How many devices the house has at least. */
  readonly devicesMin: number;
  /** The first component's rated heat is more than this; null without a limit. */
  readonly heatAboveKw: number | null;
  /** The clause the components and the limit stand in. */
  readonly clause: string | null;
  /** Kinds of photos of which there is at least one each. */
  readonly photos: string[];
  readonly hoursRunMin: number;
  /** The least room temperature that counts as warm, tenths of °C; null where none is set. */
  readonly warmDeciC: number | null;
};

/** The points of a self-check that the programme asks for. */
export type SelfCheckRules = {
  readonly works: Works;
  readonly method: string | null;
  readonly items: Named[];
};
