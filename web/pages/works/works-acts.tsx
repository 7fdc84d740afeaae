// What may be done in a house: the installation, the enterprise's own check, a device replaced.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { worksMay } from '../../../src/works/model.ts';
import type { CaseWorks } from '../../api/works.ts';
import { Acts } from '../../ui/acts.tsx';
import { useRefusal } from '../use-refusal.ts';
import { InstallDrawer } from './install-drawer.tsx';
import { ReplaceDrawer, SelfCheckDrawer } from './works-forms.tsx';

const actions = ['case.install', 'case.self-check', 'device.replace'] as const;
type Action = (typeof actions)[number];

type Props = { readonly file: CaseWorks; readonly householdId: string | undefined };

export function WorksActs({ file, householdId }: Props) {
  const { t } = useTranslation('works');
  const { t: title } = useTranslation('actions');
  const refusal = useRefusal();
  const [open, setOpen] = useState<Action>();
  const close = () => setOpen(undefined);
  const isInstalled = file.installation !== null;
  const hasDevice = file.devices.some(({ state }) => state === 'live');
  const reasons: Readonly<Record<Action, string | undefined>> = {
    'case.install': isInstalled ? t('isInstalled') : undefined,
    'case.self-check': isInstalled ? undefined : t('notInstalled'),
    'device.replace': hasDevice ? undefined : t('devices.none'),
  };
  return (
    <>
      <Acts
        acts={actions.map((key) => ({
          key,
          label: title(key),
          onOpen: () => setOpen(key),
          refusal: refusal(worksMay[key], reasons[key]),
          isPrimary: key !== 'device.replace',
        }))}
      />
      {open === 'case.install' && (
        <InstallDrawer file={file} householdId={householdId} onClose={close} />
      )}
      {open === 'case.self-check' && <SelfCheckDrawer file={file} onClose={close} />}
      {open === 'device.replace' && <ReplaceDrawer file={file} onClose={close} />}
    </>
  );
}
