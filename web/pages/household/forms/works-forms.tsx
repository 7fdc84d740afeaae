// The works in the house: windows, layers, installation, commissioning, the old stove, the
// enterprise's own check. What has to be filled in is what the programme asks of this house.

import { useTranslation } from 'react-i18next';
import { call } from '../../../../src/contracts/call.ts';
import {
  checkWindows,
  commissionAgain,
  proveLayer,
  selfCheck,
  settleOldStove,
} from '../../../../src/contracts/works.ts';
import { documentKinds } from '../../../../src/documents/model.ts';
import {
  layerOrder,
  layers,
  oldStoveFates,
  windowFindings,
  type Layer,
  type OldStoveFate,
  type WindowFinding,
} from '../../../../src/works/model.ts';
import { useCaseWorks } from '../../../api/households.ts';
import type { HouseholdFile } from '../../../api/ledger.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Fields, Option } from '../../../ui/action-form-fields.ts';
import { LoadingBar } from '../../../ui/states.tsx';
import { FileForm, type CaseFormProps } from './file-form.tsx';

const ofCase = ({ shown }: CaseFormProps) => ({ caseId: shown.caseId });

/** The photos kept with the household, to be ticked; `kinds` are those that are asked for. */
export function usePhotos(file: HouseholdFile, kinds: readonly string[] = []) {
  const { t } = useTranslation('household');
  const text = useText();
  const words: Readonly<Record<string, (typeof documentKinds)['other']>> = documentKinds as never;
  const photos = file.documents.filter(
    ({ state, kind }) => state === 'kept' && 'isPhoto' in documentKinds[kind],
  );
  const asked = kinds.flatMap((kind) => (words[kind] ? [text(words[kind])] : []));
  return {
    kind: 'several',
    label: t('form.photos'),
    isOptional: true,
    note:
      asked.length > 0
        ? t('form.photos.asked', { kinds: asked.join('、') })
        : t('form.photos.note'),
    initial: photos.filter(({ kind }) => kinds.includes(kind)).map(({ documentId }) => documentId),
    options: photos.map(({ documentId, kind, name }) => ({
      value: documentId,
      label: `${text(documentKinds[kind])} ${name}`,
    })),
  } as const;
}

/** Papers of the household of one of these kinds, to choose one from. */
export function usePapers(file: HouseholdFile, label: string) {
  const text = useText();
  const options = file.documents
    .filter(({ state }) => state === 'kept')
    .map(({ documentId, kind, name }): Option => ({
      value: documentId,
      label: `${text(documentKinds[kind])} ${name}`,
    }));
  return { kind: 'choice', label, isOptional: true, options } as const;
}

const degrees = { kind: 'number', unit: '℃', digits: 1, scale: 10, min: -60, max: 120 } as const;

/** The fields of running the new heating in. */
export function useCommissioning(hoursMin: number | undefined) {
  const { t } = useTranslation('household');
  return {
    startedOn: { kind: 'day', label: t('form.startedOn') },
    roomDeciC: { ...degrees, label: t('form.room') },
    outdoorDeciC: { ...degrees, label: t('form.outdoor') },
    supplyDeciC: { ...degrees, label: t('form.supply'), isOptional: true },
    hoursRun: {
      kind: 'number',
      label: t('form.hoursRun'),
      unit: t('form.hours'),
      min: 0,
      max: 10_000,
      ...(hoursMin !== undefined && { note: t('form.hoursRun.note', { hours: hoursMin }) }),
    },
  } as const satisfies Fields;
}

export function CommissionAgainForm(props: CaseFormProps) {
  const asked = useCaseWorks(props.shown.caseId).data?.asked;
  const commissioning = useCommissioning(asked?.hoursRunMin);
  return (
    <FileForm
      {...props}
      fields={{ ...commissioning, photos: usePhotos(props.file) }}
      send={({ photos, ...measured }, { when, options }) => {
        const body = { commissioning: measured, photos, ...when };
        return call(commissionAgain, { params: ofCase(props), body }, options);
      }}
    />
  );
}

/** Words of a table as choices; their values keep their type. */
export function useOptions<Name extends string>(
  words: Readonly<Record<Name, { zh: string; en: string }>>,
) {
  const text = useText();
  return (Object.keys(words) as Name[]).map((value) => ({ value, label: text(words[value]) }));
}

export function CheckWindowsForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const findings = useOptions<WindowFinding>(windowFindings);
  return (
    <FileForm
      {...props}
      fields={{
        finding: { kind: 'choice', label: t('form.windows'), options: findings },
        photos: usePhotos(props.file),
      }}
      send={(values, { when, options }) =>
        call(checkWindows, { params: ofCase(props), body: { ...values, ...when } }, options)
      }
    />
  );
}

export function ProveLayerForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const works = useCaseWorks(props.shown.caseId);
  const options = useOptions<Layer>(layers);
  const photos = usePhotos(props.file);
  if (works.isPending) return <LoadingBar />;
  const next = layerOrder[works.data?.layers.length ?? 0];
  return (
    <FileForm
      {...props}
      fields={{
        layer: { kind: 'choice', label: t('form.layer'), options, ...(next && { initial: next }) },
        photos,
      }}
      send={(values, { when, options: sent }) =>
        call(proveLayer, { params: ofCase(props), body: { ...values, ...when } }, sent)
      }
    />
  );
}

export function SettleOldStoveForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const options = useOptions<OldStoveFate>(oldStoveFates);
  return (
    <FileForm
      {...props}
      fields={{
        fate: { kind: 'choice', label: t('form.stove'), options },
        documentId: usePapers(props.file, t('form.stove.receipt')),
        photos: usePhotos(props.file),
      }}
      send={({ documentId, ...values }, { when, options: sent }) => {
        const body = { ...values, documentId: documentId ?? null, ...when };
        return call(settleOldStove, { params: ofCase(props), body }, sent);
      }}
    />
  );
}

export function SelfCheckForm(props: CaseFormProps) {
  const { t } = useTranslation('household');
  const works = useCaseWorks(props.shown.caseId);
  const text = useText();
  if (works.isPending) return <LoadingBar />;
  const points = works.data?.asked.selfCheck ?? [];
  return (
    <FileForm
      {...props}
      fields={{
        passed: {
          kind: 'several',
          label: t('form.points.passed'),
          note: t('form.points.note'),
          isOptional: true,
          options: points.map((point) => ({ value: point.id, label: text(point) })),
        },
        checkedOn: { kind: 'day', label: t('form.checkedOn') },
        person: { kind: 'text', label: t('form.checkedBy'), maxLength: 60 },
      }}
      send={({ passed, ...values }, { when, options }) => {
        const items = points.map(({ id }) => ({ id, ok: passed.includes(id) }));
        const body = { items, ...values, ...when };
        return call(selfCheck, { params: ofCase(props), body }, options);
      }}
    />
  );
}
