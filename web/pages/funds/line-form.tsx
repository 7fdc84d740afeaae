// What is done with a line of the budget: money paid out by the treasury, taken back, or the line
// itself adjusted; each with the document it rests on.

import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { adjustBudget, appropriate, takeBack } from '../../../src/contracts/funds-acts.ts';
import { fundsKey, useBudget, type ReconciledLine } from '../../api/funds.ts';
import { useText } from '../../i18n/i18n.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';

export type LineAct = {
  readonly kind: 'appropriate' | 'takeBack' | 'adjust';
  readonly lineId?: string;
};

const contracts = { appropriate, takeBack, adjust: adjustBudget } as const;

export function LineForm(props: {
  act: LineAct | undefined;
  lines: readonly ReconciledLine[];
  onClose: () => void;
}) {
  const { t } = useTranslation('funds');
  const text = useText();
  const client = useQueryClient();
  const budget = useBudget().data?.lines ?? [];
  const kind = props.act?.kind ?? 'appropriate';
  const lineId = props.act?.lineId;
  const refresh = () => void client.invalidateQueries({ queryKey: fundsKey });
  const lines = props.lines.filter(({ isPublic }) => isPublic || kind === 'adjust');
  return (
    <ActionDrawer
      key={`${kind}-${lineId ?? ''}`}
      isOpen={props.act !== undefined}
      onClose={props.onClose}
      title={t(kind)}
      intro={t(`intro.${kind}`)}
      fields={{
        lineId: {
          kind: 'choice',
          label: t('line'),
          initial: lineId ?? '',
          options: lines.map((one) => ({ value: one.lineId, label: text(one.name) })),
        },
        amountFen: { kind: 'money', label: t(`amount.${kind}`) },
        document: { kind: 'text', label: t('document'), note: t('document.note'), maxLength: 200 },
        occurredOn: { kind: 'day', label: t('day'), note: t('day.note'), isOptional: true },
      }}
      submitLabel={t(kind)}
      version={budget.find((one) => one.lineId === lineId)?.version}
      act={({ lineId: chosen, amountFen, document, occurredOn }, { key, ...version }) => {
        const on = occurredOn === undefined ? {} : { occurredOn };
        const body = { amountFen, document, ...on, ...(chosen === lineId ? version : {}) };
        return call(contracts[kind], { params: { lineId: chosen }, body }, { key });
      }}
      onDone={refresh}
      onStale={refresh}
    />
  );
}
