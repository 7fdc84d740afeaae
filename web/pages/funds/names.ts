// Names of sources, projects and budget lines as the own programme gives them.

import { useOwnProgramme } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';

/** Gives the name of a source of money; its id where the programme has none such. */
export function useSourceName(): (id: string) => string {
  const text = useText();
  const sources = useOwnProgramme()?.data.funds.sources ?? [];
  return (id) => {
    const source = sources.find((one) => one.id === id);
    return source ? text(source.name) : id;
  };
}
