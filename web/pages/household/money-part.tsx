// The money of a case: what it is entitled to, step by step with its clauses, as frozen when it was
// worked out or as it would be today; then every amount written down.

import { useTranslation } from 'react-i18next';
import { costBases, entitlementStates } from '../../../src/funds/model.ts';
import { works } from '../../../src/households/model.ts';
import { useCaseMoney, type CaseMoney } from '../../api/households.ts';
import type { HouseholdFile } from '../../api/ledger.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { ClauseChip } from '../../ui/chips.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { Money } from '../../ui/figure.tsx';
import styles from './household.module.css';

type Amount = HouseholdFile['amounts'][number];
type Step = NonNullable<CaseMoney['expected']>['explanation'][number];

export function MoneyPart(props: { caseId: string | undefined; amounts: readonly Amount[] }) {
  const { t } = useTranslation('household');
  const money = useCaseMoney(props.caseId).data;
  const { amounts } = props;
  return (
    <>
      {money && <Explained money={money} />}
      {amounts.length === 0 ? (
        <p className="note">{t('money.none')}</p>
      ) : (
        <Amounts amounts={amounts} />
      )}
    </>
  );
}

const words: Readonly<Record<string, { zh: string; en: string }>> = { ...costBases, ...works };

/** The word for a basis of a cost or an item of the aid; anything else stays as it is. */
function useWord() {
  const text = useText();
  return (name: string) => (words[name] ? text(words[name]) : name);
}

/** The frozen explanations where there are any, else the expected one. */
function Explained({ money }: { money: CaseMoney }) {
  const { t } = useTranslation('household');
  const text = useText();
  const language = useLanguage();
  const word = useWord();
  const frozen = money.entitlements.filter(({ state }) => state !== 'released');
  if (frozen.length === 0) {
    if (!money.expected) return null;
    const { explanation, totalFen, ownRequiredFen, warnings } = money.expected;
    return (
      <>
        <p className="note">{t('money.expected')}</p>
        <Steps steps={explanation} />
        <Totals totalFen={totalFen} ownFen={ownRequiredFen} />
        <Warnings warnings={warnings} />
      </>
    );
  }
  return frozen.map((one) => (
    <div key={one.entitlementId}>
      <p className="note">
        {t('money.frozen', {
          item: word(one.item),
          day: dayInWords(one.frozenOn, language),
          rules: one.rulesVersion.slice(0, 12),
        })}{' '}
        · {text(entitlementStates[one.state])}
      </p>
      <Steps steps={one.explanation.steps} />
      <Totals totalFen={one.amountFen} />
      <Warnings warnings={one.explanation.warnings} />
    </div>
  ));
}

function Steps({ steps }: { steps: readonly Step[] }) {
  const text = useText();
  return (
    <ol className={styles.explained}>
      {steps.map((one) => (
        <li key={`${one.step} ${one.text.zh}`}>
          <span>{text(one.text)}</span>
          <Money fen={one.amountFen} />
          <ClauseChip clause={one.clause} />
        </li>
      ))}
    </ol>
  );
}

function Totals({ totalFen, ownFen }: { totalFen: number; ownFen?: number }) {
  const { t } = useTranslation('household');
  return (
    <p className={styles.totals}>
      <strong>
        {t('money.entitlement')} <Money fen={totalFen} />
      </strong>
      {ownFen !== undefined && (
        <span>
          {t('money.own-share')} <Money fen={ownFen} />
        </span>
      )}
    </p>
  );
}

function Warnings(props: { warnings: NonNullable<CaseMoney['expected']>['warnings'] }) {
  const text = useText();
  return props.warnings.map(({ id, text: words, clause }) => (
    <p key={id} className={styles.warning}>
      {text(words)} <ClauseChip clause={clause} />
    </p>
  ));
}

function Amounts({ amounts }: { amounts: readonly Amount[] }) {
  const { t } = useTranslation('household');
  const language = useLanguage();
  const word = useWord();
  const columns: Column<Amount>[] = [
    { key: 'kind', title: t('money.kind'), cell: ({ kind }) => t(`money.${kind}`) },
    { key: 'name', title: t('money.name'), cell: ({ name }) => word(name) },
    {
      key: 'day',
      title: t('money.day'),
      isNarrow: true,
      cell: ({ occurredOn }) => (occurredOn ? dayInWords(occurredOn, language) : ''),
    },
    {
      key: 'amount',
      title: t('money.amount'),
      isNumber: true,
      cell: ({ amountFen }) => <Money fen={amountFen} withUnit={false} />,
    },
  ];
  return (
    <DataTable
      caption={t('money')}
      columns={columns}
      rows={amounts}
      rowKey={({ kind, id }) => `${kind} ${id}`}
    />
  );
}
