// Recording an installation: one block of the nameplate for each device the programme asks for,
// then how the heating ran, what became of the old stove, and the photos.

import { useTranslation } from 'react-i18next';
import { call } from '../../../../src/contracts/call.ts';
import { installCase } from '../../../../src/contracts/works.ts';
import { oldStoveFates, type OldStoveFate } from '../../../../src/works/model.ts';
import { useCaseWorks, type CaseWorks } from '../../../api/households.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Fields } from '../../../ui/action-form-fields.ts';
import { LoadingBar } from '../../../ui/states.tsx';
import { FileForm, type CaseFormProps } from './file-form.tsx';
import { useCommissioning, useOptions, usePapers, usePhotos } from './works-forms.tsx';

type Asked = CaseWorks['asked'];
type Device = { readonly id: string; readonly name: string };

export function InstallForm(props: CaseFormProps) {
  const works = useCaseWorks(props.shown.caseId);
  if (works.isPending) return <LoadingBar />;
  if (!works.data) return null;
  const { asked } = works.data;
  return props.shown.works === 'heating' ? (
    <HeatingForm {...props} asked={asked} />
  ) : (
    <InsulationForm {...props} asked={asked} />
  );
}

function InsulationForm({ asked, ...props }: CaseFormProps & { asked: Asked }) {
  const photos = usePhotos(props.file, asked.photos);
  return (
    <FileForm
      {...props}
      fields={{ photos }}
      send={(values, { when, options }) => {
        const params = { caseId: props.shown.caseId };
        return call(installCase, { params, body: { ...values, ...when } }, options);
      }}
    />
  );
}

/** The devices to be filled in: each component once, and as many more as the house has at least. */
function useDevices({ components, devicesMin }: Asked, method: string | null): Device[] {
  const text = useText();
  const { t } = useTranslation('household');
  const named = components.map((one) => ({ id: one.id, name: text(one) }));
  const first = named[0] ?? { id: method ?? 'other', name: t('form.device') };
  const missing = Math.max(0, devicesMin - named.length, named.length === 0 ? 1 : 0);
  return [...named, ...Array.from({ length: missing }, () => first)];
}

function HeatingForm({ asked, ...props }: CaseFormProps & { asked: Asked }) {
  const { t } = useTranslation('household');
  const { file, shown } = props;
  const devices = useDevices(asked, shown.method);
  const fates = useOptions<OldStoveFate>(oldStoveFates);
  const fields: Fields = {
    ...useDeviceFields(devices, asked),
    ...useCommissioning(asked.hoursRunMin),
    fate: { kind: 'choice', label: t('form.stove'), options: fates },
    documentId: usePapers(file, t('form.stove.receipt')),
    photos: usePhotos(file, asked.photos),
  };
  return (
    <FileForm
      {...props}
      fields={fields}
      send={(values, { when, options }) => {
        const body = { ...bodyOf(values, devices), ...when };
        return call(installCase, { params: { caseId: shown.caseId }, body }, options);
      }}
    />
  );
}

function useDeviceFields(devices: readonly Device[], asked: Asked): Fields {
  const { t } = useTranslation('household');
  const entries = devices.flatMap(({ id, name }, at) => {
    const hasSerial = !asked.unserialled.includes(id);
    const needsPower = at === 0 && asked.heatAboveKw !== null;
    const of = (label: string) => `${name}${devices.length > 1 ? ` ${at + 1}` : ''} · ${label}`;
    const power = {
      kind: 'number',
      label: of(t('form.power')),
      unit: 'kW',
      digits: 2,
      min: 0,
      max: 10_000,
    } as const;
    const note = t('form.power.note', { power: asked.heatAboveKw ?? 0 });
    return [
      [`brand${at}`, { kind: 'text', label: of(t('form.brand')), maxLength: 60 }],
      [`model${at}`, { kind: 'text', label: of(t('form.model')), maxLength: 60 }],
      [
        `serial${at}`,
        { kind: 'text', label: of(t('form.serial')), maxLength: 60, isOptional: !hasSerial },
      ],
      [`power${at}`, needsPower ? { ...power, note } : { ...power, isOptional: true }],
    ] as const;
  });
  return Object.fromEntries(entries) as Fields;
}

type Given = Readonly<Record<string, unknown>>;
const textOf = (values: Given, name: string) => {
  const value = values[name];
  return typeof value === 'string' ? value : '';
};
const numberOf = (values: Given, name: string) => {
  const value = values[name];
  return typeof value === 'number' ? value : null;
};

function bodyOf(values: Given, devices: readonly Device[]) {
  const { photos } = values;
  return {
    devices: devices.map(({ id }, at) => ({
      kind: id,
      brand: textOf(values, `brand${at}`),
      model: textOf(values, `model${at}`),
      serialNumber: textOf(values, `serial${at}`) || null,
      ratedHeatKw: numberOf(values, `power${at}`),
    })),
    commissioning: {
      startedOn: textOf(values, 'startedOn') as never,
      roomDeciC: numberOf(values, 'roomDeciC') ?? 0,
      outdoorDeciC: numberOf(values, 'outdoorDeciC') ?? 0,
      supplyDeciC: numberOf(values, 'supplyDeciC'),
      hoursRun: numberOf(values, 'hoursRun') ?? 0,
    },
    oldStove: {
      fate: textOf(values, 'fate') as OldStoveFate,
      documentId: textOf(values, 'documentId') || null,
    },
    photos: Array.isArray(photos) ? (photos as string[]) : [],
  };
}
