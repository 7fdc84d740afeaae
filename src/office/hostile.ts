// Refusals of what no ledger needs and attackers use, told from every format that can carry it.

import { fail } from '../core/errors.ts';

/** Says that the file would start another program. */
export function refuseDde(): never {
  fail('file.hostile', {
    reasonZh: '含有调用其他程序的 DDE 公式',
    reasonEn: 'a DDE formula that calls another program',
  });
}

/** Says that the file carries a document type. */
export function refuseDoctype(): never {
  fail('file.hostile', {
    reasonZh: '带有 DOCTYPE（XML 实体）',
    reasonEn: 'a DOCTYPE with XML entities',
  });
}
