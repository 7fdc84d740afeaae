// A new group, and the decision of a group with its minutes.

import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { addGroup, decideMethod } from '../../../src/contracts/groups.ts';
import { uploadToPlace, useRefresh } from '../../api/act.ts';
import type { Group } from '../../api/groups.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { useDayField, whenOf } from '../form-fields.ts';
import { useMethodName, useMethodOptions } from '../programme-words.ts';

export function AddGroupDrawer(props: { villageKey: string; onClose: () => void }) {
  const { t } = useTranslation('groups');
  const { t: title } = useTranslation('actions');
  const { villageKey, onClose } = props;
  const refresh = useRefresh();
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('group.add')}
      submitLabel={title('group.add')}
      onDone={refresh}
      fields={{ name: { kind: 'text', label: t('group'), note: t('group.note'), maxLength: 40 } }}
      act={({ name }, { key }) => call(addGroup, { body: { villageKey, name } }, { key })}
    />
  );
}

/** SHA-256 of a file in hex, as the decision records it. */
async function sha256Of(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function DecideDrawer({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation('groups');
  const { t: title } = useTranslation('actions');
  const methodName = useMethodName();
  const refresh = useRefresh();
  const { groupId, villageKey, method: decided } = group;
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={`${title('group.decide-method')} · ${group.name}`}
      submitLabel={title('group.decide-method')}
      intro={t('decide.intro')}
      version={group.version}
      facts={[{ label: t('method'), value: decided ? methodName(decided) : '' }]}
      onStale={refresh}
      onDone={refresh}
      fields={{
        method: { kind: 'choice', label: t('method'), options: useMethodOptions() },
        minutes: {
          kind: 'text',
          label: t('minutes'),
          note: t('minutes.note'),
          maxLength: 200,
        },
        file: { kind: 'file', label: t('minutes.file'), isOptional: true },
        reason: {
          kind: 'text',
          label: t('decide.reason'),
          isLong: true,
          isOptional: decided === null,
          maxLength: 500,
        },
        occurredOn: useDayField(),
      }}
      act={async ({ method, minutes, file, reason = null, occurredOn }, sending) => {
        const { key, expectedVersion } = sending;
        if (file) await uploadToPlace(villageKey, { file, kind: 'minutes', key });
        const body = {
          method,
          minutes,
          minutesSha256: file ? await sha256Of(file) : null,
          reason,
          ...whenOf(occurredOn, expectedVersion),
        };
        return call(decideMethod, { params: { groupId }, body }, { key });
      }}
      done={({ toChooseAgain }) => <p>{t('decide.done', { count: toChooseAgain })}</p>}
    />
  );
}
