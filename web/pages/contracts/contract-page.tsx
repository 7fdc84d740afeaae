// One contract: its terms and clauses, what is missing before it can be signed, its houses.

import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contractStates, enterpriseReaders, payers } from '../../../src/enterprises/model.ts';
import { works } from '../../../src/households/model.ts';
import { useContract, type ContractFile } from '../../api/contracts.ts';
import { useHolds } from '../../api/session.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { dayInWords } from '../../ui/day.ts';
import { Facts } from '../../ui/facts.tsx';
import { Money } from '../../ui/figure.tsx';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { ContractActs } from './contract-acts.tsx';
import { ContractCases } from './contract-cases.tsx';
import { DesignMark } from './contract-table.tsx';
import styles from './contracts.module.css';

export function ContractPage() {
  const { contractId = '' } = useParams({ strict: false }) as { contractId?: string };
  const contract = useContract(contractId);
  if (contract.isPending) return <LoadingPage />;
  if (contract.isError) {
    return <ErrorState error={contract.error} onRetry={() => void contract.refetch()} />;
  }
  return (
    <Sheet>
      {contract.isFetching && <LoadingBar />}
      <ContractSheet file={contract.data} />
    </Sheet>
  );
}

function ContractSheet({ file }: { file: ContractFile }) {
  const { t } = useTranslation('contracts');
  const text = useText();
  const missing = file.missing.length;
  return (
    <>
      <PageHead
        title={file.number}
        subtitle={[text(contractStates[file.state]), text(works[file.works]), file.placeName].join(
          ' · ',
        )}
      />
      <Lead
        sentence={t(missing > 0 ? 'of.missing' : 'of.lead', {
          enterprise: file.enterpriseName,
          cases: file.cases,
          missing,
        })}
      />
      <div className={styles.columns}>
        <div>
          <SheetSection title={t('cases.of', { count: file.cases })}>
            <ContractCases contractId={file.contractId} />
          </SheetSection>
          <SheetSection title={t('clauses')} aside={t('clauses.note')}>
            <Clauses file={file} />
          </SheetSection>
        </div>
        <aside className={styles.aside}>
          <SheetSection title={t('acts')}>
            <ContractActs file={file} />
          </SheetSection>
          <SheetSection title={t('terms')}>
            <Terms file={file} />
          </SheetSection>
        </aside>
      </div>
    </>
  );
}

function Terms({ file }: { file: ContractFile }) {
  const { t } = useTranslation('contracts');
  const text = useText();
  const language = useLanguage();
  const seesRegister = useHolds(enterpriseReaders);
  const day = (value: string | null) => value && dayInWords(value, language);
  return (
    <Facts
      lines={[
        [
          t('enterprise'),
          seesRegister ? (
            <Link to={paths.enterprise(file.enterpriseId)}>{file.enterpriseName}</Link>
          ) : (
            file.enterpriseName
          ),
        ],
        [t('paidBy'), text(payers[file.paidBy])],
        [t('equipment'), <Money key="equipment" fen={file.equipmentFen} />],
        [t('construction'), <Money key="construction" fen={file.constructionFen} />],
        [t('warranty'), `${file.warrantyYears} ${t('years')}`],
        [t('doneBy'), day(file.doneBy)],
        [t('design'), <DesignMark key="design" contract={file} />],
        [t('ownerSignedOn'), day(file.ownerSignedOn)],
        [t('enterpriseSignedOn'), day(file.enterpriseSignedOn)],
        [t('ended'), file.endedReason],
      ]}
    />
  );
}

/** The compulsory clauses in their order, those missing said so; then what else was agreed. */
function Clauses({ file }: { file: ContractFile }) {
  const { t } = useTranslation('contracts');
  const text = useText();
  const required = new Set(file.required.map(({ id }) => id));
  const others = Object.entries(file.clauses).filter(([id]) => !required.has(id));
  return (
    <dl className={styles.clauses}>
      {file.required.map((clause) => (
        <div key={clause.id}>
          <dt>{text(clause)}</dt>
          <dd>
            {file.clauses[clause.id] ?? (
              <span className={styles.missing}>{t('clause.missing')}</span>
            )}
          </dd>
        </div>
      ))}
      {others.map(([id, words]) => (
        <div key={id}>
          <dt>{id}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
