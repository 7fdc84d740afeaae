// Recording an installation where it was done: the nameplate of each device the programme asks for,
// how the heating ran, the old stove, and a photo of each kind that is asked for, sent up with it.

import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { installCase } from '../../../src/contracts/works.ts';
import type { Day } from '../../../src/core/day.ts';
import { documentKinds, type DocumentKind } from '../../../src/documents/model.ts';
import { oldStoveFates, type OldStoveFate } from '../../../src/works/model.ts';
import { uploadToHousehold, useRefresh } from '../../api/act.ts';
import type { CaseWorks } from '../../api/works.ts';
import { useText } from '../../i18n/i18n.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import type { Fields } from '../../ui/action-form-fields.ts';
import { useChoices, useDayField, whenOf } from '../form-fields.ts';

type Props = {
  readonly file: CaseWorks;
  readonly householdId: string | undefined;
  readonly onClose: () => void;
};
type Given = Readonly<Record<string, unknown>>;

export function InstallDrawer({ file, householdId, onClose }: Props) {
  const { t } = useTranslation('works');
  const { t: title } = useTranslation('actions');
  const refresh = useRefresh();
  const devices = useDevices(file);
  const heating = useHeatingFields(file, devices);
  const photos = usePhotoFields(file);
  const isHeating = file.works === 'heating';
  const fields: Fields = { ...(isHeating && heating), ...photos, occurredOn: useDayField() };
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('case.install')}
      submitLabel={title('case.install')}
      intro={t('install.intro')}
      onDone={refresh}
      fields={fields}
      act={async (values, { key }) => {
        const { caseId, asked } = file;
        const sent: string[] = [];
        for (const [part, kind] of asked.photos.entries()) {
          const photo = (values as Given)[`photo:${kind}`];
          if (!(photo instanceof File) || householdId === undefined) continue;
          const upload = { file: photo, kind: kind as DocumentKind, key, part };
          sent.push(await uploadToHousehold(householdId, caseId, upload));
        }
        const built = isHeating ? heatingOf(values, devices) : {};
        const day = (values as Given)['occurredOn'] as Day | undefined;
        const body = { ...built, photos: sent, ...whenOf(day) };
        return call(installCase, { params: { caseId }, body }, { key });
      }}
    />
  );
}

type Device = { readonly id: string; readonly name: string };

/** The devices to be written down: each component once, and as many more as there are at least. */
function useDevices({ asked }: CaseWorks): Device[] {
  const { t } = useTranslation('works');
  const text = useText();
  const named = asked.components.map((one) => ({ id: one.id, name: text(one) }));
  const first = named[0] ?? { id: 'other', name: t('device') };
  const more = Math.max(0, asked.devicesMin - named.length, named.length === 0 ? 1 : 0);
  return [...named, ...Array.from({ length: more }, () => first)];
}

const degrees = { kind: 'number', unit: '℃', digits: 1, scale: 10, min: -60, max: 120 } as const;

function useHeatingFields({ asked }: CaseWorks, devices: readonly Device[]): Fields {
  const { t } = useTranslation('works');
  const choices = useChoices();
  const plates = devices.flatMap(({ id, name }, at) => {
    const text = (label: string, isOptional = false) =>
      ({ kind: 'text', label: `${name} · ${label}`, maxLength: 60, isOptional }) as const;
    const power = {
      kind: 'number',
      label: `${name} · ${t('power.label')}`,
      unit: 'kW',
      digits: 2,
      min: 0,
      max: 10_000,
      isOptional: at > 0 || asked.heatAboveKw === null,
    } as const;
    return [
      [`brand:${at}`, text(t('brand'))],
      [`model:${at}`, text(t('model'))],
      [`serial:${at}`, text(t('serial'), asked.unserialled.includes(id))],
      [`power:${at}`, power],
    ] as const;
  });
  return {
    ...Object.fromEntries(plates),
    startedOn: { kind: 'day', label: t('startedOn') },
    roomDeciC: { ...degrees, label: t('room.label') },
    outdoorDeciC: { ...degrees, label: t('outdoor.label') },
    supplyDeciC: { ...degrees, label: t('supply'), isOptional: true },
    hoursRun: {
      kind: 'number',
      label: t('hours'),
      note: t('hours.min', { hours: asked.hoursRunMin }),
      min: 0,
      max: 10_000,
    },
    fate: { kind: 'choice', label: t('stove'), options: choices(oldStoveFates) },
  };
}

/** One file for each kind of photo that is asked for. */
function usePhotoFields({ asked }: CaseWorks): Fields {
  const text = useText();
  return Object.fromEntries(
    asked.photos.flatMap((kind) =>
      kind in documentKinds
        ? [
            [
              `photo:${kind}`,
              {
                kind: 'file',
                label: text(documentKinds[kind as DocumentKind]),
                accept: 'image/*',
              } as const,
            ],
          ]
        : [],
    ),
  );
}

function heatingOf(values: Given, devices: readonly Device[]) {
  const text = (name: string) => String(values[name] ?? '');
  const number = (name: string) => {
    const value = values[name];
    return typeof value === 'number' ? value : null;
  };
  return {
    devices: devices.map(({ id }, at) => ({
      kind: id,
      brand: text(`brand:${at}`),
      model: text(`model:${at}`),
      serialNumber: text(`serial:${at}`) || null,
      ratedHeatKw: number(`power:${at}`),
    })),
    commissioning: {
      startedOn: text('startedOn') as Day,
      roomDeciC: number('roomDeciC') ?? 0,
      outdoorDeciC: number('outdoorDeciC') ?? 0,
      supplyDeciC: number('supplyDeciC'),
      hoursRun: number('hoursRun') ?? 0,
    },
    oldStove: { fate: text('fate') as OldStoveFate },
  };
}
