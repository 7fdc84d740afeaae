// What nothing bypasses in the house: a signed contract with an approved design before any works,
// windows before walls, and each layer proven before it is covered.

import type { Gate, Reason } from '../actions/action.ts';
import type { Tx } from '../db/open.ts';
import { contractPricesOf } from '../enterprises/queries.ts';
import type { caseKind } from '../households/case-actions.ts';
import type { caseGates } from '../households/model.ts';
import type { Actor } from '../people/model.ts';
import { layers, nextLayer } from './model.ts';
import { countLayers, findWindows } from './queries.ts';

type CaseSubject = Awaited<ReturnType<typeof caseKind.lock>>[number];
type GateName = keyof typeof caseGates;

/** A gate that asks the database once for all its subjects. */
function gateOf(
  name: GateName,
  checkMany: (
    subjects: readonly CaseSubject[],
    tx: Tx,
    districtCode: number,
  ) => Promise<ReadonlyArray<true | Reason>>,
): Gate<CaseSubject> {
  return {
    name,
    check: async (subject, tx, { districtCode }) =>
      (await checkMany([subject], tx, districtCode))[0] ?? true,
    checkMany: (subjects, tx, { districtCode }: Actor) => checkMany(subjects, tx, districtCode),
  };
}

const idsOf = (subjects: readonly CaseSubject[]) => subjects.map(({ id }) => id);

/** Works start only under a contract, on a design that is approved 六(二), 十一(三). */
export const gateContract = gateOf(
  'approved-design-and-contract',
  async (subjects, tx, districtCode) => {
    const contracts = await contractPricesOf(tx, districtCode, idsOf(subjects));
    return subjects.map(({ id }): true | Reason => {
      const contract = contracts.get(id);
      if (!contract) return { code: 'works.no-contract', details: {}, clause: '十一(三)' };
      const { number, designApproval } = contract;
      if (designApproval !== null) return true;
      return { code: 'works.no-design', details: { number }, clause: '六(二)' };
    });
  },
);

/** Bad windows and doors are replaced before the walls are insulated 八(三)5. */
export const gateWindows = gateOf('windows-before-walls', async (subjects, tx, districtCode) => {
  const walls = subjects.filter(({ works }) => works === 'insulation');
  if (walls.length === 0) return subjects.map(() => true as const);
  const windows = await findWindows(tx, districtCode, idsOf(walls));
  const clause = '八(三)5';
  return subjects.map(({ id, works }): true | Reason => {
    const finding = windows.get(id);
    if (works !== 'insulation' || finding === 'sound' || finding === 'replaced') return true;
    return finding === 'bad'
      ? { code: 'works.windows-bad', details: {}, clause }
      : { code: 'works.windows-unknown', details: {}, clause };
  });
});

/** Every layer of an insulated wall is proven 八(三)3. */
export const gateLayers = gateOf('previous-layer-proven', async (subjects, tx, districtCode) => {
  const walls = subjects.filter(({ works }) => works === 'insulation');
  if (walls.length === 0) return subjects.map(() => true as const);
  const proven = await countLayers(tx, districtCode, idsOf(walls));
  return subjects.map(({ id, works }): true | Reason => {
    const missing = works === 'insulation' ? nextLayer(proven.get(id) ?? 0) : undefined;
    if (missing === undefined) return true;
    const { zh: layerZh, en: layerEn } = layers[missing];
    return { code: 'works.layer-missing', details: { layerZh, layerEn }, clause: '八(三)3' };
  });
});

/** Windows and layers belong to insulation. */
export const isInsulation: Gate<CaseSubject> = {
  name: 'insulation',
  check: ({ works }) => works === 'insulation' || { code: 'works.insulation-only', details: {} },
};

/** Stoves belong to heating works. */
export const isHeatingCase: Gate<CaseSubject> = {
  name: 'heating',
  check: ({ works }) => works === 'heating' || { code: 'case.heating-only', details: {} },
};
