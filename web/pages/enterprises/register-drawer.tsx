// Registering an enterprise; its credit code is checked while it is typed.

import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { registerEnterprise } from '../../../src/contracts/enterprises.ts';
import { isCreditCode } from '../../../src/core/identity.ts';
import { enterpriseKinds } from '../../../src/enterprises/model.ts';
import { useRefresh } from '../../api/act.ts';
import { useOrganisations } from '../../api/accounts.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { useChoices, useDayField, whenOf } from '../form-fields.ts';
import styles from './enterprises.module.css';

/** The organisations whose accounts may act for an enterprise. */
export function useEnterpriseOrganisations() {
  const organisations = useOrganisations().data ?? [];
  return organisations
    .filter(({ kind }) => kind === 'enterprise')
    .map(({ organisationId, name }) => ({ value: organisationId, label: name }));
}

export function RegisterDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('enterprises');
  const { t: title } = useTranslation('actions');
  const choices = useChoices();
  const refresh = useRefresh();
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={title('enterprise.register')}
      submitLabel={title('enterprise.register')}
      onDone={refresh}
      fields={{
        name: { kind: 'text', label: t('name'), note: t('name.note'), maxLength: 100 },
        creditCode: { kind: 'text', label: t('code'), note: t('code.note'), maxLength: 18 },
        creditCodeNote: {
          kind: 'text',
          label: t('code.why'),
          note: t('code.why.note'),
          isOptional: true,
          maxLength: 500,
        },
        kinds: { kind: 'several', label: t('kind'), options: choices(enterpriseKinds) },
        organisationId: {
          kind: 'choice',
          label: t('organisation'),
          note: t('organisation.note'),
          isOptional: true,
          options: useEnterpriseOrganisations(),
        },
        contactName: { kind: 'text', label: t('contact'), isOptional: true, maxLength: 50 },
        contactPhone: { kind: 'text', label: t('phone'), isOptional: true, maxLength: 20 },
        occurredOn: useDayField(),
      }}
      preview={({ creditCode }) => <CodeVerdict code={creditCode} />}
      act={({ occurredOn, kinds, ...values }, { key }) => {
        const body = {
          ...values,
          creditCode: values.creditCode.toUpperCase(),
          creditCodeNote: values.creditCodeNote ?? null,
          kinds: kinds as Array<keyof typeof enterpriseKinds>,
          organisationId: values.organisationId ?? null,
          contactName: values.contactName ?? null,
          contactPhone: values.contactPhone ?? null,
          ...whenOf(occurredOn),
        };
        return call(registerEnterprise, { params: {}, body }, { key });
      }}
    />
  );
}

/** Whether the last character of the code agrees with the others. */
function CodeVerdict({ code }: { code: string | undefined }) {
  const { t } = useTranslation('enterprises');
  if (code?.length !== 18) return null;
  const isRight = isCreditCode(code.toUpperCase());
  return (
    <p role="status" className={isRight ? styles.right : styles.out}>
      {t(isRight ? 'code.right' : 'code.wrong')}
    </p>
  );
}
