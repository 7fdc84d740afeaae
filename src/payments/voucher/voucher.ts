// The voucher of a payment as data for its template: amounts in figures and capitals, the
// explanation clause by clause, the evidence, and the proof that the journal holds the payment.

import { encode } from 'uqr';
import { formatYuan } from '../../core/money.ts';
import type { Language, Text } from '../../core/text.ts';
import { works } from '../../households/model.ts';
import type { InclusionProof } from '../../journal/prove.ts';
import type { LoadedProgramme } from '../../rules/types.ts';
import { chineseCapitals } from '../chinese-capitals.ts';
import type { Evidence, PaymentFacts } from './facts.ts';

/** Everything a voucher is made of. */
export type VoucherParts = {
  readonly payment: PaymentFacts;
  readonly evidence: readonly Evidence[];
  readonly proof: InclusionProof;
  readonly programme: LoadedProgramme | undefined;
  readonly isDemo: boolean;
};

const words = {
  title: { zh: '清洁取暖补贴支付凭证', en: 'Voucher of a heating subsidy' },
  sources: { zh: '资金来源', en: 'Sources of the money' },
  explanation: { zh: '计算过程与依据', en: 'How the sum was worked out' },
  evidence: { zh: '证明材料', en: 'Evidence' },
  proof: { zh: '日志证明', en: 'Proof in the journal' },
  how: {
    zh: '二维码内是 c2sp.org/tlog-proof 格式的存在证明：含本笔回盘记录的叶哈希、位置、证明路径和签名检查点。用公布的验证公钥即可离线核对，不必信任本系统。',
    en:
      'The code holds a c2sp.org/tlog-proof: the leaf of the record of this payment, its place, ' +
      'the path and the signed checkpoint. Anyone checks it offline with the published key.',
  },
  demo: { zh: '演示数据', en: 'DEMONSTRATION' },
  demoNote: {
    zh: '演示数据：本凭证为虚构，不得作为任何支付依据。',
    en: 'Demonstration: this voucher is invented and proves no payment.',
  },
  note: {
    zh: '本凭证由系统按冻结的核算结果生成，可随时重算。',
    en: 'Made from the frozen calculation, which can be repeated at any time.',
  },
} as const satisfies Readonly<Record<string, Text>>;

const labels = {
  reference: { zh: '业务参考号', en: 'Reference' },
  batch: { zh: '兑付批次', en: 'Batch' },
  paidOn: { zh: '到账日期', en: 'Paid on' },
  payee: { zh: '收款人', en: 'Payee' },
  account: { zh: '收款账户', en: 'Account' },
  household: { zh: '户主', en: 'Household' },
  place: { zh: '地点', en: 'Place' },
  works: { zh: '改造内容', en: 'Works' },
  frozenOn: { zh: '核算日期', en: 'Worked out on' },
  rules: { zh: '规则版本', en: 'Rules' },
  entry: { zh: '到账记录', en: 'Record of payment' },
  cleared: { zh: '核算记录', en: 'Record of clearing' },
  index: { zh: '日志位置', en: 'Place in the journal' },
  checkpoint: { zh: '检查点', en: 'Checkpoint' },
  root: { zh: '根哈希', en: 'Root' },
  key: { zh: '验证公钥', en: 'Verifier key' },
} as const satisfies Readonly<Record<string, Text>>;

/** What the QR code says: the proof of the journal, with the hash of the record it proves. */
export function proofText({ leafHash, index, hashes, checkpoint }: InclusionProof): string {
  const lines = ['c2sp.org/tlog-proof@v1', `extra ${leafHash}`, `index ${index}`, ...hashes];
  return [...lines, '', checkpoint.note].join('\n');
}

/** The voucher in one language, as voucher.typ takes it. */
export function voucherData(parts: VoucherParts, language: Language) {
  const { payment, evidence, proof, isDemo } = parts;
  const say = (text: Text) => text[language];
  const label = (name: keyof typeof labels) => say(labels[name]);
  const { steps, when } = payment.explanation;
  const instalment = when ? [say(when)] : [];
  return {
    title: say(words.title),
    subtitle: payment.reference,
    amount: `¥ ${formatYuan(payment.amountFen)}`,
    capitals: chineseCapitals(payment.amountFen),
    footer: `${payment.reference} · ${say(words.note)}`,
    demo: isDemo ? say(words.demo) : null,
    'demo-note': say(words.demoNote),
    words: {
      sources: say(words.sources),
      explanation: say(words.explanation),
      evidence: say(words.evidence),
      proof: say(words.proof),
      how: say(words.how),
    },
    facts: [
      [label('reference'), payment.reference],
      [label('batch'), payment.batchNumber],
      [label('paidOn'), dayText(payment.settledOn ?? '', language)],
      [label('payee'), payment.holder],
      [label('account'), payment.accountMasked],
      [label('household'), [payment.headName, payment.idMasked ?? ''].join('　').trim()],
      [label('place'), `${payment.townName}${payment.villageName}`],
      [label('works'), [...worksOf(parts, language), ...instalment].join(' · ')],
      [label('frozenOn'), dayText(payment.frozenOn, language)],
      [label('rules'), payment.rulesVersion.slice(0, 16)],
    ],
    sources: payment.parts.map(({ source, amountFen }) => {
      return [sourceName(parts, source, language), `¥ ${formatYuan(amountFen)}`];
    }),
    steps: steps.map(({ text, clause, quote, amountFen }) => ({
      text: say(text),
      ground: groundOf(clause, quote),
      amount: `¥ ${formatYuan(amountFen)}`,
    })),
    evidence: evidence.map(({ kind, name, mark }) => [say(kind), name, mark]),
    proof: [
      [label('entry'), proof.entryId],
      [label('cleared'), payment.clearedEntry],
      [label('index'), String(proof.index)],
      [label('checkpoint'), `${proof.checkpoint.verifierKey.split('+')[0]} ${proof.treeSize}`],
      [label('root'), breakable(proof.checkpoint.root)],
      [label('key'), breakable(proof.checkpoint.verifierKey)],
    ],
    qr: qrOf(proofText(proof)),
  };
}

function dayText(day: string, language: Language): string {
  if (language === 'en' || day === '') return day;
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

function worksOf({ payment, programme }: VoucherParts, language: Language): string[] {
  const { project, year, method } = payment;
  const names = programme?.data.projects.projects.find(({ id }) => id === project)?.name;
  const methods = programme?.data.methods.methods.find(({ id }) => id === method)?.name;
  const list = [works[payment.works][language], names?.[language] ?? project, String(year)];
  return method === null ? list : [...list, methods?.[language] ?? method];
}

function sourceName({ programme }: VoucherParts, source: string, language: Language): string {
  const found = programme?.data.funds.sources.find(({ id }) => id === source);
  return found?.name[language] ?? source;
}

function groundOf(clause: string | null, quote: string | null): string {
  if (clause === null) return '';
  return quote === null ? `（${clause}）` : `（${clause}：“${quote}”）`;
}

/** A long word that may be broken after any eight characters. */
const breakable = (text: string): string => text.replace(/.{8}(?=.)/g, '$&\u200b');

const QUIET = 4;

/** The code as grey pixels, one a module, with its quiet zone. */
function qrOf(text: string) {
  const { data, size } = encode(text, { ecc: 'L', border: QUIET });
  return { size, pixels: data.flatMap((row) => row.map((isDark) => (isDark ? 0 : 255))) };
}
