// What may be done with a lot: a larger sample, one's signature, its conclusion.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptanceMay } from '../../../src/acceptance/model.ts';
import { concludeLot, countersign, enlargeSample } from '../../../src/contracts/acceptance.ts';
import { call } from '../../../src/contracts/call.ts';
import { useRefresh } from '../../api/act.ts';
import type { LotFile } from '../../api/acceptance.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { Acts } from '../../ui/acts.tsx';
import { useDayField, whenOf } from '../form-fields.ts';
import { useRefusal } from '../use-refusal.ts';

const actions = ['acceptance.countersign', 'acceptance.conclude', 'sample.enlarge'] as const;
type Action = (typeof actions)[number];

export function LotActs({ lot }: { lot: LotFile }) {
  const { t: title } = useTranslation('actions');
  const [open, setOpen] = useState<Action>();
  const refusal = useRefusal();
  const reasons = useReasons(lot);
  const close = () => setOpen(undefined);
  return (
    <>
      <Acts
        acts={actions.map((action) => ({
          key: action,
          label: title(action),
          onOpen: () => setOpen(action),
          refusal: refusal(acceptanceMay[action], reasons[action]),
          clause: '七(三)',
        }))}
      />
      {open === 'acceptance.countersign' && <SignDrawer lot={lot} onClose={close} />}
      {open && open !== 'acceptance.countersign' && (
        <PlainDrawer lot={lot} action={open} onClose={close} />
      )}
    </>
  );
}

/** What of the lot itself stands in the way of each act. */
function useReasons(lot: LotFile): Readonly<Record<Action, string | undefined>> {
  const { t } = useTranslation('acceptance');
  const text = useText();
  const separator = useLanguage() === 'zh' ? '、' : ', ';
  const over = lot.state === 'concluded' ? t('lot.concluded') : undefined;
  const unchecked = lot.strata.reduce((sum, stratum) => sum + stratum.unchecked, 0);
  const mustEnlarge = lot.strata.some(({ next }) => next !== null);
  const missing = lot.departments.filter(({ signature }) => signature === null);
  const names = missing.map(({ name }) => text(name)).join(separator);
  const open =
    (unchecked > 0 && t('lot.notUnchecked', { count: unchecked })) ||
    (mustEnlarge && t('lot.enlargeFirst')) ||
    undefined;
  return {
    'acceptance.countersign': over ?? (lot.state === 'open' ? open : undefined),
    'acceptance.conclude': over ?? (missing.length > 0 ? t('lot.missing', { names }) : undefined),
    'sample.enlarge': over ?? (mustEnlarge ? undefined : t('lot.noEnlargement')),
  };
}

type Props = { readonly lot: LotFile; readonly onClose: () => void };

function SignDrawer({ lot, onClose }: Props) {
  const { t } = useTranslation('acceptance');
  const { t: title } = useTranslation('actions');
  const refresh = useRefresh();
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('acceptance.countersign')}
      submitLabel={title('acceptance.countersign')}
      intro={t('sign.intro')}
      version={lot.version}
      onStale={refresh}
      onDone={refresh}
      fields={{
        opinion: {
          kind: 'text',
          label: t('sign.opinion'),
          isLong: true,
          isOptional: true,
          maxLength: 500,
        },
        occurredOn: useDayField(),
      }}
      act={({ opinion = null, occurredOn }, { key, expectedVersion }) => {
        const body = { opinion, ...whenOf(occurredOn, expectedVersion) };
        return call(countersign, { params: { lotId: lot.lotId }, body }, { key });
      }}
    />
  );
}

function PlainDrawer({
  lot,
  onClose,
  action,
}: Props & { action: Exclude<Action, 'acceptance.countersign'> }) {
  const { t } = useTranslation('acceptance');
  const { t: title } = useTranslation('actions');
  const refresh = useRefresh();
  const isConclusion = action === 'acceptance.conclude';
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title(action)}
      submitLabel={title(action)}
      intro={t(isConclusion ? 'conclude.intro' : 'enlarge.intro')}
      version={lot.version}
      onStale={refresh}
      onDone={refresh}
      fields={{ occurredOn: useDayField() }}
      act={async ({ occurredOn }, { key, expectedVersion }) => {
        const input = {
          params: { lotId: lot.lotId },
          body: whenOf(occurredOn, expectedVersion),
        };
        await (isConclusion
          ? call(concludeLot, input, { key })
          : call(enlargeSample, input, { key }));
      }}
    />
  );
}
