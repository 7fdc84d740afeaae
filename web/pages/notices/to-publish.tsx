// Villages whose accepted houses hang out nowhere yet, each with its button.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptanceMay } from '../../../src/acceptance/model.ts';
import { call } from '../../../src/contracts/call.ts';
import { publishNotice } from '../../../src/contracts/notices.ts';
import { works as worksNames, type Works } from '../../../src/households/model.ts';
import { Link } from '@tanstack/react-router';
import { uploadToPlace, useRefresh } from '../../api/act.ts';
import { usePlaces } from '../../api/places.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { ActButton } from '../../ui/acts.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useDayField, whenOf } from '../form-fields.ts';
import { useRefusal } from '../use-refusal.ts';

type Village = { readonly key: string; readonly count: number };

export function ToPublish({ villages, works }: { villages: readonly Village[]; works: Works }) {
  const { t } = useTranslation('notices');
  const { t: title } = useTranslation('actions');
  const places = usePlaces().data?.items ?? [];
  const [chosen, choose] = useState<Village>();
  const refusal = useRefusal()(acceptanceMay['notice.publish']);
  const placeOf = (key: string) => places.find((place) => place.key === key);
  const nameOf = (key: string) => placeOf(key)?.name ?? key;
  const columns: Array<Column<Village>> = [
    { key: 'village', title: t('village'), cell: ({ key }) => nameOf(key) },
    {
      key: 'town',
      title: t('town'),
      cell: ({ key }) =>
        nameOf(
          places.find(({ level, key: town }) => level === 'town' && key.startsWith(town))?.key ??
            '',
        ),
    },
    {
      key: 'cases',
      title: t('cases.accepted'),
      isNumber: true,
      cell: ({ key, count }) => (
        <Link to={paths.ledger({ works, under: key, state: 'accepted' })}>{count}</Link>
      ),
    },
    {
      key: 'act',
      title: t('next'),
      cell: (village) => (
        <ActButton
          act={{
            key: 'publish',
            label: title('notice.publish'),
            onOpen: () => choose(village),
            refusal,
          }}
        />
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={t('view.due')}
        columns={columns}
        rows={villages}
        rowKey={({ key }) => key}
        empty={<EmptyState title={t('due.none')} />}
      />
      {chosen && (
        <PublishDrawer
          village={{ ...chosen, name: nameOf(chosen.key) }}
          works={works}
          onClose={() => choose(undefined)}
        />
      )}
    </>
  );
}

function PublishDrawer(props: {
  village: Village & { name: string };
  works: Works;
  onClose: () => void;
}) {
  const { t } = useTranslation('notices');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const { village, works, onClose } = props;
  const refresh = useRefresh();
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={`${title('notice.publish')} · ${village.name}`}
      submitLabel={t('publish.do', { count: village.count })}
      intro={t('publish.intro', { village: village.name, works: text(worksNames[works]) })}
      fields={{
        board: {
          kind: 'file',
          label: t('board'),
          note: t('board.note'),
          isOptional: true,
          accept: 'image/*',
        },
        occurredOn: useDayField(),
      }}
      onDone={refresh}
      act={async ({ board, occurredOn }, { key }) => {
        const boardDocumentId = board
          ? await uploadToPlace(village.key, { file: board, kind: 'photo-notice-board', key })
          : null;
        const body = { villageKey: village.key, works, boardDocumentId, ...whenOf(occurredOn) };
        return call(publishNotice, { body }, { key });
      }}
      done={(reply) => (
        <p>
          {t('publish.done', { count: reply.cases, day: reply.endsOn })}{' '}
          <Link to={paths.publicNotice(reply.noticeId)}>{t('publish.open')}</Link>
        </p>
      )}
    />
  );
}
