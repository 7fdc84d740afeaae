// The second part of journey 8: what is reserved is paid by two persons through the bank, mended
// where the bank could not, reconciled to the fen, and proven by vouchers.

import assert from 'node:assert/strict';
import * as returns from '../../src/contracts/bank-returns.ts';
import * as acts from '../../src/contracts/funds-acts.ts';
import * as funds from '../../src/contracts/funds.ts';
import * as households from '../../src/contracts/households.ts';
import { getCheckpoint, getProof } from '../../src/contracts/journal.ts';
import { getHousehold } from '../../src/contracts/ledger.ts';
import * as payments from '../../src/contracts/payments.ts';
import { getReconciliation, getVoucher } from '../../src/contracts/reconciliation.ts';
import { CallError } from '../../src/contracts/call.ts';
import * as bank from './bank.ts';
import type { Answer, Payment } from './bank.ts';
import { aidOf, sum } from './clearing.ts';
import { gate } from './gate.ts';
import type { Refusal, Walk } from './gate.ts';
import { aCard, house } from './houses.ts';
import type { House } from './houses.ts';
import { builtHouses } from './journey-5.ts';
import { jinji, refused } from './people.ts';
import { checkProof, codeIn, leafHash } from './proof.ts';

const bankId = 'card-agent';

/** A batch by two persons, its file as the bank reads it. */
async function sendBatch(
  walk: Walk,
  fileId: string,
  expected: readonly House[],
): Promise<Payment[]> {
  const { people } = walk;
  const filter = { under: jinji };
  const made = await gate(
    walk,
    people.finance,
    payments.composeBatch,
    { body: { bankId, filter } },
    {
      refusals: [
        [people.office, 'people.not-allowed'],
        [people.clerk, 'people.not-allowed'],
        [people.townFinance, 'action.not-here'],
        [people.finance, 'payment.bank-unknown', { body: { bankId: 'no-bank', filter } }],
      ],
      twice: 'batch.nothing-to-pay',
    },
  );
  assert.deepEqual(
    [made.orders, made.totalFen],
    [expected.length, sum(expected, (one) => aidOf(one).totalFen)],
  );
  const params = { batchId: made.batchId };
  const file = { params, body: { fileId } };
  await refused(people.finance.ask(payments.takeBatchFile, file), 'action.wrong-state');
  await refused(
    people.finance2.ask(payments.approveBatch, { params, body: {} }),
    'action.wrong-state',
  );
  const submitting: Array<Refusal<typeof payments.submitBatch>> = [
    [people.office, 'people.not-allowed'],
  ];
  await gate(
    walk,
    people.finance,
    payments.submitBatch,
    { params, body: {} },
    {
      refusals: submitting,
      twice: 'action.wrong-state',
    },
  );
  const approving = { params, body: {} };
  await refused(people.finance.ask(payments.approveBatch, approving), 'batch.same-person');
  await refused(people.office.ask(payments.approveBatch, approving), 'people.not-allowed');
  await refused(people.townFinance.ask(payments.approveBatch, approving), 'action.not-here');
  const both = await Promise.allSettled([
    people.finance2.ask(payments.approveBatch, approving),
    people.finance3.ask(payments.approveBatch, approving),
  ]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  await refused(people.townFinance.ask(payments.takeBatchFile, file), 'action.not-here');
  const taken = Buffer.from(
    await (await people.finance.ask(payments.takeBatchFile, file)).arrayBuffer(),
  );
  const again = await people.finance2.ask(payments.takeBatchFile, file);
  assert.ok(taken.equals(Buffer.from(await again.arrayBuffer())), 'the same file each time');
  const read = { text: bank.readFixed, workbook: bank.readWorkbook, iso: bank.readPain001 }[fileId];
  const paid = read?.(taken) ?? assert.fail(`${fileId} is read`);
  assert.equal(paid.length, expected.length);
  for (const { account, holder, amountFen } of paid) {
    const one = expected.find((other) => other.account === account);
    assert.deepEqual([holder, amountFen], [one?.name, one && aidOf(one).totalFen]);
  }
  return paid;
}

let names = 0;
async function answer({ people }: Walk, body: Uint8Array<ArrayBuffer>) {
  names += 1;
  const query = { bankId, name: `回盘${names}` };
  await refused(people.office.ask(returns.readBankReturn, { query, body }), 'people.not-allowed');
  await refused(people.townFinance.ask(returns.readBankReturn, { query, body }), 'action.not-here');
  const read = await people.finance.ask(returns.readBankReturn, { query, body });
  const again = people.finance2.ask(returns.readBankReturn, { query, body });
  await refused(again, 'bank-return.file-twice');
  return read;
}

const paymentOf = (ones: readonly Payment[], one: House): Payment =>
  ones.find(({ account }) => account === one.account) ?? assert.fail(`${one.name} is in the file`);
const failing = {
  wrongAccount: house(2),
  later: house(3),
  wrongAmount: house(4),
  twice: house(5),
  silent: house(6),
};

/** The first batch: some are paid, some come back, and what is not clear is set aside. */
export async function payFirst(walk: Walk): Promise<void> {
  const { people } = walk;
  const sent = await sendBatch(walk, 'text', builtHouses);
  const of = (one: House, result: string): Answer => ({ ...paymentOf(sent, one), result });
  const special = Object.values(failing);
  const paid = builtHouses.filter((one) => !special.includes(one));
  const wrong = of(failing.wrongAmount, '0000');
  const html = new Uint8Array(Buffer.from('<html/>'));
  const query = { bankId, name: 'x' };
  await refused(
    people.finance.ask(returns.readBankReturn, { query, body: html }),
    'bank-return.unreadable',
  );
  const read = await answer(
    walk,
    bank.answerText([
      ...paid.map((one) => of(one, '0000')),
      of(failing.wrongAccount, '1002'),
      of(failing.later, '1005'),
      { ...wrong, amountFen: wrong.amountFen + 1 },
      of(failing.twice, '0000'),
      of(failing.twice, '0000'),
      { reference: 'QN6403020000990000100', amountFen: 100, result: '0000' },
    ]),
  );
  assert.deepEqual([read.paid, read.returned, read.setAside], [paid.length, 2, 4]);
  assert.equal(
    read.paidFen,
    sum(paid, (one) => aidOf(one).totalFen),
  );
  const params = { returnId: read.returnId };
  const aside = { params, query: { outcome: 'set-aside' as const } };
  const { items } = await people.auditor.ask(returns.listBankReturnRows, aside);
  const why = items.map((row) => row.why).toSorted();
  assert.equal(why.filter((one) => one === 'twice-in-file').length, 2);
  assert.ok(why.includes('wrong-amount'));
  const states = await statesOf(walk);
  assert.deepEqual(
    paid.map((one) => states.get(one)),
    paid.map(() => 'paid'),
  );
  assert.deepEqual(
    special.map((one) => states.get(one)),
    special.map(() => 'cleared'),
  );

  const [first = house(1)] = paid;
  const second = await answer(
    walk,
    bank.answerWorkbook([
      of(failing.wrongAmount, '成功'),
      of(failing.twice, '成功'),
      of(failing.silent, '成功'),
      of(first, '成功'),
    ]),
  );
  assert.deepEqual([second.paid, second.returned, second.setAside], [3, 0, 1]);
}

async function statesOf({ people }: Walk): Promise<Map<House, string>> {
  const states = new Map<House, string>();
  for (const one of builtHouses) {
    const params = { householdId: one.householdId };
    const { cases } = await people.clerk.ask(getHousehold, { params });
    states.set(one, cases[0]?.state ?? '');
  }
  return states;
}

/** A new account is asked for by one person and approved by another. */
async function mendAccount(walk: Walk, one: House): Promise<void> {
  const { people } = walk;
  const number = aCard();
  const params = { householdId: one.householdId };
  const body = { changes: { account: { number, holder: one.name } }, reason: '户主换卡' };
  const { changeId } = await gate(
    walk,
    people.clerk,
    households.requestChange,
    { params, body },
    {
      refusals: [
        [people.finance, 'people.not-allowed'],
        [people.away, 'action.not-here'],
      ],
      twice: 'household-change.pending',
    },
  );
  const deciding = { params: { changeId }, body: { note: '已核对银行卡' } };
  await gate(walk, people.clerk2, households.approveChange, deciding, {
    refusals: [
      [people.clerk, 'household-change.same-person'],
      [people.worker, 'people.not-allowed'],
      [people.away, 'action.not-here'],
    ],
    twice: 'action.wrong-state',
  });
  one.account = number;
}

/** What came back is mended and paid again under the same entitlement, twice for one house. */
export async function payAgain(walk: Walk): Promise<void> {
  const { people } = walk;
  const { wrongAccount, later } = failing;
  const query = { bankId, under: jinji };
  const plan = await people.finance.ask(payments.planBatch, { query });
  assert.deepEqual(
    plan.leftOut.map(({ householdId, reason }) => [householdId, reason]),
    [[wrongAccount.householdId, 'not-mended']],
  );
  await mendAccount(walk, wrongAccount);
  const sent = await sendBatch(walk, 'iso', [wrongAccount, later]);
  const read = await answer(
    walk,
    bank.answerPain002([
      { ...paymentOf(sent, later), result: 'ACSC' },
      { ...paymentOf(sent, wrongAccount), result: 'AC04' },
    ]),
  );
  assert.deepEqual([read.paid, read.returned, read.setAside], [1, 1, 0]);
  await mendAccount(walk, wrongAccount);
  const last = await sendBatch(walk, 'workbook', [wrongAccount]);
  const done = await answer(
    walk,
    bank.answerText([{ ...paymentOf(last, wrongAccount), result: '0000' }]),
  );
  assert.deepEqual([done.paid, done.returned, done.setAside], [1, 0, 0]);
  const states = await statesOf(walk);
  assert.deepEqual([...new Set(states.values())], ['paid']);
  const nothing = { body: { bankId, filter: {} } };
  await refused(people.finance.ask(payments.composeBatch, nothing), 'batch.nothing-to-pay');
  const params = { caseId: wrongAccount.caseId };
  await refused(people.finance.ask(acts.clearCase, { params, body: {} }), 'action.wrong-state');
  const { entitlements } = await people.auditor.ask(funds.getCaseMoney, { params });
  assert.deepEqual(
    entitlements.map(({ state }) => state),
    ['paid'],
  );
}

/** The reconciliation, held against the test's own count of what every house gets. */
export async function reconcile({ people }: Walk): Promise<void> {
  await refused(people.clerk.ask(getReconciliation, { query: {} }), 'people.not-allowed');
  await refused(people.townFinance.ask(getReconciliation, { query: {} }), 'action.not-here');
  const { checks, lines, totals, notice } = await people.auditor.ask(getReconciliation, {
    query: {},
  });
  for (const { id, differenceFen } of checks) assert.deepEqual([id, differenceFen], [id, 0]);
  for (const { differenceFen } of notice) assert.equal(differenceFen, 0);
  const totalFen = sum(builtHouses, (one) => aidOf(one).totalFen);
  const { wrongAccount, later } = failing;
  const returnedFen = 2 * aidOf(wrongAccount).totalFen + aidOf(later).totalFen;
  assert.deepEqual(
    [totals.paid, totals.spent, totals.reserved, totals.atBank, totals.returned],
    [totalFen, totalFen, 0, 0, returnedFen],
  );
  for (const source of ['central', 'district'] as const) {
    const line = lines.find((one) => one.project === 'near-town-houses' && one.source === source);
    const paidFen = sum(builtHouses, (one) => aidOf(one)[source]);
    const appropriatedFen = source === 'central' ? 50_000_00 : 25_000_00;
    assert.deepEqual(
      [line?.figures.paid, line?.figures.appropriated, line?.figures.inHand],
      [paidFen, appropriatedFen, appropriatedFen - paidFen],
    );
  }
  const again = await people.auditor.ask(funds.recomputeFunds);
  assert.deepEqual([again.isExact, again.faults, again.entitledFen], [true, [], totalFen]);
  assert.equal(again.entitlements, builtHouses.length);
}

const of = (orderId: string) => ({ params: { orderId }, query: {} });

/** The voucher of a payment, proven against the signed checkpoint without the server's help. */
export async function prove(walk: Walk): Promise<void> {
  const { people } = walk;
  const one = failing.wrongAccount;
  const query = { householdId: one.householdId };
  const { items } = await people.auditor.ask(payments.listOrders, { query });
  assert.deepEqual(items.map(({ attempt, state }) => [attempt, state]).toSorted(), [
    [1, 'returned'],
    [2, 'returned'],
    [3, 'paid'],
  ]);
  assert.equal(new Set(items.map(({ entitlementId }) => entitlementId)).size, 1);
  const order = items.find(({ state }) => state === 'paid') ?? assert.fail('one is paid');
  const other = items.find(({ state }) => state === 'returned')?.orderId ?? '';
  await refused(people.clerk.ask(getVoucher, of(other)), 'payment-order.not-paid');
  await refused(people.away.ask(getVoucher, of(order.orderId)), 'payment-order.not-found');
  await refused(people.builder.ask(getVoucher, of(order.orderId)), 'people.not-allowed');
  const pdf = await sealed(walk, () => people.clerk.ask(getVoucher, of(order.orderId)));
  const { checkpoint } = await people.supervisor.ask(getCheckpoint);
  const leaf = checkProof(
    codeIn(Buffer.from(await pdf.arrayBuffer())),
    checkpoint?.verifierKey ?? '',
  );
  // The entry itself: its bytes hash to the leaf, and it names this payment and its sum.
  const [last] = (await people.auditor.ask(returns.listBankReturns, { query: {} })).items;
  const params = { entryId: last?.entryId ?? '' };
  const { body } = await people.auditor.ask(getProof, { params });
  const entry = Buffer.from(body, 'base64');
  assert.deepEqual(leafHash(entry), leaf);
  const { action, input } = JSON.parse(entry.toString('utf8')) as {
    action: string;
    input: { rows: unknown[] };
  };
  assert.equal(action, 'bank-return.read');
  assert.deepEqual(input.rows, [[1, order.reference, aidOf(one).totalFen, '0000']]);
}

/** Waits for the sealer, as a person does who asks again. */
async function sealed<T>({ wait }: Walk, ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof CallError) || error.problem.code !== 'journal.not-sealed-yet')
        throw error;
      await wait();
    }
  }
  return assert.fail('the journal is sealed in time');
}
