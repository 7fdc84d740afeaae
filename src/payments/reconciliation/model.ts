// What the reconciliation of all money adds up: each figure as a sum of transfers with their signs,
// and the identities between figures, entitlements and orders. Pure.

import type { Text } from '../../core/text.ts';
import type { Fen } from '../../core/money.ts';
import type { TransferKind } from '../../funds/model.ts';

type Figure = { readonly name: Text; readonly signs: Partial<Record<TransferKind, 1 | -1>> };

/** The figures of a line of the budget; behind each stand the transfers it sums. */
export const figures = {
  budget: { name: { zh: '预算', en: 'budget' }, signs: { adopt: 1, reduce: -1 } },
  appropriated: {
    name: { zh: '已拨付', en: 'appropriated' },
    signs: { appropriate: 1, 'take-back': -1 },
  },
  reserved: {
    name: { zh: '预留中', en: 'reserved' },
    signs: { reserve: 1, release: -1, spend: -1, unspend: 1 },
  },
  atBank: { name: { zh: '在银行', en: 'at the bank' }, signs: { send: 1, pay: -1, return: -1 } },
  paid: { name: { zh: '已兑付', en: 'paid' }, signs: { pay: 1, 'return-paid': -1 } },
  returned: {
    name: { zh: '退回', en: 'came back' },
    signs: { return: 1, 'return-paid': 1 },
  },
  clawedBack: { name: { zh: '已追回', en: 'clawed back' }, signs: { 'claw-back': 1 } },
  available: {
    name: { zh: '可用预算', en: 'free budget' },
    signs: { adopt: 1, reduce: -1, reserve: -1, release: 1, 'free-again': 1 },
  },
  inHand: {
    name: { zh: '结存资金', en: 'cash in hand' },
    signs: {
      appropriate: 1,
      'take-back': -1,
      send: -1,
      return: 1,
      'return-paid': 1,
      'claw-back': 1,
    },
  },
  spent: {
    name: { zh: '已支出', en: 'spent' },
    signs: { spend: 1, unspend: -1, 'free-again': -1 },
  },
} as const satisfies Record<string, Figure>;
export type FigureId = keyof typeof figures;
export const figureIds = Object.keys(figures) as [FigureId, ...FigureId[]];
export type Figures = Readonly<Record<FigureId, Fen>>;

/** The sums of all kinds of transfers as figures. */
export function figuresOf(sums: ReadonlyMap<TransferKind, Fen>): Figures {
  const entries = figureIds.map((id) => [id, figureOf(id, sums)]);
  return Object.fromEntries(entries) as Figures;
}

function figureOf(id: FigureId, sums: ReadonlyMap<TransferKind, Fen>): Fen {
  const signs: Figure['signs'] = figures[id].signs;
  let total = 0;
  for (const [kind, sign] of Object.entries(signs)) {
    total += sign * (sums.get(kind as TransferKind) ?? 0);
  }
  return total;
}

/** What is known of the money besides the transfers; fen each. */
export type Counted = {
  /** Balances of the accounts of lines, by kind, and of all households. */
  readonly balances: Readonly<Record<string, Fen>>;
  /** Entitlements by state. */
  readonly entitlements: Readonly<Record<string, Fen>>;
  /** Orders of approved batches: under way, paid, returned, or cancelled after the approval. */
  readonly orders: Readonly<Record<'live' | 'paid' | 'returned' | 'recalled', Fen>>;
  readonly clawbacksFen: Fen;
};

export type Check = {
  readonly id: string;
  readonly name: Text;
  readonly leftFen: Fen;
  readonly rightFen: Fen;
  readonly differenceFen: Fen;
};

function check(id: string, [zh, en]: readonly [string, string], sides: readonly [Fen, Fen]) {
  const [leftFen, rightFen] = sides;
  return { id, name: { zh, en }, leftFen, rightFen, differenceFen: leftFen - rightFen };
}

/** What holds at any time: every difference is 0, or something was changed by hand. */
export function checkIdentities(totals: Figures, counted: Counted): Check[] {
  return [...checkFigures(totals, counted), ...checkPapers(totals, counted)];
}

/** Figures with each other and with the balances of accounts. */
function checkFigures(totals: Figures, { balances }: Counted): Check[] {
  const { budget, available, reserved, spent, appropriated, inHand, atBank, paid } = totals;
  const withHouseholds = paid - totals.clawedBack;
  const kinds = ['available', 'reserved', 'spent', 'appropriated', 'bank', 'household'];
  const balanceFen = kinds.reduce((sum, kind) => sum + (balances[kind] ?? 0), 0);
  return [
    check(
      'budget',
      ['预算 = 可用 + 预留 + 支出', 'budget = free + reserved + spent'],
      [budget, available + reserved + spent],
    ),
    check(
      'cash',
      ['已拨付 = 结存 + 在银行 + 已兑付 − 已追回', cashEn],
      [appropriated, inHand + atBank + withHouseholds],
    ),
    check(
      'spent',
      ['已支出 = 已兑付 − 已追回', 'spent = paid − clawed back'],
      [spent, withHouseholds],
    ),
    check(
      'accounts',
      ['账户余额 = 转账之和', 'balances = sums of transfers'],
      [balanceFen, available + reserved + spent + inHand + atBank + withHouseholds],
    ),
  ];
}

const cashEn = 'appropriated = in hand + at the bank + paid − clawed back';

/** Figures with entitlements, orders and clawbacks. */
function checkPapers(totals: Figures, { entitlements, orders, clawbacksFen }: Counted): Check[] {
  const of = (...states: string[]) =>
    states.reduce((sum, state) => sum + (entitlements[state] ?? 0), 0);
  const { reserved, spent, paid, atBank, returned, clawedBack } = totals;
  return [
    check(
      'entitlements-reserved',
      ['预留 = 未付补助之和', 'reserved = unpaid entitlements'],
      [reserved, of('reserved', 'in-batch', 'returned')],
    ),
    check(
      'entitlements-spent',
      ['已支出 = 已付补助之和', 'spent = paid entitlements'],
      [spent, of('paid')],
    ),
    check('orders-paid', ['已兑付 = 到账付款之和', 'paid = orders paid'], [paid, orders.paid]),
    check(
      'orders-live',
      ['在银行 = 在途付款之和', 'at the bank = orders under way'],
      [atBank, orders.live],
    ),
    check(
      'orders-returned',
      ['退回 = 退回付款 + 复核后撤销付款', returnedEn],
      [returned, orders.returned + orders.recalled],
    ),
    check(
      'clawbacks',
      ['已追回 = 追回到账之和', 'clawed back = clawbacks received'],
      [clawedBack, clawbacksFen],
    ),
  ];
}

const returnedEn = 'came back = orders returned + orders recalled';
