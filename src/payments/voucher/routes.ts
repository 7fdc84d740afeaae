// The route of vouchers. Made when it is asked for, on the latest checkpoint of the journal.

import { getVoucher } from '../../contracts/reconciliation.ts';
import { fail } from '../../core/errors.ts';
import type { Tx } from '../../db/open.ts';
import { findOwnProgramme } from '../../households/programme.ts';
import { route } from '../../http/route.ts';
import type { Router } from '../../http/route.ts';
import type { Services } from '../../http/services.ts';
import { prove } from '../../journal/prove.ts';
import { mayActIn } from '../../people/model.ts';
import type { Actor } from '../../people/model.ts';
import { voucherReaders } from '../model.ts';
import { findPayment, listEvidence } from './facts.ts';
import { typeset } from './typeset.ts';
import { voucherData } from './voucher.ts';
import type { VoucherParts } from './voucher.ts';

export function registerVouchers(router: Router, services: Services): void {
  route(router, getVoucher, async ({ params: { orderId }, query: { language }, actor }) => {
    const parts = await services.db.withDistrict(actor.districtCode, (tx) =>
      gather(tx, services, actor, orderId),
    );
    const mark = parts.isDemo ? '演示数据-' : '';
    return {
      name: `${mark}${parts.payment.reference}.pdf`,
      mime: 'application/pdf',
      bytes: typeset('voucher.typ', voucherData(parts, language)),
    };
  });
}

async function gather(
  tx: Tx,
  services: Services,
  actor: Actor,
  orderId: string,
): Promise<VoucherParts> {
  const { districtCode } = actor;
  const payment = await findPayment(tx, districtCode, orderId);
  if (!payment || !mayActIn(actor, payment.villageKey, voucherReaders)) {
    fail('payment-order.not-found', {});
  }
  const { settledEntry, state } = payment;
  if (state !== 'paid' || settledEntry === null) fail('payment-order.not-paid', {});
  return {
    payment,
    evidence: await listEvidence(tx, districtCode, payment),
    proof: await prove(tx, districtCode, settledEntry, services.signer),
    programme: findOwnProgramme(services, actor),
    isDemo: services.isDemo,
  };
}
