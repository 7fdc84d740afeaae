// What tests of enterprises and contracts begin with: an admitted enterprise, a signed contract, a
// document to refer to. Not part of the product.

import type { ledgerOn } from '../../test/helpers/ledger.ts';
import { aPerson, townA } from '../../test/helpers/ledger.ts';
import { dayOf } from '../../test/helpers/notes.ts';
import { attachDocument } from '../documents/actions.ts';
import { admitEnterprise, registerEnterprise } from './actions.ts';
import { draftContract, signContract } from './contract-actions.ts';
import type { Requirements } from './requirements.ts';

type Ledger = Awaited<ReturnType<typeof ledgerOn>>;

const codeCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
let serial = 0;

/** A credit code no other test of this run has, with the right check character. */
export function aCreditCode(): string {
  serial += 1;
  const head = `91640302MA${String(serial).padStart(7, '0')}`;
  let [sum, weight] = [0, 1];
  for (const character of head) {
    sum += codeCharacters.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return head + codeCharacters[(31 - (sum % 31)) % 31];
}

export const someRequirements: Requirements = {
  clauses: [
    { id: 'duties', zh: '双方责任和义务', en: 'Duties' },
    { id: 'service-quality', zh: '服务质量', en: 'Quality of service' },
  ],
  warrantyYearsMin: 3,
};

/** Ways to make enterprises and contracts on a ledger of a test. */
export function enterprisesOn({ act }: Ledger) {
  const office = aPerson('office', null);
  const clerk = aPerson('townClerk');
  const aDocument = async (kind: 'decision' | 'works-contract' = 'decision') => {
    const bytes = { sha256: 'd'.repeat(64), sizeBytes: 1, mime: 'application/pdf' } as const;
    const input = { ...bytes, kind, name: '文件', placeKey: townA };
    return (await act(office, attachDocument, input)).documentId;
  };
  const aCandidate = async (more: Partial<Parameters<typeof registering>[0]> = {}) =>
    (await act(office, registerEnterprise, registering(more))).enterpriseId;
  const anEnterprise = async (more: Partial<Parameters<typeof registering>[0]> = {}) => {
    const enterpriseId = await aCandidate(more);
    const documentId = await aDocument();
    await act(office, admitEnterprise, { enterpriseId, documentId, reason: '专家评审通过' });
    return enterpriseId;
  };
  const aDraft = async (enterpriseId: string, more: object = {}) =>
    (await act(clerk, draftContract, { ...terms(enterpriseId), ...more })).contractId;
  const aContract = async (enterpriseId: string, more: object = {}) => {
    const contractId = await aDraft(enterpriseId, more);
    await act(clerk, signContract, {
      contractId,
      ownerSignedOn: dayOf('2022-09-10'),
      enterpriseSignedOn: dayOf('2022-09-12'),
      documentId: await aDocument('works-contract'),
      requirements: someRequirements,
    });
    return contractId;
  };
  return { office, clerk, aDocument, aCandidate, anEnterprise, aDraft, aContract };
}

function registering(more: { name?: string; creditCode?: string; organisationId?: string | null }) {
  serial += 1;
  return {
    name: `演示取暖设备公司${serial}`,
    creditCode: aCreditCode(),
    kinds: ['equipment' as const, 'construction' as const],
    ...more,
  };
}

function terms(enterpriseId: string) {
  serial += 1;
  return {
    number: `合同-${serial}`,
    enterpriseId,
    works: 'heating' as const,
    placeKey: townA,
    clauses: { duties: '各负其责', 'service-quality': '室温达标' },
    warrantyYears: 3,
  };
}
