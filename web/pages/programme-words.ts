// Names of the own programme's methods and projects, and the choices forms offer of them.

import { useOwnProgramme } from '../api/programmes.ts';
import { useText } from '../i18n/i18n.ts';
import type { Option } from '../ui/action-form-fields.ts';

function useNames(what: 'methods' | 'projects') {
  const text = useText();
  const data = useOwnProgramme()?.data;
  const items = (what === 'methods' ? data?.methods?.methods : data?.projects.projects) ?? [];
  return items.map(({ id, name }): Option => ({ value: id, label: text(name) }));
}

export const useMethodOptions = () => useNames('methods');
export const useProjectOptions = () => useNames('projects');

const nameIn = (options: readonly Option[]) => (id: string) =>
  options.find(({ value }) => value === id)?.label ?? id;

/** Gives the name of a method or project; its id where the programme has none such. */
export const useMethodName = () => nameIn(useNames('methods'));
export const useProjectName = () => nameIn(useNames('projects'));

export function useYearOptions(): readonly Option[] {
  const years = useOwnProgramme()?.data.programme.years ?? [];
  return years.map((year) => ({ value: String(year), label: String(year) }));
}
