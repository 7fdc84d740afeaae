// Towns with houses that have passed the town's check and are in no lot: here a lot is made up and
// its sample drawn.

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptanceMay } from '../../../src/acceptance/model.ts';
import { drawSample } from '../../../src/contracts/acceptance.ts';
import { call } from '../../../src/contracts/call.ts';
import { works as worksNames, type Works } from '../../../src/households/model.ts';
import { useRefresh } from '../../api/act.ts';
import type { WaitingTown } from '../../api/acceptance.ts';
import { usePlaces } from '../../api/places.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { ActButton } from '../../ui/acts.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useDayField, whenOf } from '../form-fields.ts';
import { useRefusal } from '../use-refusal.ts';

type Props = { readonly towns: readonly WaitingTown[]; readonly works: Works };

export function DrawTowns({ towns, works }: Props) {
  const { t } = useTranslation('acceptance');
  const { t: title } = useTranslation('actions');
  const [chosen, choose] = useState<WaitingTown>();
  const refusal = useRefusal()(acceptanceMay['sample.draw']);
  const columns: Array<Column<WaitingTown>> = [
    { key: 'town', title: t('town'), cell: ({ townName }) => townName },
    { key: 'year', title: t('year'), isNarrow: true, cell: ({ year }) => year },
    { key: 'count', title: t('draw.ready'), isNumber: true, cell: ({ count }) => count },
    {
      key: 'act',
      title: t('next'),
      cell: (row) => (
        <ActButton
          act={{
            key: 'draw',
            label: title('sample.draw'),
            onOpen: () => choose(row),
            refusal,
            clause: '七(三)',
          }}
        />
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={t('view.draw')}
        columns={columns}
        rows={towns}
        rowKey={({ townKey, year }) => `${townKey} ${year}`}
        empty={<EmptyState title={t('draw.none')} />}
      />
      {chosen && <DrawDrawer town={chosen} works={works} onClose={() => choose(undefined)} />}
    </>
  );
}

function DrawDrawer(props: { town: WaitingTown; works: Works; onClose: () => void }) {
  const { t } = useTranslation('acceptance');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const { town, works, onClose } = props;
  const refresh = useRefresh();
  const villages = (usePlaces().data?.items ?? []).filter(
    ({ key, level }) => key.startsWith(town.townKey) && level !== 'town',
  );
  const kind = text(worksNames[works]);
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={`${title('sample.draw')} · ${town.townName} ${town.year}`}
      submitLabel={t('draw.do')}
      intro={t('draw.intro', {
        town: town.townName,
        year: town.year,
        works: kind,
        count: town.count,
      })}
      onDone={refresh}
      fields={{
        villageKeys: {
          kind: 'several',
          label: t('draw.villages'),
          note: t('draw.villages.note'),
          isOptional: true,
          options: villages.map(({ key, name }) => ({ value: key, label: name })),
        },
        seed: {
          kind: 'text',
          label: t('draw.seed'),
          note: t('draw.seed.note'),
          isOptional: true,
          maxLength: 100,
        },
        ground: { kind: 'text', label: t('draw.ground'), isOptional: true, maxLength: 500 },
        occurredOn: useDayField(),
      }}
      act={({ villageKeys, seed, ground, occurredOn }, { key }) => {
        const body = {
          townKey: town.townKey,
          villageKeys: villageKeys.length > 0 ? villageKeys : null,
          works,
          year: town.year,
          publicSeed: seed !== undefined ? { seed, ground: ground ?? '' } : null,
          ...whenOf(occurredOn),
        };
        return call(drawSample, { body }, { key });
      }}
      done={(reply) => (
        <p>
          {t('draw.done', { cases: reply.cases, strata: reply.strata, drawn: reply.drawn })}{' '}
          <Link to={paths.lot(reply.lotId)}>{t('draw.open')}</Link>
        </p>
      )}
    />
  );
}
