// The groups of one village: what each has decided, by which minutes, and what its households
// would like; a new group; a decision.

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { groupMay } from '../../../src/groups/model.ts';
import { useVillageGroups, type Group } from '../../api/groups.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { ActButton } from '../../ui/acts.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { SheetSection } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { useMethodName } from '../programme-words.ts';
import { useRefusal } from '../use-refusal.ts';
import { AddGroupDrawer, DecideDrawer } from './group-forms.tsx';
import styles from './groups.module.css';
import { Wishes } from './wishes.tsx';

type Props = { readonly villageKey: string; readonly name: string; readonly onBack: () => void };

export function VillageGroups({ villageKey, name, onBack }: Props) {
  const { t } = useTranslation('groups');
  const { t: title } = useTranslation('actions');
  const groups = useVillageGroups(villageKey);
  const [isAdding, setAdding] = useState(false);
  const [deciding, setDeciding] = useState<Group>();
  const refusal = useRefusal();
  if (groups.isPending) return <LoadingBar />;
  if (groups.isError) {
    return <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />;
  }
  const add = {
    key: 'add',
    label: title('group.add'),
    onOpen: () => setAdding(true),
    refusal: refusal(groupMay['group.add']),
  };
  return (
    <SheetSection title={t('of', { village: name })} aside={t('rule')}>
      <div className={styles.bar}>
        <Button onClick={onBack}>{t('back')}</Button>
        <ActButton act={add} />
      </div>
      <GroupTable rows={groups.data} onDecide={setDeciding} />
      {isAdding && <AddGroupDrawer villageKey={villageKey} onClose={() => setAdding(false)} />}
      {deciding && (
        <DecideDrawer
          group={groups.data.find(({ groupId }) => groupId === deciding.groupId) ?? deciding}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </SheetSection>
  );
}

function GroupTable(props: { rows: readonly Group[]; onDecide: (group: Group) => void }) {
  const { t } = useTranslation('groups');
  const { t: title } = useTranslation('actions');
  const language = useLanguage();
  const methodName = useMethodName();
  const refusal = useRefusal()(groupMay['group.decide-method']);
  const columns: Array<Column<Group>> = [
    { key: 'name', title: t('group'), isNarrow: true, cell: ({ name }) => name },
    {
      key: 'method',
      title: t('method'),
      cell: ({ method }) =>
        method ? methodName(method) : <span className={styles.open}>{t('undecided')}</span>,
    },
    {
      key: 'minutes',
      title: t('minutes'),
      cell: ({ minutes, decidedOn }) =>
        minutes && decidedOn ? `${minutes} ${dayInWords(decidedOn, language)}` : '–',
    },
    {
      key: 'wishes',
      title: t('wishes'),
      cell: (group) => <Wishes group={group} />,
    },
    {
      key: 'act',
      title: t('next'),
      cell: (group) => (
        <ActButton
          act={{
            key: 'decide',
            label: group.method ? t('decide.change') : title('group.decide-method'),
            onOpen: () => props.onDecide(group),
            refusal,
          }}
        />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('view.villages')}
      columns={columns}
      rows={props.rows}
      rowKey={({ groupId }) => groupId}
      empty={<EmptyState title={t('groups.none')} />}
    />
  );
}
