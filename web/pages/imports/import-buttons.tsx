// The plain acts on an import: cancelling it and checking it again. Each shows its refusal beside
// itself.

import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { cancelImport, checkImport } from '../../../src/contracts/imports.ts';
import { useReadAgain, type Import } from '../../api/imports.ts';
import { useAttemptKey } from '../../ui/action-form.tsx';
import { Refusal } from '../../ui/action-form-refusal.tsx';

function Act(props: {
  one: Import;
  contract: typeof cancelImport | typeof checkImport;
  label: string;
}) {
  const { one, contract } = props;
  const readAgain = useReadAgain();
  const keyOf = useAttemptKey();
  const params = { importId: one.importId };
  const sending = useMutation({
    mutationFn: () =>
      call(contract, { params, body: {} }, { key: keyOf([contract.path, one.version]) }),
    onSettled: readAgain,
  });
  return (
    <>
      <Button loading={sending.isPending} onClick={() => sending.mutate()}>
        {props.label}
      </Button>
      {sending.isError && <Refusal error={sending.error} />}
    </>
  );
}

export function CancelButton({ one }: { one: Import }) {
  const { t } = useTranslation('imports');
  return <Act one={one} contract={cancelImport} label={t('cancel')} />;
}

export function CheckAgainButton({ one }: { one: Import }) {
  const { t } = useTranslation('imports');
  return <Act one={one} contract={checkImport} label={t('checkAgain')} />;
}
