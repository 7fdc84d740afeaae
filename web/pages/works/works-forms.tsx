// The enterprise's own check, point by point, and the replacement of a device.

import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { replaceDevice, selfCheck } from '../../../src/contracts/works.ts';
import { useRefresh } from '../../api/act.ts';
import type { CaseWorks } from '../../api/works.ts';
import { useText } from '../../i18n/i18n.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { useDayField, whenOf } from '../form-fields.ts';

type Props = { readonly file: CaseWorks; readonly onClose: () => void };

export function SelfCheckDrawer({ file, onClose }: Props) {
  const { t } = useTranslation('works');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const refresh = useRefresh();
  const points = file.asked.selfCheck;
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('case.self-check')}
      submitLabel={title('case.self-check')}
      onDone={refresh}
      fields={{
        passed: {
          kind: 'several',
          label: t('check.points'),
          note: t('check.points.note'),
          isOptional: true,
          options: points.map((point) => ({ value: point.id, label: text(point) })),
        },
        checkedOn: { kind: 'day', label: t('check.on') },
        person: { kind: 'text', label: t('check.by'), maxLength: 60 },
        occurredOn: useDayField(),
      }}
      act={({ passed, checkedOn, person, occurredOn }, { key }) => {
        const items = points.map(({ id }) => ({ id, ok: passed.includes(id) }));
        const body = { items, checkedOn, person, ...whenOf(occurredOn) };
        return call(selfCheck, { params: { caseId: file.caseId }, body }, { key });
      }}
    />
  );
}

export function ReplaceDrawer({ file, onClose }: Props) {
  const { t } = useTranslation('works');
  const { t: title } = useTranslation('actions');
  const refresh = useRefresh();
  const live = file.devices.filter(({ state }) => state === 'live');
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('device.replace')}
      submitLabel={title('device.replace')}
      intro={t('replace.intro')}
      onDone={refresh}
      fields={{
        deviceId: {
          kind: 'choice',
          label: t('replace.which'),
          options: live.map(({ deviceId, brand, model, serialNumber }) => ({
            value: deviceId,
            label: [brand, model, serialNumber].filter(Boolean).join(' '),
          })),
        },
        brand: { kind: 'text', label: t('brand'), maxLength: 60 },
        model: { kind: 'text', label: t('model'), maxLength: 60 },
        serialNumber: { kind: 'text', label: t('serial'), isOptional: true, maxLength: 60 },
        ratedHeatKw: {
          kind: 'number',
          label: t('power.label'),
          unit: 'kW',
          digits: 2,
          min: 0,
          max: 10_000,
          isOptional: true,
        },
        reason: { kind: 'text', label: t('reason'), isLong: true, maxLength: 500 },
        occurredOn: useDayField(),
      }}
      act={({ deviceId, occurredOn, ...values }, { key }) => {
        const version = live.find((device) => device.deviceId === deviceId)?.version;
        const { serialNumber = null, ratedHeatKw = null } = values;
        const body = { ...values, serialNumber, ratedHeatKw, ...whenOf(occurredOn, version) };
        return call(replaceDevice, { params: { deviceId }, body }, { key });
      }}
    />
  );
}
